import type { Locale } from '../locales.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import easy from './messages/it-x-facile.json' with { type: 'json' };
import it from './messages/it.json' with { type: 'json' };
import ru from './messages/ru.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };

type Messages = typeof it;
const messages: Record<Locale, Messages> = { it, 'it-x-facile': easy, en, fr, uk, ru, ar };

export type MailKind = 'signInLink' | 'confirmEmail' | 'existingAccount' | 'resetPassword' | 'addressLeft';

/** Subject and text of a mail that carries one address to open. */
export function mailText(locale: Locale, kind: MailKind, url: string): { subject: string; text: string } {
  const { subject, text } = messages[locale][kind];
  return { subject, text: text.replace('{url}', () => url) };
}

/** Text of the SMS with a code. */
export function codeText(locale: Locale, code: string): string {
  return messages[locale].phoneCode.text.replace('{code}', () => code);
}

/** Text of the SMS to a number that is no way in any more. */
export function numberLeftText(locale: Locale, url: string): string {
  return messages[locale].numberLeft.text.replace('{url}', () => url);
}

/** What somebody is called until they say their name. */
export function newMemberName(locale: Locale): string {
  return messages[locale].newMember;
}
