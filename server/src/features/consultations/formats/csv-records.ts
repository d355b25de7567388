import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { FormatError } from './format-error.ts';

/** Words of people for a cell: programs that calculate would take some first signs for a formula. */
export const plainCell = (words: string): string => words.replace(/^'*[=+\-@]/, "'$&");

/** The words that `plainCell` put into a cell. */
export const wordsOfCell = (cell: string): string => cell.replace(/^'(?='*[=+\-@])/, '');

/** One record of a file with its line, counted from 1. */
export interface CsvRecord {
  fields: string[];
  line: number;
}

/** Records of a text with separated columns; empty lines are passed over. `lenient` takes quotation marks in the middle of a field. */
export function readRecords(text: string, delimiter: ',' | ';', quotes: 'STRICT' | 'LENIENT' = 'STRICT'): CsvRecord[] {
  const records: CsvRecord[] = [];
  let lines = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: quotes === 'LENIENT',
      record_delimiter: '\n',
      onRecord: (fields: string[], context) => {
        // A record ends where the parser stands; a quoted line end makes it begin further up.
        const within = fields.reduce(
          (sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0),
          0,
        );
        lines = context.lines;
        if (fields.length > 1 || fields[0]!.trim() !== '') records.push({ fields, line: context.lines - within });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') throw new FormatError(lines + 1, 'OPEN_QUOTE');
    throw new FormatError(Number(error.lines) || lines + 1, 'NOT_CSV', { what: error.message.split(':')[0]! });
  }
  return records;
}

/** The place of each column that is asked for, found by its name in the head. */
export function columnsOf<Name extends string>(
  head: CsvRecord | undefined,
  names: readonly Name[],
): Record<Name, number> {
  const places = names.map((name) => {
    const at = head?.fields.findIndex((field) => field.trim() === name) ?? -1;
    if (at < 0) throw new FormatError(head?.line ?? 1, 'MISSING_COLUMN', { column: name });
    return [name, at];
  });
  return Object.fromEntries(places) as Record<Name, number>;
}

/** A text with separated columns, a line for each record. */
export function writeRecords(records: readonly (readonly (string | number)[])[], delimiter: ',' | ';' = ','): string {
  return stringify(records as (string | number)[][], { delimiter });
}
