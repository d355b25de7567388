import { type RandomSequence, seededRandom, shuffled } from '../lot/seeded-random.ts';
import { adjustedRandIndex } from './agreement.ts';
import { firstDistinct, kMeans, spreadWithin } from './k-means.ts';
import { dealtAnew, votesOf } from './part-of-votes.ts';
import { principalPlane } from './principal-components.ts';
import { projectParticipants } from './projection.ts';
import type { VoteRows } from './vote-rows.ts';

/** How far half of the statements gives the groups that the other half gives. */
export interface Stability {
  /** Mean adjusted Rand index between the groups of the two halves. */
  agreement: number;
  /** The same where each statement's votes are dealt anew: what this number of people and votes gives without opinions. */
  byChance: number;
  /** Standard deviation of the latter from deal to deal. */
  chanceSpread: number;
  isClear: boolean;
}

/** Below this, half of the statements says too little about the other half to speak of groups. See ADR 20. */
export const clearFrom = 0.1;
const spreads = 3;

/** With few people chance alone can agree, and has to be known better; with many it is nearly nothing, and costs more. */
const few = { below: 100, splits: 20, deals: 20 };
const many = { people: 300, splits: 6, deals: 2 };
const iterations = 20;
/** Unlike the published grouping, which follows Polis, this one must not hang on where it starts. */
const starts = 4;
/** Directions need no more digits here than the groups they give. */
const roughly = { steps: 10, tolerance: 1e-3 };
const seed = 'stability of opinion groups';

/**
 * Would the same people be together if they had been asked the other half of the statements?
 *
 * Statements are halved by a fixed drawing; each half is projected and divided into k groups of its own. Opinions that
 * people share show in both halves; noise cannot, however often it is halved. More than 300 people are represented by 300
 * at even distances.
 *
 * @param people whom to look at, in the order clustering starts with
 */
export function stabilityOfGroups(
  rows: VoteRows,
  leftOut: Uint8Array,
  people: ArrayLike<number>,
  k: number,
): Stability {
  const random = seededRandom(seed);
  const effort = people.length < few.below ? few : many;
  const asked = leftOut.map((out) => (out ? 0 : 1));
  const votes = votesOf(rows, sample(people, many.people), asked);
  const agree = (of: VoteRows) => meanAgreement(of, k, effort.splits, random);

  const agreement = agree(votes);
  const dealt = Array.from({ length: effort.deals }, () => agree(dealtAnew(votes, random)));
  const byChance = mean(dealt);
  const chanceSpread = Math.sqrt(mean(dealt.map((value) => (value - byChance) ** 2)));
  const isClear = agreement - byChance >= Math.max(clearFrom, spreads * chanceSpread);
  return { agreement, byChance, chanceSpread, isClear };
}

function meanAgreement(votes: VoteRows, k: number, splits: number, random: RandomSequence): number {
  const everybody = Uint32Array.from({ length: votes.participants }, (_, row) => row);
  const statements = Array.from({ length: votes.statements }, (_, j) => j);
  const agreements = Array.from({ length: splits }, () => {
    const half = new Uint8Array(votes.statements);
    for (const j of shuffled(statements, random).slice(0, Math.floor(statements.length / 2))) half[j] = 1;
    const rest = half.map((kept) => 1 - kept);
    return adjustedRandIndex(
      groupsOf(votesOf(votes, everybody, half), k),
      groupsOf(votesOf(votes, everybody, rest), k),
    );
  });
  return mean(agreements);
}

function groupsOf(votes: VoteRows, k: number): Int32Array {
  const none = new Uint8Array(votes.statements);
  const points = projectParticipants(votes, none, principalPlane(votes, none, roughly));
  const each = new Uint8Array(votes.participants).fill(1);
  const found = Array.from({ length: starts }, (_, start) => {
    const from = Math.floor((start * votes.participants) / starts);
    const clustering = kMeans(points, each, firstDistinct(points, k, from), iterations);
    return { spread: spreadWithin(points, clustering), cluster: clustering.cluster };
  });
  return found.reduce((best, one) => (one.spread < best.spread ? one : best)).cluster;
}

function sample(people: ArrayLike<number>, most: number): Uint32Array {
  const size = Math.min(people.length, most);
  return Uint32Array.from({ length: size }, (_, at) => people[Math.floor((at * people.length) / size)]!);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
