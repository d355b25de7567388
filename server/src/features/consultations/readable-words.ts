import { AppError } from '../../platform/errors.ts';

/** Signs that nobody sees: they make words look empty, or turn what stands beside them around. Joiners that scripts need stay. */
const unseen = /[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0]/g;

/** Words as they were typed, without what nobody sees, without blanks around and with one kind of line end. */
export const plainWords = (typed: string): string => {
  const words = typed.replace(unseen, '').replace(/\r\n?/g, '\n').trim();
  return /[^\p{C}\p{Z}]/u.test(words) ? words : '';
};

/** The same in one line. */
export const plainLine = (typed: string): string => plainWords(typed.replace(/\s+/g, ' '));

/** The same. Throws REQUIRED and TOO_LONG with the field. */
export function readWords(typed: string, longest: number, field: string): string {
  const words = plainWords(typed);
  if (!words) throw new AppError('REQUIRED', {}, field);
  if (words.length > longest) throw new AppError('TOO_LONG', { max: longest }, field);
  return words;
}
