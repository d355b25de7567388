import { AppError } from '../../../platform/errors.ts';

/** Words as they were typed, without blanks around and with one kind of line end. Throws REQUIRED and TOO_LONG with the field. */
export function readWords(typed: string, longest: number, field: string): string {
  const words = typed.replaceAll('\r\n', '\n').trim();
  if (!words) throw new AppError('REQUIRED', {}, field);
  if (words.length > longest) throw new AppError('TOO_LONG', { max: longest }, field);
  return words;
}
