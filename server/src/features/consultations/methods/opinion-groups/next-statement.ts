import type { RandomSequence } from '../lot/seeded-random.ts';
import type { GroupVotes } from './group-votes.ts';
import { share } from './significance.ts';

/** Statements about the person are asked early. */
const ofMeta = 49;
/** Of a statement that nobody has counted yet. */
const unknown = 1;

/**
 * How much there is to learn from asking a statement: few passes, many agreements, far from the middle, and seen by few.
 * (Polis.)
 *
 * @param all votes of all groups together
 * @param extremity distance of each statement from the middle of the plane
 */
export function statementPriorities(all: GroupVotes, extremity: Float64Array, meta: Uint8Array): Float64Array {
  return extremity.map((extreme, j) => {
    if (meta[j]) return ofMeta;
    const [agree, seen] = [all.agree[j]!, all.seen[j]!];
    const passes = seen - agree - all.disagree[j]!;
    const importance = (1 - share(passes, seen)) * (extreme + 1) * share(agree, seen);
    return (importance * (1 + 8 * 2 ** (-seen / 5))) ** 2;
  });
}

/**
 * Draws the statement to ask next, each with its priority as its weight (1 where none is known yet); null where none is left.
 *
 * @param open statements that this person has not answered
 */
export function drawNextStatement(
  open: readonly number[],
  priority: ArrayLike<number>,
  random: RandomSequence,
): number | null {
  const weights = open.map((statement) => priority[statement] ?? unknown);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [at, statement] of open.entries()) {
    left -= weights[at]!;
    if (left < 0) return statement;
  }
  return open.at(-1) ?? null;
}
