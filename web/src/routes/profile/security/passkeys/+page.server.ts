import { askAccount, readAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface Passkey {
  id: string;
  name: string | null;
  createdAt: string;
}

export const load: PageServerLoad = async (event) => {
  await ownProfile(event);
  return { passkeys: await readAccount<Passkey[]>(event, '/passkey/list-user-passkeys') };
};

export const actions: Actions = {
  rename: formAction(
    async (event, data) => {
      await askAccount(event, '/passkey/update-passkey', { id: text(data, 'id'), name: text(data, 'name') });
      return '/profile/security/passkeys';
    },
    { form: (data) => `rename-${text(data, 'id')}`, keep: ['name'] },
  ),
  remove: formAction(async (event, data) => {
    await askAccount(event, '/passkey/delete-passkey', { id: text(data, 'id') });
    return '/profile/security/passkeys';
  }),
};
