import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { askAccount } from './account.server.ts';
import { safeNext } from './next.ts';

/** Signing in with an access card: its code, typed or from the QR code, and the PIN. */
export const cardActions = {
  default: formAction(
    async (event, data) => {
      const remember = data.has('remember');
      const code = text(data, 'code');
      const pin = text(data, 'pin').replaceAll(/\s/g, '');
      await askAccount(event, '/sign-in/access-card', { code, pin, remember });
      return safeNext(text(data, 'next'));
    },
    { keep: ['code', 'next', 'remember'], beside: 'pin' },
  ),
};
