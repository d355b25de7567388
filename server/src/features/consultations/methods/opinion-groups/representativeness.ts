import type { GroupVotes } from './group-votes.ts';
import { pooled } from './group-votes.ts';
import { share, significant, testOfDifference, testOfShare } from './significance.ts';

/** A statement that tells a group from the others. */
export interface RepresentativeStatement {
  statement: number;
  side: 'AGREE' | 'DISAGREE';
  /** Answers of this side in the group, and who saw the statement there. */
  answers: number;
  seen: number;
  share: number;
  shareTest: number;
  /** The share as a multiple of that of the others, and the z value of the difference. */
  ratio: number;
  ratioTest: number;
  isBestAgree: boolean;
}

/** One side of a statement in a group: share, its test, ratio to the others, its test. */
interface Side {
  answers: number;
  share: number;
  shareTest: number;
  ratio: number;
  ratioTest: number;
}

interface Compared {
  statement: number;
  seen: number;
  agree: Side;
  disagree: Side;
}

const mostShown = 5;

/** For each group at most five statements that it answers unlike all others together, agreements first. (Polis.) */
export function representativeStatements(
  groups: readonly GroupVotes[],
  leftOut: Uint8Array,
): RepresentativeStatement[][] {
  const statements = leftOut.length;
  return groups.map((group) => {
    const others = pooled(
      groups.filter((other) => other !== group),
      statements,
    );
    const compared = [...leftOut.keys()].filter((j) => !leftOut[j]).map((j) => compare(group, others, j));
    return select(compared);
  });
}

function compare(group: GroupVotes, others: GroupVotes, j: number): Compared {
  const [seen, otherSeen] = [group.seen[j]!, others.seen[j]!];
  const side = (answers: number, otherAnswers: number): Side => ({
    answers,
    share: share(answers, seen),
    shareTest: testOfShare(answers, seen),
    ratio: share(answers, seen) / share(otherAnswers, otherSeen),
    ratioTest: testOfDifference(answers, seen, otherAnswers, otherSeen),
  });
  return {
    statement: j,
    seen,
    agree: side(group.agree[j]!, others.agree[j]!),
    disagree: side(group.disagree[j]!, others.disagree[j]!),
  };
}

function select(compared: Compared[]): RepresentativeStatement[] {
  const passing = compared.filter(passes);
  const best = bestAgree(compared);
  const head = best ? [shown(best, true)] : [];
  if (passing.length === 0) return head.length > 0 ? head : mostDifferent(compared);
  const rest = passing
    .filter((one) => one !== best)
    .map((one) => shown(one, false))
    .sort((a, b) => weight(b) - weight(a) || a.statement - b.statement);
  const chosen = [...head, ...rest].slice(0, mostShown);
  return [...chosen.filter((one) => one.side === 'AGREE'), ...chosen.filter((one) => one.side === 'DISAGREE')];
}

function passes({ agree, disagree }: Compared): boolean {
  const both = (side: Side) => side.ratioTest > significant && side.shareTest > significant;
  return both(agree) || both(disagree);
}

/** Walks through the statements in order and keeps the agreement that no later one beats. */
function bestAgree(compared: Compared[]): Compared | null {
  let best: Compared | null = null;
  for (const one of compared) if (beats(one, best)) best = one;
  return best;
}

function beats({ agree, disagree }: Compared, best: Compared | null): boolean {
  if (agree.answers === 0 && disagree.answers === 0) return false;
  if (!best) return agree.shareTest > significant || (agree.ratio > 1 && agree.share > 0.5);
  const current = best.agree;
  if (current.ratio > 1) return weight(agree) > weight(current);
  return agree.share * agree.shareTest > current.share * current.shareTest;
}

function mostDifferent(compared: Compared[]): RepresentativeStatement[] {
  const difference = ({ agree, disagree }: Compared) => Math.max(agree.ratioTest, disagree.ratioTest);
  const [first, ...rest] = compared;
  if (!first) return [];
  return [
    shown(
      rest.reduce((most, one) => (difference(one) > difference(most) ? one : most), first),
      false,
    ),
  ];
}

const weight = ({ ratio, ratioTest, share: part, shareTest }: Omit<Side, 'answers'>) =>
  ratio * ratioTest * part * shareTest;

function shown(one: Compared, isBestAgree: boolean): RepresentativeStatement {
  const agrees = isBestAgree || one.agree.ratioTest > one.disagree.ratioTest;
  return {
    statement: one.statement,
    seen: one.seen,
    side: agrees ? 'AGREE' : 'DISAGREE',
    ...(agrees ? one.agree : one.disagree),
    isBestAgree,
  };
}
