import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** The number in E.164, however it was written; Italian if it has no prefix. Null if it cannot be a phone number. */
export function normalisePhoneNumber(text: string): string | null {
  const number = parsePhoneNumberFromString(text.slice(0, 40), 'IT');
  return number?.isValid() ? number.number : null;
}
