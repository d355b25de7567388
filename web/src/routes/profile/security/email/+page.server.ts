import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  email: (await ownProfile(event)).email,
  sent: event.url.searchParams.has('sent'),
  done: event.url.searchParams.has('done'),
});

export const actions: Actions = {
  default: formAction(
    async (event, data) => {
      await askAccount(event, '/change-email', { newEmail: text(data, 'newEmail') });
      return '/profile/security/email?sent';
    },
    { keep: ['newEmail'], beside: 'newEmail' },
  ),
};
