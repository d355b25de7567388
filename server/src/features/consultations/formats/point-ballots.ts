import { type CsvRecord, plainCell, readRecords, wordsOfCell, writeRecords } from './csv-records.ts';
import { FormatError } from './format-error.ts';
import { wholeNumber } from './numbers.ts';

/** Most points that an option may be given by a vote with points. */
export const highestScore = 5;

/** Options and ballots that give them points, null for none; with approval 1 for what is approved of. */
export interface PointBallots {
  options: string[];
  ballots: (number | null)[][];
}

const receiptColumn = 'receipt';

/**
 * Reads ballots with points as CSV: the head is "receipt" and the options, each line is one ballot; an empty field gives
 * nothing. Throws a FormatError with the line, also for more points than `most` and for a receipt that stands there twice.
 */
export function readPointBallots(text: string, most: number): PointBallots {
  const [head, ...lines] = readRecords(text, ',');
  if (head?.fields[0]?.trim() !== receiptColumn)
    throw new FormatError(head?.line ?? 1, 'MISSING_COLUMN', { column: receiptColumn });
  const options = head.fields.slice(1).map((name) => wordsOfCell(name.trim()));
  if (options.length === 0) throw new FormatError(head.line, 'NOTHING_TO_COUNT', { what: 'option' });
  const receipts = new Set<string>();
  for (const { fields, line } of lines) {
    const receipt = fields[0]?.trim() ?? '';
    if (receipt === '') throw new FormatError(line, 'MISSING_FIELD', { field: receiptColumn });
    const same = receipt.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
    if (receipts.has(same)) throw new FormatError(line, 'TWICE', { kind: receiptColumn, name: receipt });
    receipts.add(same);
  }
  return { options, ballots: lines.map((line) => ballotOf(line, options.length, most)) };
}

function ballotOf({ fields, line }: CsvRecord, options: number, most: number): (number | null)[] {
  if (fields.length !== options + 1)
    throw new FormatError(line, 'WRONG_LENGTH', { found: fields.length - 1, what: 'points', expected: options });
  return fields.slice(1).map((field) => (field.trim() === '' ? null : wholeNumber(field.trim(), line, 0, most)));
}

/** Writes what `readPointBallots` reads. */
export function writePointBallots(options: readonly string[], ballots: readonly PointBallot[]): string {
  return writeRecords([
    [receiptColumn, ...options.map(plainCell)],
    ...ballots.map(({ receipt, points }) => [receipt, ...points.map((value) => value ?? '')]),
  ]);
}

interface PointBallot {
  receipt: string;
  points: readonly (number | null)[];
}
