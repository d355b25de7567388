import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ phone: (await ownProfile(event)).phone });

export const actions: Actions = {
  send: formAction(
    async (event, data) => {
      const phoneNumber = text(data, 'phoneNumber');
      await askAccount(event, '/phone-number/send-otp', { phoneNumber });
      return { shown: { phoneNumber } };
    },
    { form: 'send', keep: ['phoneNumber'], beside: 'phoneNumber' },
  ),
  verify: formAction(
    async (event, data) => {
      const code = text(data, 'code').replaceAll(/\s/g, '');
      await askAccount(event, '/phone-number/add', { phoneNumber: text(data, 'phoneNumber'), code });
      return '/profile/security?done';
    },
    { form: 'verify', keep: ['phoneNumber'], beside: 'code' },
  ),
};
