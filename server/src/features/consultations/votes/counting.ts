import { createHash } from 'node:crypto';
import { selectByEqualShares } from '../methods/equal-shares/equal-shares.ts';
import { rankBySchulze } from '../methods/schulze/schulze.ts';
import { countScores } from '../methods/scores/counts.ts';
import { countScottishStv } from '../methods/stv/scottish-stv.ts';
import { votesScale } from '../methods/stv/stv-election.ts';
import type { Consultation } from '../consultation.entity.ts';
import type { VoteMethod } from '../consultations.words.ts';
import { highestScore } from '../formats/point-ballots.ts';
import type { BallotOption } from './ballot-option.entity.ts';
import type { Choices } from './choices.ts';

/** A step of an STV count; options by their place, votes with at most five decimals. */
export interface CountedRound {
  action: 'FIRST_PREFERENCES' | 'SURPLUS' | 'EXCLUSION' | 'LAST_SEATS';
  option: number | null;
  elected: number[];
  votes: number[];
  /** Votes that pass to nobody any more, since the first round; results of before do not say. */
  nonTransferable?: number;
  /** Ties of the round and whom they fell on. */
  ties: { options: number[]; chosen: number; byLot: boolean }[];
}

/** What came out; options by their place, counted from 0. */
export interface CountedVote {
  method: VoteMethod;
  /** Who is elected or selected, in that order; empty where the ranking says it all. */
  winners: number[];
  /** Best first; those in one list are tied. Empty where options are elected or selected. */
  ranking: number[][];
  /** Approvals, points or votes of each option; first preferences where options are ranked. */
  points: number[];
  quota: number | null;
  rounds: CountedRound[];
  /** What the selected cost, in cents, and what the most votes alone would have selected. */
  costCents: number | null;
  greedy: number[];
  /** Options that were equal when one of them was selected. */
  ties: number[][];
  /** Voters who prefer the option of the row to that of the column, where pairs are compared. */
  pairs?: number[][];
}

export interface CountedBy {
  method: VoteMethod;
  /** Options and what they cost, in cents; null where there is no budget. */
  costs: readonly (number | null)[];
  seats: number | null;
  budgetCents: number | null;
}

/** The rule of a consultation and what its options cost, as the count takes them. */
export const countedBy = (
  { ruleMethod, seats, budgetCents }: Consultation,
  options: readonly BallotOption[],
): CountedBy => ({
  method: ruleMethod as VoteMethod,
  costs: options.map(({ costCents }) => costCents ?? null),
  seats: seats ?? null,
  budgetCents: budgetCents ?? null,
});

/**
 * What a lot is drawn from: the SHA-256 of all receipts, sorted, a line each. Nobody knows it before the last ballot is in, and
 * everybody can make it again from the board.
 */
export const seedOf = (receipts: readonly string[]): string =>
  createHash('sha256').update(receipts.toSorted().join('\n')).digest('hex').slice(0, 32);

/** Counts ballots by the rule; their order changes nothing. The seed decides what the rule leaves to a lot. */
export function countVote(by: CountedBy, ballots: readonly Choices[], seed: string): CountedVote {
  const base: CountedVote = {
    method: by.method,
    winners: [],
    ranking: [],
    points: by.costs.map((_, option) => ballots.filter((choices) => choices[option] === 1).length),
    quota: null,
    rounds: [],
    costCents: null,
    greedy: [],
    ties: [],
  };
  switch (by.method) {
    case 'APPROVAL':
      return { ...base, ...countScores(by.costs.length, 1, ballots) };
    case 'SCORE':
      return { ...base, ...countScores(by.costs.length, highestScore, ballots) };
    case 'SCHULZE': {
      const { ranking, preferred } = rankBySchulze(
        by.costs.length,
        ballots.map((ranks) => ({ weight: 1, ranks })),
      );
      return { ...base, ranking, pairs: preferred };
    }
    case 'SCOTTISH_STV':
      return { ...base, ...countSeats(by, ballots, seed) };
    case 'EQUAL_SHARES': {
      const { selected, cost, greedy, votes, ties } = selectByEqualShares({
        budget: by.budgetCents ?? 0,
        costs: by.costs.map((cost) => cost ?? 0),
        ballots: ballots.map((choices) => approved(choices)),
        step: centsInUnit,
      });
      return { ...base, winners: selected, costCents: cost, greedy: greedy.selected, points: votes, ties };
    }
  }
}

/** Shares are raised by whole units of money. */
export const centsInUnit = 100;

/** Options by rank, best first; those without one are left out. */
export const ranking = (choices: Choices): number[] =>
  choices
    .flatMap((rank, option) => (rank === null ? [] : [{ rank, option }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);

/** Places of the options that are approved of. */
export const approved = (choices: Choices): number[] =>
  choices.flatMap((value, option) => (value === 1 ? [option] : []));

function countSeats({ costs, seats }: CountedBy, ballots: readonly Choices[], seed: string) {
  const { winners, quota, rounds } = countScottishStv({
    candidates: costs.length,
    seats: seats ?? 1,
    withdrawn: [],
    ballots: ballots.map((choices) => ({ weight: 1, ranking: ranking(choices) })),
    seed,
  });
  return {
    winners,
    quota,
    rounds: rounds.map(({ action, elected, votes, nonTransferable, ties }): CountedRound => ({
      action: action.kind,
      option: 'candidate' in action ? action.candidate : null,
      elected,
      votes: votes.map((value) => value / votesScale),
      nonTransferable: nonTransferable / votesScale,
      ties: ties.map(({ candidates, chosen, by }) => ({ options: candidates, chosen, byLot: by === 'LOT' })),
    })),
  };
}
