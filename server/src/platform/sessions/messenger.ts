import type { Pool } from 'pg';
import type { Locale } from '../locales.ts';
import { codeText, mailText, type MailKind, numberLeftText } from '../mail/messages.ts';
import type { Outbox } from '../mail/outbox.ts';
import { isPlaceholder } from './placeholder-address.ts';
import { reportFault } from './server-fault.ts';
import { messageLimit, takeTurn } from './target-limit.ts';

export type Messenger = ReturnType<typeof createMessenger>;

/**
 * Writes to people about signing in: at most five messages an hour to one address or number, never to a placeholder.
 * Nothing is thrown, because the answer to the one who asked must not tell what became of the message.
 */
export function createMessenger(pool: Pool, outbox: Outbox) {
  async function send(to: string, deliver: () => Promise<void>): Promise<void> {
    try {
      if (await takeTurn(pool, messageLimit, to)) await deliver();
    } catch (error) {
      reportFault('A message about signing in could not be sent:', error instanceof Error ? error.message : error);
    }
  }
  return {
    async mail(to: string, locale: Locale, kind: MailKind, url: string): Promise<void> {
      if (isPlaceholder(to)) return;
      await send(to, () => outbox.sendMail({ to, ...mailText(locale, kind, url) }));
    },
    /** To a number that was a way in until now. */
    async numberLeft(to: string, locale: Locale, url: string): Promise<void> {
      await send(to, () => outbox.sendSms({ to, text: numberLeftText(locale, url) }));
    },
    async code(to: string, locale: Locale, code: string): Promise<void> {
      await send(to, () => outbox.sendSms({ to, text: codeText(locale, code) }));
    },
  };
}
