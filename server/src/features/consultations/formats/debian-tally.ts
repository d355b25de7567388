import { FormatError } from './format-error.ts';
import type { RankedBallots } from './ranked-ballots.ts';

const optionLine = /Option\s+([1-9A-Z])\s*-*>?:\s*(\S.*)$/;
const ballotLine = /^V:\s+(\S+)/;
/** One sign per option, so there cannot be more. */
const signs = '123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Whether a text looks like a tally sheet of the Debian project. */
export const isDebianTally = (text: string) => /^V:\s/m.test(text);

/**
 * Reads a tally sheet as the Debian project publishes it: lines "Option N-->: Name", then a line "V: 21-" per ballot with the
 * rank of each option, `-` for none. All other lines are explanations. Throws a FormatError with the line.
 */
export function readDebianTally(text: string): RankedBallots {
  const result: RankedBallots = { options: [], ballots: [] };
  for (const [at, content] of text.split('\n').entries()) {
    const line = at + 1;
    const option = optionLine.exec(content);
    const ballot = ballotLine.exec(content);
    if (option) {
      const expected = signs[result.options.length];
      if (option[1] !== expected)
        throw new FormatError(line, 'UNKNOWN_LINE', { what: `option ${expected ?? 'of a tally sheet'}` });
      result.options.push(option[2]!.trim());
    } else if (ballot) result.ballots.push({ weight: 1, ranks: ranksOf(ballot[1]!, result.options.length, line) });
  }
  if (result.options.length === 0) throw new FormatError(1, 'NOTHING_TO_COUNT', { what: 'option' });
  return result;
}

function ranksOf(text: string, options: number, line: number): (number | null)[] {
  if (text.length !== options)
    throw new FormatError(line, 'WRONG_LENGTH', { found: text.length, what: 'ranks', expected: options });
  return [...text].map((sign) => {
    const rank = signs.indexOf(sign.toUpperCase()) + 1;
    if (sign !== '-' && rank === 0) throw new FormatError(line, 'NOT_A_NUMBER', { value: sign, what: 'a rank' });
    return sign === '-' ? null : rank;
  });
}
