import { drawIndex, type RandomSequence, seededRandom } from '../lot/seeded-random.ts';
import {
  assertElection,
  type RankedBallot,
  type StvElection,
  type StvResult,
  type StvRound,
  type StvTie,
  votesScale,
} from './stv-election.ts';

/** Ballots that lie with a candidate, each worth `value` hundred-thousandths of a vote, looked at up to their position `next`. */
interface Pile {
  ballot: RankedBallot;
  value: number;
  next: number;
}

/**
 * Single transferable vote as counted in Scotland: quota floor(valid / (seats + 1)) + 1, surpluses by weighted inclusive
 * Gregory over all ballots a candidate holds, values truncated to five decimals, one transfer per round, the largest surplus
 * first. Ties: the latest earlier round with a difference, then the lot. (The Scottish Local Government Elections Order
 * 2007, schedule 1, part III.)
 *
 * Exact: whole numbers throughout. Equal ballots may come in one entry or in many, in any order. Throws a RangeError for a
 * candidate that does not exist or stands twice in a ranking.
 */
export function countScottishStv(election: StvElection): StvResult {
  return new Count(election).run();
}

class Count {
  private readonly standing: Set<number>;
  private readonly piles: Pile[][];
  private readonly votes: number[];
  private readonly waiting: number[] = [];
  private readonly winners: number[] = [];
  private readonly rounds: StvRound[] = [];
  private readonly random: RandomSequence;
  private readonly election: StvElection;
  private readonly quota: number;
  private readonly valid: number;
  private nonTransferable = 0;
  private ties: StvTie[] = [];

  constructor(election: StvElection) {
    assertElection(election);
    this.election = election;
    const out = new Set(election.withdrawn);
    this.standing = new Set(Array.from({ length: election.candidates }, (_, c) => c).filter((c) => !out.has(c)));
    this.piles = Array.from({ length: election.candidates }, () => []);
    this.votes = new Array<number>(election.candidates).fill(0);
    this.random = seededRandom(election.seed);
    this.valid = this.deal();
    this.quota = Math.floor(this.valid / (election.seats + 1)) + 1;
  }

  run(): StvResult {
    this.close({ kind: 'FIRST_PREFERENCES' }, this.electThoseAtQuota());
    while (this.winners.length < this.election.seats && this.standing.size > 0) {
      if (this.fillsLastSeats()) this.electAllStanding();
      else if (this.waiting.length > 0) this.transferSurplus();
      else this.excludeLowest();
    }
    const { seed } = this.election;
    return { winners: this.winners, quota: this.quota, validBallots: this.valid, rounds: this.rounds, seed };
  }

  /** First preferences; a ballot that names nobody who stands is not valid. */
  private deal(): number {
    let valid = 0;
    for (const ballot of this.election.ballots) {
      const first = ballot.ranking.findIndex((candidate) => this.standing.has(candidate));
      if (first < 0) continue;
      valid += ballot.weight;
      this.give({ ballot, value: votesScale, next: first });
    }
    return valid;
  }

  private give(pile: Pile): void {
    const candidate = pile.ballot.ranking[pile.next]!;
    this.piles[candidate]!.push({ ...pile, next: pile.next + 1 });
    this.votes[candidate]! += pile.ballot.weight * pile.value;
  }

  /** Passes ballots on to the next candidate who stands, or sets them aside. */
  private passOn(piles: Pile[], valueOf: (pile: Pile) => number): void {
    for (const { ballot, value, next } of piles) {
      const passed = valueOf({ ballot, value, next });
      let at = next;
      while (at < ballot.ranking.length && !this.standing.has(ballot.ranking[at]!)) at++;
      if (at < ballot.ranking.length) this.give({ ballot, value: passed, next: at });
      else this.nonTransferable += ballot.weight * passed;
    }
  }

  private transferSurplus(): void {
    const candidate = this.pick(this.waiting, 'MOST');
    this.waiting.splice(this.waiting.indexOf(candidate), 1);
    const held = this.votes[candidate]!;
    const surplus = held - this.quota * votesScale;
    const piles = this.take(candidate);
    this.votes[candidate] = this.quota * votesScale;
    this.passOn(piles, ({ value }) => times(value, surplus, held));
    const transferValue = times(votesScale, surplus, held);
    this.close({ kind: 'SURPLUS', candidate, surplus, transferValue }, this.electThoseAtQuota());
  }

  private excludeLowest(): void {
    const candidate = this.pick([...this.standing], 'FEWEST');
    this.standing.delete(candidate);
    const piles = this.take(candidate);
    this.votes[candidate] = 0;
    this.passOn(piles, ({ value }) => value);
    this.close({ kind: 'EXCLUSION', candidate }, this.electThoseAtQuota());
  }

  private take(candidate: number): Pile[] {
    const piles = this.piles[candidate]!;
    this.piles[candidate] = [];
    return piles;
  }

  private fillsLastSeats(): boolean {
    return this.winners.length + this.standing.size <= this.election.seats;
  }

  /** Nobody, as soon as all who stand are elected: they are elected together, in the order of the ballot paper. */
  private electThoseAtQuota(): number[] {
    if (this.rounds.length > 0 && this.fillsLastSeats()) return [];
    const reached = [...this.standing].filter((candidate) => this.votes[candidate]! >= this.quota * votesScale);
    const elected = this.electInOrder(reached);
    this.waiting.push(...elected.filter((candidate) => this.votes[candidate]! > this.quota * votesScale));
    return elected;
  }

  private electAllStanding(): void {
    const elected = [...this.standing].toSorted((a, b) => a - b);
    this.standing.clear();
    this.winners.push(...elected);
    this.close({ kind: 'LAST_SEATS' }, elected);
  }

  private electInOrder(candidates: number[]): number[] {
    const left = new Set(candidates);
    const elected: number[] = [];
    while (left.size > 0) {
      const candidate = this.pick([...left], 'MOST');
      left.delete(candidate);
      this.standing.delete(candidate);
      elected.push(candidate);
    }
    this.winners.push(...elected);
    return elected;
  }

  /** Who has most or fewest votes; ties by the latest earlier round in which they differ, then by lot. */
  private pick(candidates: number[], which: 'MOST' | 'FEWEST'): number {
    let left = extremes(candidates, this.votes, which);
    if (left.length === 1) return left[0]!;
    const candidatesInTie = left.toSorted((a, b) => a - b);
    for (let round = this.rounds.length - 1; round >= 0; round--) {
      left = extremes(left, this.rounds[round]!.votes, which);
      if (left.length > 1) continue;
      this.ties.push({ candidates: candidatesInTie, chosen: left[0]!, by: 'EARLIER_ROUND', round });
      return left[0]!;
    }
    const chosen = left.toSorted((a, b) => a - b)[drawIndex(this.random, left.length)]!;
    this.ties.push({ candidates: candidatesInTie, chosen, by: 'LOT', round: null });
    return chosen;
  }

  private close(action: StvRound['action'], elected: number[]): void {
    const votes = [...this.votes];
    const counted = votes.reduce((sum, one) => sum + one, this.nonTransferable);
    const lost = this.valid * votesScale - counted;
    this.rounds.push({ action, elected, votes, nonTransferable: this.nonTransferable, lost, ties: this.ties });
    this.ties = [];
  }
}

/** value * surplus / held, truncated to a hundred-thousandth. The product does not fit into a double. */
function times(value: number, surplus: number, held: number): number {
  return Number((BigInt(value) * BigInt(surplus)) / BigInt(held));
}

function extremes(candidates: number[], votes: readonly number[], which: 'MOST' | 'FEWEST'): number[] {
  const counts = candidates.map((candidate) => votes[candidate]!);
  const goal = which === 'MOST' ? Math.max(...counts) : Math.min(...counts);
  return candidates.filter((candidate) => votes[candidate] === goal);
}
