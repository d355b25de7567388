import { DeleteMyAccountDocument } from '#schema';
import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction, required } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await ownProfile(event);
  return { key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(async (event, data) => {
    if (!data.has('sure')) required('sure');
    await event.locals.graphql.mutate(DeleteMyAccountDocument, { key: text(data, 'key') });
    // The account is gone already; this only takes the cookie away.
    await askAccount(event, '/sign-out').catch(() => null);
    return '/';
  }),
};
