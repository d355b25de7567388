import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction, typed } from '#lib/graphql/form-action.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ hasPassword: (await ownProfile(event)).hasPassword });

export const actions: Actions = {
  change: formAction(
    async (event, data) => {
      await askAccount(event, '/change-password', {
        currentPassword: typed(data, 'currentPassword'),
        newPassword: typed(data, 'newPassword'),
      });
      return '/profile/security?done';
    },
    { beside: 'currentPassword' },
  ),
  set: formAction(
    async (event, data) => {
      await askAccount(event, '/set-password', { newPassword: typed(data, 'newPassword') });
      return '/profile/security?done';
    },
    { beside: 'newPassword' },
  ),
};
