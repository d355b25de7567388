import type { GroupVotes } from './group-votes.ts';
import { share, significant, testOfShare } from './significance.ts';

/** A statement that people of all groups answer alike. */
export interface ConsensusStatement {
  statement: number;
  /** (answers of this side + 1) / (seen + 2). */
  share: number;
  test: number;
  answers: number;
  seen: number;
}

const mostShown = 5;

/**
 * Group-informed consensus per statement: the product over groups of (agree + 1) / (seen + 2). High only where every group
 * tends to agree, however large the others are. (Polis.)
 */
export function groupInformedConsensus(groups: readonly GroupVotes[], statements: number): Float64Array {
  return Float64Array.from({ length: statements }, (_, j) =>
    groups.reduce((product, { agree, seen }) => product * share(agree[j]!, seen[j]!), 1),
  );
}

/** At most five statements that most of all participants agree with, and five that most reject, those with the largest share * test first. */
export function consensusOfAll(
  all: GroupVotes,
  leftOut: Uint8Array,
): { agree: ConsensusStatement[]; disagree: ConsensusStatement[] } {
  return { agree: strongest(all.agree, all.seen, leftOut), disagree: strongest(all.disagree, all.seen, leftOut) };
}

/** Whether so many of those who saw a statement are most of them, beyond chance. */
export const isConsensus = (answers: number, seen: number): boolean =>
  share(answers, seen) > 0.5 && testOfShare(answers, seen) > significant;

function strongest(answers: Uint32Array, seen: Uint32Array, leftOut: Uint8Array): ConsensusStatement[] {
  return [...answers.keys()]
    .filter((statement) => !leftOut[statement])
    .map((statement) => ({
      statement,
      share: share(answers[statement]!, seen[statement]!),
      test: testOfShare(answers[statement]!, seen[statement]!),
      answers: answers[statement]!,
      seen: seen[statement]!,
    }))
    .filter((one) => isConsensus(one.answers, one.seen))
    .sort((a, b) => b.share * b.test - a.share * a.test || a.statement - b.statement)
    .slice(0, mostShown);
}
