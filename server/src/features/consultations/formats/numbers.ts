import { FormatError } from './format-error.ts';

/** A whole number within bounds, or a FormatError for this line. */
export function wholeNumber(text: string, line: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (!/^[+-]?\d{1,16}$/.test(text))
    throw new FormatError(line, 'NOT_A_NUMBER', { value: text, what: 'a whole number' });
  const value = Number(text);
  if (value < least || value > most) throw new FormatError(line, 'OUT_OF_RANGE', { value: text, least, most });
  return value;
}
