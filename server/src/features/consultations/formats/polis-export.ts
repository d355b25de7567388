import { columnsOf, readRecords, writeRecords } from './csv-records.ts';
import { FormatError } from './format-error.ts';

/** A row of votes.csv. Rows are only ever added: the last of a voter on a comment counts. */
export interface PolisVote {
  /** Milliseconds since 1970, or null where the file does not say. */
  at: number | null;
  comment: string;
  voter: string;
  /** 1 agree, -1 disagree, 0 pass. */
  vote: 1 | -1 | 0;
}

/** A row of comments.csv. */
export interface PolisComment {
  id: string;
  author: string;
  /** 1 let in, -1 moderated out, 0 neither. */
  moderated: 1 | -1 | 0;
  isMeta: boolean;
  isSeed: boolean;
  at: number | null;
  text: string;
}

const signs = [1, -1, 0] as const;

/**
 * Reads votes.csv of a Polis export. Throws a FormatError with the line.
 *
 * @param comments the comments that may be voted on
 */
export function readPolisVotes(text: string, comments: ReadonlySet<string>): PolisVote[] {
  const [head, ...lines] = readRecords(text, ',');
  const column = columnsOf(head, ['comment-id', 'voter-id', 'vote']);
  const time = head!.fields.indexOf('timestamp');
  return lines.map(({ fields, line }) => {
    const comment = idOf(fields[column['comment-id']], 'comment-id', line);
    if (!comments.has(comment)) throw new FormatError(line, 'UNKNOWN_NAME', { kind: 'comment', name: comment });
    return {
      at: timeOf(fields[time]),
      comment,
      voter: idOf(fields[column['voter-id']], 'voter-id', line),
      vote: signOf(fields[column.vote], 'a vote (1, -1 or 0)', line),
    };
  });
}

/** Reads comments.csv of a Polis export; columns that older exports lack have their usual values. Throws a FormatError. */
export function readPolisComments(text: string): PolisComment[] {
  const [head, ...lines] = readRecords(text, ',');
  const column = columnsOf(head, ['comment-id', 'moderated', 'comment-body']);
  const other = (name: string) => head!.fields.indexOf(name);
  const [author, meta, seed, time] = ['author-id', 'is-meta', 'is-seed', 'timestamp'].map(other);
  const seen = new Set<string>();
  return lines.map(({ fields, line }) => {
    const id = idOf(fields[column['comment-id']], 'comment-id', line);
    if (seen.has(id)) throw new FormatError(line, 'TWICE', { kind: 'comment', name: id });
    seen.add(id);
    return {
      id,
      author: fields[author!]?.trim() ?? '',
      moderated: signOf(fields[column.moderated], 'a state of moderation (1, -1 or 0)', line),
      isMeta: fields[meta!]?.trim().toLowerCase() === 'true',
      isSeed: fields[seed!]?.trim().toLowerCase() === 'true',
      at: timeOf(fields[time!]),
      text: fields[column['comment-body']] ?? '',
    };
  });
}

/** Writes what `readPolisVotes` reads. */
export function writePolisVotes(votes: readonly PolisVote[]): string {
  return writeRecords([
    ['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'],
    ...votes.map(({ at, comment, voter, vote }) => [at ?? '', dateOf(at), comment, voter, vote]),
  ]);
}

/** How many agree and disagree with a comment; null where that is withheld. */
export interface PolisCounts {
  agrees: number | null;
  disagrees: number | null;
}

/** Writes what `readPolisComments` reads, with the counts of each comment; without, they are 0. */
export function writePolisComments(
  comments: readonly PolisComment[],
  counts: ReadonlyMap<string, PolisCounts>,
): string {
  const columns = ['timestamp', 'datetime', 'comment-id', 'author-id', 'agrees', 'disagrees', 'moderated'];
  return writeRecords([
    [...columns, 'is-meta', 'is-seed', 'comment-body'],
    ...comments.map(({ at, id, author, moderated, isMeta, isSeed, text }) => {
      const { agrees, disagrees } = counts.get(id) ?? { agrees: 0, disagrees: 0 };
      const figures = [agrees ?? '', disagrees ?? ''];
      return [at ?? '', dateOf(at), id, author, ...figures, moderated, String(isMeta), String(isSeed), text];
    }),
  ]);
}

function idOf(text: string | undefined, field: string, line: number): string {
  const id = text?.trim() ?? '';
  if (id === '') throw new FormatError(line, 'MISSING_FIELD', { field });
  return id;
}

function signOf(text: string | undefined, what: string, line: number): 1 | -1 | 0 {
  const sign = signs.find((one) => String(one) === text?.trim());
  if (sign === undefined) throw new FormatError(line, 'NOT_A_NUMBER', { value: text ?? '', what });
  return sign;
}

const timeOf = (text: string | undefined) =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
const dateOf = (at: number | null) => (at === null ? '' : new Date(at).toISOString());
