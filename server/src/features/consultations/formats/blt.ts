import type { RankedBallot } from '../methods/stv/stv-election.ts';
import { FormatError } from './format-error.ts';
import { wholeNumber } from './numbers.ts';

/** An election as a BLT file holds it. Candidates are counted from 0 here, from 1 in the file. */
export interface BltFile {
  title: string;
  seats: number;
  candidates: string[];
  withdrawn: number[];
  ballots: RankedBallot[];
}

interface Token {
  text: string;
  line: number;
  isQuoted: boolean;
}

const mostCandidates = 1_000;
/** All ballots together: with more, counts would not be exact. */
const mostVotes = 1_000_000_000;

/**
 * Reads a BLT file: "candidates seats", withdrawn candidates as negative numbers, ballots "weight first second ... 0", a 0, then
 * names and title in quotation marks. `#` begins a comment; `\"` is a quotation mark within a name. A lone `-` in a ballot is a
 * place left empty. Throws a FormatError with the line.
 */
export function readBlt(text: string): BltFile {
  const tokens = new Tokens(text);
  const count = tokens.number('the number of candidates', 1, mostCandidates);
  const seats = tokens.number('the number of seats', 1, mostCandidates);
  const withdrawn: number[] = [];
  while (tokens.peek()?.text.startsWith('-')) withdrawn.push(-tokens.number('a withdrawn candidate', -count, -1) - 1);
  const ballots: RankedBallot[] = [];
  let votes = 0;
  for (;;) {
    const weight = tokens.number('the 0 that ends the ballots', 0, mostVotes - votes);
    if (weight === 0) break;
    votes += weight;
    ballots.push({ weight, ranking: readRanking(tokens, count) });
  }
  const candidates: string[] = [];
  for (let at = 0; at < count; at++) {
    const name = tokens.name(`the name of candidate ${at + 1}`);
    if (candidates.includes(name)) throw new FormatError(tokens.line(), 'TWICE', { kind: 'candidate', name });
    candidates.push(name);
  }
  const title = tokens.peek() ? tokens.name('the title') : '';
  while (tokens.peek()) tokens.name('the end'); // further lines of text, such as the source
  return { title, seats, candidates, withdrawn: [...new Set(withdrawn)].sort((a, b) => a - b), ballots };
}

function readRanking(tokens: Tokens, candidates: number): number[] {
  const ranking: number[] = [];
  const line = tokens.line();
  for (;;) {
    const token = tokens.peek();
    if (!token || token.line !== line) throw new FormatError(line, 'BALLOT_WITHOUT_END');
    if (token.text.includes('=')) throw new FormatError(line, 'EQUAL_RANKS');
    if (token.text === '-') {
      tokens.next('a candidate');
      continue;
    }
    const candidate = tokens.number('a candidate', 0, candidates) - 1;
    if (candidate < 0) return ranking;
    if (ranking.includes(candidate)) throw new FormatError(line, 'TWICE', { kind: 'candidate', name: candidate + 1 });
    ranking.push(candidate);
  }
}

/** Writes a BLT file that `readBlt` and other programs read. Line ends within names become spaces. */
export function writeBlt({ title, seats, candidates, withdrawn, ballots }: BltFile): string {
  const quoted = (name: string) => `"${name.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
  return [
    `${candidates.length} ${seats}`,
    ...(withdrawn.length > 0 ? [withdrawn.map((candidate) => -candidate - 1).join(' ')] : []),
    ...ballots.map(({ weight, ranking }) => [weight, ...ranking.map((candidate) => candidate + 1), 0].join(' ')),
    '0',
    ...candidates.map(quoted),
    quoted(title),
    '',
  ].join('\n');
}

/** Words and quoted names with their lines, comments left out. */
class Tokens {
  private readonly tokens: Token[];
  private readonly lastLine: number;
  private at = 0;

  constructor(text: string) {
    const lines = text.split('\n');
    this.lastLine = lines.findLastIndex((line) => line.trim() !== '') + 1 || 1;
    this.tokens = lines.flatMap((line, at) => tokensOf(line, at + 1));
  }

  peek(): Token | undefined {
    return this.tokens[this.at];
  }

  /** Line of the token read last. */
  line(): number {
    return this.tokens[this.at - 1]!.line;
  }

  next(what: string): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new FormatError(this.lastLine, 'ENDS_EARLY', { what });
    return token;
  }

  number(what: string, least: number, most?: number): number {
    const { text, line } = this.next(what);
    return wholeNumber(text, line, least, most);
  }

  name(what: string): string {
    const { text, line, isQuoted } = this.next(what);
    if (!isQuoted) throw new FormatError(line, 'UNKNOWN_LINE', { what });
    return text;
  }
}

function tokensOf(text: string, line: number): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(#.*)|"((?:\\["\\]|[^"])*)"|(")|([^\s"#]+))/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, comment, name, open, word] = match;
    if (comment !== undefined) break;
    if (open !== undefined) throw new FormatError(line, 'OPEN_QUOTE');
    if (name !== undefined) tokens.push({ text: name.replace(/\\(["\\])/g, '$1'), line, isQuoted: true });
    if (word !== undefined) tokens.push({ text: word, line, isQuoted: false });
  }
  return tokens;
}
