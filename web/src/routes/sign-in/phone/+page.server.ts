import { askAccount } from '#lib/features/members/account.server.ts';
import { safeNext, withNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ next: safeNext(url.searchParams.get('next')) });

export const actions: Actions = {
  send: formAction(
    async (event, data) => {
      const phoneNumber = text(data, 'phoneNumber');
      await askAccount(event, '/phone-number/send-otp', { phoneNumber });
      return { shown: { phoneNumber, next: safeNext(text(data, 'next')) } };
    },
    { form: 'send', keep: ['phoneNumber', 'next'], beside: 'phoneNumber' },
  ),
  verify: formAction(
    async (event, data) => {
      const next = safeNext(text(data, 'next'));
      const code = text(data, 'code').replaceAll(/\s/g, '');
      const phoneNumber = text(data, 'phoneNumber');
      const { newMember } = await askAccount<{ newMember: boolean }>(event, '/phone-number/verify', {
        phoneNumber,
        code,
      });
      return newMember ? withNext('/welcome', next) : next;
    },
    { form: 'verify', keep: ['phoneNumber', 'next'], beside: 'code' },
  ),
};
