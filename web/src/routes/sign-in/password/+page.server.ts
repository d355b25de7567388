import { askAccount } from '#lib/features/members/account.server.ts';
import { safeNext, withNext } from '#lib/features/members/next.ts';
import { formAction, typed } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
  next: safeNext(url.searchParams.get('next')),
  changed: url.searchParams.has('changed'),
});

export const actions: Actions = {
  default: formAction(
    async (event, data) => {
      const next = safeNext(text(data, 'next'));
      const { secondFactor } = await askAccount<{ secondFactor: boolean }>(event, '/sign-in/email', {
        email: text(data, 'email'),
        password: typed(data, 'password'),
        remember: data.has('remember'),
      });
      return secondFactor ? withNext('/sign-in/second-factor', next) : next;
    },
    { keep: ['email', 'next', 'remember'], beside: 'password' },
  ),
};
