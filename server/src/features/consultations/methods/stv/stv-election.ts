/** A number of voters who ranked the same candidates in the same order, best first. Candidates are counted from 0. */
export interface RankedBallot {
  weight: number;
  ranking: readonly number[];
}

export interface StvElection {
  candidates: number;
  seats: number;
  /** Candidates who do not stand any more; ballots go on to the next. */
  withdrawn: readonly number[];
  ballots: readonly RankedBallot[];
  /** Decides ties that no earlier round decides. Recorded with the result. */
  seed: string;
}

/** Votes are whole numbers of 1/100000 vote: the rule counts five decimals and throws the rest away. */
export const votesScale = 100_000;

export interface StvResult {
  /** In the order of their election. */
  winners: number[];
  /** Whole votes needed. */
  quota: number;
  validBallots: number;
  rounds: StvRound[];
  seed: string;
}

export interface StvRound {
  action:
    | { kind: 'FIRST_PREFERENCES' }
    | {
        kind: 'SURPLUS';
        candidate: number;
        /** In 1/100000 vote. */ surplus: number;
        /** Likewise. */ transferValue: number;
      }
    | { kind: 'EXCLUSION'; candidate: number }
    | { kind: 'LAST_SEATS' };
  elected: number[];
  /** Per candidate after the round, in 1/100000 vote. */
  votes: number[];
  /** Votes of ballots without a further candidate, and what truncation has lost, in 1/100000 vote. */
  nonTransferable: number;
  lost: number;
  ties: StvTie[];
}

/** A tie and how it was decided: by the latest earlier round in which they differed, or by lot. */
export interface StvTie {
  candidates: number[];
  chosen: number;
  by: 'EARLIER_ROUND' | 'LOT';
  /** Of the round that decided. */
  round: number | null;
}

/** Throws a RangeError for what is no election. */
export function assertElection({ candidates, seats, ballots, withdrawn }: StvElection): void {
  const exists = (candidate: number) => Number.isInteger(candidate) && candidate >= 0 && candidate < candidates;
  if (!Number.isSafeInteger(seats) || seats < 1) throw new RangeError('An election needs at least one seat');
  if (!withdrawn.every(exists)) throw new RangeError('Only a candidate can withdraw');
  for (const { weight, ranking } of ballots) {
    if (!Number.isSafeInteger(weight) || weight < 1) throw new RangeError('A ballot counts for whole voters');
    if (!ranking.every(exists) || new Set(ranking).size !== ranking.length)
      throw new RangeError('A ballot ranks candidates, each at most once');
  }
  const all = ballots.reduce((sum, { weight }) => sum + weight, 0);
  if (all * votesScale > Number.MAX_SAFE_INTEGER) throw new RangeError('More ballots than can be counted exactly');
}
