/** What can be wrong with a file, as a code with parameters: screens have their own words for it, commands these. */
const sentences = {
  TOO_LARGE: 'the file is larger than {most} MB',
  ENDS_EARLY: 'the file ends before {what}',
  NOT_CSV: 'the columns cannot be told apart: {what}',
  UNKNOWN_LINE: 'this is not {what}',
  MISSING_COLUMN: 'there is no column "{column}"',
  MISSING_FIELD: 'the field "{field}" is missing',
  NOT_A_NUMBER: '"{value}" is not {what}',
  OUT_OF_RANGE: '{value} is not between {least} and {most}',
  UNKNOWN_NAME: 'there is no {kind} "{name}"',
  TWICE: '{kind} "{name}" stands here twice',
  OPEN_QUOTE: 'a quotation mark is not closed',
  BALLOT_WITHOUT_END: 'the ballot does not end with 0',
  EQUAL_RANKS: 'equal ranks cannot be counted by this rule',
  WRONG_LENGTH: '{found} {what} instead of {expected}',
  NOT_SUPPORTED: '{what} cannot be counted',
  NOTHING_TO_COUNT: 'there is no {what} to count',
} as const;

export type FormatProblem = keyof typeof sentences;

/** A file that cannot be read: the line, counted from 1, and what is wrong there. */
export class FormatError extends Error {
  readonly line: number;
  readonly code: FormatProblem;
  readonly params: Record<string, string | number>;
  /** Name of the file, where whoever reads it says so. */
  file = '';

  constructor(line: number, code: FormatProblem, params: Record<string, string | number> = {}) {
    const sentence = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => shortened(params[name] ?? ''));
    super(`line ${line}: ${sentence}`);
    this.line = line;
    this.code = code;
    this.params = params;
  }
}

const shortened = (value: string | number) =>
  String(value).length > 60 ? `${String(value).slice(0, 60)}...` : String(value);
