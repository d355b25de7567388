import { askAccount } from '#lib/features/members/account.server.ts';
import { safeNext, withNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  // The address is a secret: other pages hear of the site only. (With no-referrer browsers hide the form's origin too.)
  setHeaders({ 'referrer-policy': 'strict-origin' });
  return { token: url.searchParams.get('token') ?? '', next: safeNext(url.searchParams.get('next')) };
};

export const actions: Actions = {
  default: formAction(async (event, data) => {
    const next = safeNext(text(data, 'next'));
    const { newMember } = await askAccount<{ newMember: boolean }>(event, '/sign-in/link', {
      token: text(data, 'token'),
    });
    return newMember ? withNext('/welcome', next) : next;
  }),
};
