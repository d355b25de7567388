import { askAccount } from '#lib/features/members/account.server.ts';
import { formAction, typed } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'strict-origin' });
  return { token: url.searchParams.get('token') ?? '' };
};

export const actions: Actions = {
  ask: formAction(
    async (event, data) => {
      await askAccount(event, '/request-password-reset', { email: text(data, 'email') });
      return '/sign-in/sent';
    },
    { form: 'ask', keep: ['email'], beside: 'email' },
  ),
  choose: formAction(
    async (event, data) => {
      await askAccount(event, '/reset-password', {
        token: text(data, 'token'),
        newPassword: typed(data, 'newPassword'),
      });
      return '/sign-in/password?changed';
    },
    { form: 'choose', keep: ['token'], beside: 'newPassword' },
  ),
};
