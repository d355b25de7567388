import type { PublishedTable } from '../methods/suppression/table.ts';
import { columnsOf, type CsvRecord, plainCell, readRecords, wordsOfCell, writeRecords } from './csv-records.ts';
import { FormatError } from './format-error.ts';

/** The released answers to a statement: rows are the groups, then people in none, where there are any. */
export interface StatementTotals {
  id: string;
  text: string;
  language: string;
  /** Whether it is about the person who answers, not about the question. */
  isMeta: boolean;
  votes: PublishedTable;
}

/** What was released of a conversation, with how many groups there are. */
export interface OpinionTotals {
  groups: number;
  statements: StatementTotals[];
}

const figures = ['people', 'agree', 'disagree', 'pass'] as const;
const columns = ['statement-id', 'statement', 'language', 'is-meta', 'group', ...figures] as const;

/**
 * Writes totals as CSV: a line per statement and group, one for people in no group where there are any, and one for everybody; no
 * line for a person. What is withheld is left empty.
 */
export function writeOpinionTotals({ groups, statements }: OpinionTotals): string {
  const cells = (values: readonly (number | null)[]) => values.map((value) => value ?? '');
  return writeRecords([
    columns,
    ...statements.flatMap(({ id, text, language, isMeta, votes }) => {
      const about = [id, plainCell(text), language, String(isMeta)];
      return [
        ...votes.cells.map((answers, row) => [
          ...about,
          row < groups ? row + 1 : 'none',
          ...cells([votes.rowTotals[row] ?? null, ...answers]),
        ]),
        [...about, 'all', ...cells([votes.total, ...votes.columnTotals])],
      ];
    }),
  ]);
}

/** Reads what `writeOpinionTotals` writes; columns `language` and `is-meta` may be missing. Throws a FormatError with the line. */
export function readOpinionTotals(text: string): OpinionTotals {
  const [head, ...records] = readRecords(text, ',');
  const at = columnsOf(head, ['statement-id', 'statement', 'group', ...figures]);
  const other = (name: string) => head!.fields.indexOf(name);
  const [language, meta] = [other('language'), other('is-meta')];
  const groups = groupsIn(records, at['statement-id'], at.group);
  const statements: StatementTotals[] = [];
  for (let next = 0; next < records.length;) {
    const { fields, line } = records[next]!;
    const id = fields[at['statement-id']]?.trim() ?? '';
    if (id === '') throw new FormatError(line, 'MISSING_FIELD', { field: 'statement-id' });
    if (statements.some((one) => one.id === id)) throw new FormatError(line, 'TWICE', { kind: 'statement', name: id });
    const own = records.slice(next).findIndex((one) => one.fields[at['statement-id']]?.trim() !== id);
    const lines = records.slice(next, own < 0 ? undefined : next + own);
    next += lines.length;
    statements.push({
      id,
      text: wordsOfCell(fields[at.statement] ?? ''),
      language: fields[language]?.trim() ?? '',
      isMeta: fields[meta]?.trim() === 'true',
      votes: tableOf(lines, at, groups),
    });
  }
  if (statements.length === 0) throw new FormatError(head!.line, 'NOTHING_TO_COUNT', { what: 'statement' });
  return { groups, statements };
}

/** How many groups the first statement has. */
function groupsIn(records: readonly CsvRecord[], idAt: number, groupAt: number): number {
  const id = records[0]?.fields[idAt];
  const names = records.filter(({ fields }) => fields[idAt] === id).map(({ fields }) => fields[groupAt]?.trim());
  return names.filter((name) => name !== 'none' && name !== 'all').length;
}

function tableOf(
  lines: readonly CsvRecord[],
  at: Record<'group' | (typeof figures)[number], number>,
  groups: number,
): PublishedTable {
  const expected = Array.from({ length: groups }, (_, group) => String(group + 1));
  if (lines.length === groups + 2) expected.push('none');
  expected.push('all');
  const rows = lines.map(({ fields, line }, place) => {
    const name = fields[at.group]?.trim() ?? '';
    if (name !== expected[place])
      throw new FormatError(line, 'UNKNOWN_LINE', { what: `group "${expected[place] ?? ''}"` });
    const row = figures.map((figure) => countOf(fields[at[figure]], line));
    const [people = null, ...answers] = row;
    const told = answers.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    if (people !== null && told > people)
      throw new FormatError(line, 'OUT_OF_RANGE', { value: told, least: 0, most: people });
    return row;
  });
  const end = lines.at(-1)!;
  if (rows.length !== expected.length) throw new FormatError(end.line, 'ENDS_EARLY', { what: 'the line of "all"' });
  const all = rows.pop()!;
  return {
    cells: rows.map((row) => row.slice(1)),
    rowTotals: rows.map((row) => row[0]!),
    columnTotals: all.slice(1),
    total: all[0]!,
  };
}

function countOf(field: string | undefined, line: number): number | null {
  const text = field?.trim() ?? '';
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text)) throw new FormatError(line, 'NOT_A_NUMBER', { value: text, what: 'a count of people' });
  return Number(text);
}
