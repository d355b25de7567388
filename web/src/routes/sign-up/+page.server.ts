import { askAccount } from '#lib/features/members/account.server.ts';
import { formAction, typed } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: formAction(
    async (event, data) => {
      await askAccount(event, '/sign-up/email', {
        name: text(data, 'name'),
        email: text(data, 'email'),
        password: typed(data, 'password'),
      });
      return '/sign-in/sent';
    },
    { keep: ['name', 'email'], beside: 'password' },
  ),
};
