import { askAccount } from '#lib/features/members/account.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'strict-origin' });
  return { token: url.searchParams.get('token') ?? '' };
};

export const actions: Actions = {
  default: formAction(async (event, data) => {
    const token = text(data, 'token');
    const { newMember } = await askAccount<{ newMember: boolean }>(event, '/confirm-email', { token });
    return newMember ? '/welcome' : '/profile/security/email?done';
  }),
};
