import type { RankBallot } from '../methods/schulze/schulze.ts';
import { type CsvRecord, plainCell, readRecords, wordsOfCell, writeRecords } from './csv-records.ts';
import { FormatError } from './format-error.ts';
import { wholeNumber } from './numbers.ts';

/** Options and ballots that rank them; equal and missing ranks are allowed. */
export interface RankedBallots {
  options: string[];
  ballots: RankBallot[];
}

const countColumn = 'ballots';
/** Finding the strongest paths takes the cube of it. */
const mostOptions = 400;

/**
 * Reads ranked ballots as CSV: the head is "ballots" and the options, each line says how many ballots and the rank of each
 * option; an empty field is not ranked. Throws a FormatError with the line.
 */
export function readRankedBallots(text: string): RankedBallots {
  const [head, ...lines] = readRecords(text, ',');
  const options = optionsOf(head);
  return { options, ballots: lines.map((line) => ballotOf(line, options)) };
}

function optionsOf(head: CsvRecord | undefined): string[] {
  if (head?.fields[0]?.trim() !== countColumn)
    throw new FormatError(head?.line ?? 1, 'MISSING_COLUMN', { column: countColumn });
  const options = head.fields.slice(1).map((name) => wordsOfCell(name.trim()));
  if (options.length === 0) throw new FormatError(head.line, 'NOTHING_TO_COUNT', { what: 'option' });
  if (options.length > mostOptions)
    throw new FormatError(head.line, 'OUT_OF_RANGE', { value: options.length, least: 1, most: mostOptions });
  const twice = options.find((name, at) => options.indexOf(name) !== at);
  if (twice !== undefined) throw new FormatError(head.line, 'TWICE', { kind: 'option', name: twice });
  return options;
}

function ballotOf({ fields, line }: CsvRecord, options: string[]): RankBallot {
  if (fields.length !== options.length + 1)
    throw new FormatError(line, 'WRONG_LENGTH', { found: fields.length - 1, what: 'ranks', expected: options.length });
  const [count, ...ranks] = fields.map((field) => field.trim());
  return {
    weight: wholeNumber(count!, line, 1),
    ranks: ranks.map((rank) => (rank === '' ? null : wholeNumber(rank, line, 1))),
  };
}

/** Writes what `readRankedBallots` reads. */
export function writeRankedBallots({ options, ballots }: RankedBallots): string {
  return writeRecords([
    [countColumn, ...options.map(plainCell)],
    ...ballots.map(({ weight, ranks }) => [weight, ...ranks.map((rank) => rank ?? '')]),
  ]);
}
