import { askAccount } from '#lib/features/members/account.server.ts';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { qrPath } from '#lib/features/members/qr.server.ts';
import { formAction, typed } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

interface Enrolment {
  totpURI: string;
  secret: string;
  backupCodes: string[];
}

export const load: PageServerLoad = async (event) => {
  const { hasPassword, hasSecondFactor } = await ownProfile(event);
  return { hasPassword, hasSecondFactor };
};

export const actions: Actions = {
  enable: formAction(
    async (event, data) => {
      const { totpURI, secret, backupCodes } = await askAccount<Enrolment>(event, '/two-factor/enable', password(data));
      return { shown: { qr: qrPath(totpURI), secret, backupCodes } };
    },
    { form: 'enable', beside: 'password' },
  ),
  verify: formAction(
    async (event, data) => {
      await askAccount(event, '/two-factor/verify-totp', { code: text(data, 'code').replaceAll(/\s/g, '') });
      return '/profile/security?done';
    },
    { form: 'verify', beside: 'code' },
  ),
  codes: formAction(
    async (event: RequestEvent, data) => {
      const path = '/two-factor/generate-backup-codes';
      const { backupCodes } = await askAccount<{ backupCodes: string[] }>(event, path, password(data));
      return { shown: { qr: null, secret: null, backupCodes } };
    },
    { form: 'codes', beside: 'password' },
  ),
  disable: formAction(
    async (event, data) => {
      await askAccount(event, '/two-factor/disable', password(data));
      return '/profile/security?done';
    },
    { form: 'disable', beside: 'password' },
  ),
};

function password(data: FormData): { password?: string } {
  return data.has('password') ? { password: typed(data, 'password') } : {};
}
