import { compare, dividedBy, minus, plus, type Rational, rational, times } from './rational.ts';
import type { VoterClass } from './election.ts';

/** One project bought: what each supporter paid at most, as a fraction of a unit of money. */
interface Purchase {
  project: number;
  /** Classes that gave all they had left, which was less; those with nothing left are not named. */
  poor: number[];
  /** Voters who paid the most. */
  payers: number;
  exact: Rational | null;
}

interface Offer {
  /** Most that a supporter would pay; Infinity where they cannot pay for it together. */
  payment: number;
  poor: number[];
  payers: number;
}

/** Doubles are believed where they differ by more than this share of what is compared; closer, fractions decide. */
const doubt = 1e-9;
/** What is left of a share carries the rounding of the share. */
const grain = 1e-12;

/**
 * One run of equal shares: buys what costs its supporters least per unit of cost, until they can pay for nothing more.
 *
 * Doubles do the arithmetic and fractions decide where doubles are too close to tell. A class that never gave its last unit has
 * its share less what it paid for the projects it supports, so every amount can be made again as an exact fraction when
 * it is needed.
 */
export class Purchases {
  readonly bought: Purchase[] = [];
  /** Ties that the fractions could not break, as projects. */
  readonly ties: number[][] = [];
  private readonly left: Float64Array;
  private readonly isBroke: Uint8Array;
  private readonly paidFor: number[][];
  private readonly costs: readonly number[];
  private readonly classes: readonly VoterClass[];
  private readonly supporters: readonly number[][];
  private readonly share: Rational;
  private readonly uncertain: number;

  constructor(
    costs: readonly number[],
    classes: readonly VoterClass[],
    supporters: readonly number[][],
    share: Rational,
  ) {
    this.costs = costs;
    this.classes = classes;
    this.supporters = supporters;
    this.share = share;
    const each = Number(share.over) / Number(share.under);
    this.left = new Float64Array(classes.length).fill(each);
    this.uncertain = grain * each;
    this.isBroke = new Uint8Array(classes.length);
    this.paidFor = classes.map(() => []);
  }

  /** @param rank decides between projects that are exactly equal: the earlier is bought. Returns what is bought, in order. */
  run(rank: readonly number[]): number[] {
    // What a project costs per unit only grows while money goes: an old figure is a lower bound, and few have to be renewed.
    const rate = this.costs.map(() => 0);
    const offers: (Offer | null)[] = this.costs.map(() => null);
    const open = new Set(this.supporters.keys().filter((project) => this.supporters[project]!.length > 0));
    while (open.size > 0) {
      let best = Infinity;
      for (const project of [...open].sort((a, b) => rate[a]! - rate[b]!)) {
        if (rate[project]! > best * (1 + doubt)) break;
        const offer = (offers[project] ??= this.offerFor(project));
        rate[project] = offer.payment / this.costs[project]!;
        if (rate[project] === Infinity) open.delete(project);
        best = Math.min(best, rate[project]);
      }
      if (best === Infinity) break;
      const candidates = [...open].filter((project) => offers[project] && rate[project]! <= best * (1 + doubt));
      const project = this.cheapest(candidates, offers, rank);
      this.buy(project, offers[project]!);
      open.delete(project);
      offers.fill(null);
    }
    return this.bought.map((purchase) => purchase.project);
  }

  /** What the supporters would pay: all alike, but nobody more than is left. */
  private offerFor(project: number): Offer {
    const cost = this.costs[project]!;
    const classes = this.supporters[project]!.filter((one) => !this.isBroke[one]);
    let money = 0;
    let payers = 0;
    for (const one of classes) {
      money += this.left[one]! * this.classes[one]!.voters;
      payers += this.classes[one]!.voters;
    }
    if (!this.isAtLeast(money, classes, cost)) return { payment: Infinity, poor: [], payers: 0 };
    let rest = cost;
    let rich = classes;
    const poor: number[] = [];
    for (;;) {
      const offer = { payment: rest / payers, poor, payers };
      const poorer: number[] = [];
      const richer: number[] = [];
      for (const one of rich) (this.isPoorer(one, offer, cost) ? poorer : richer).push(one);
      if (poorer.length === 0) return offer;
      for (const one of poorer) {
        rest -= this.left[one]! * this.classes[one]!.voters;
        payers -= this.classes[one]!.voters;
        poor.push(one);
      }
      rich = richer;
    }
  }

  private isAtLeast(money: number, classes: number[], cost: number): boolean {
    if (Math.abs(money - cost) > doubt * cost) return money > cost;
    return compare(this.moneyOf(classes), rational(BigInt(cost))) >= 0;
  }

  private isPoorer(one: number, offer: Offer, cost: number): boolean {
    const left = this.left[one]!;
    if (!this.isClose(left, offer.payment)) return left < offer.payment;
    return compare(this.exactLeft(one), this.exactPayment(cost, offer)) < 0;
  }

  private isClose(left: number, payment: number): boolean {
    return Math.abs(left - payment) <= doubt * payment + this.uncertain;
  }

  private cheapest(candidates: number[], offers: readonly (Offer | null)[], rank: readonly number[]): number {
    if (candidates.length === 1) return candidates[0]!;
    const rates = candidates.map((project) => {
      const cost = this.costs[project]!;
      return { project, rate: dividedBy(this.exactPayment(cost, offers[project]!), BigInt(cost)) };
    });
    const least = rates.reduce((best, one) => (compare(one.rate, best.rate) < 0 ? one : best));
    const equal = rates.filter((one) => compare(one.rate, least.rate) === 0).map((one) => one.project);
    if (equal.length > 1) this.ties.push(equal.toSorted((a, b) => a - b));
    return equal.reduce((best, one) => (rank[one]! < rank[best]! ? one : best));
  }

  private buy(project: number, { payment, poor, payers }: Offer): void {
    const purchase: Purchase = { project, poor, payers, exact: null };
    const gaveAll = new Set(poor);
    const exactly = this.supporters[project]!.filter((one) => !this.isBroke[one] && !gaveAll.has(one));
    // Made before anything is paid: it is the money of now that the fraction is made of.
    const close = exactly.filter((one) => this.isClose(this.left[one]!, payment));
    if (close.length > 0) purchase.exact = this.exactPayment(this.costs[project]!, { poor, payers });
    const spent = close.filter((one) => compare(this.exactLeft(one), purchase.exact!) === 0);
    const at = this.bought.push(purchase) - 1;
    for (const one of exactly) {
      this.left[one]! -= payment;
      this.paidFor[one]!.push(at);
    }
    for (const one of [...poor, ...spent]) {
      this.left[one] = 0;
      this.isBroke[one] = 1;
    }
  }

  /** (cost - what the poor have) / those who pay the most. */
  private exactPayment(cost: number, { poor, payers }: { poor: number[]; payers: number }): Rational {
    return dividedBy(minus(rational(BigInt(cost)), this.moneyOf(poor)), BigInt(payers));
  }

  private moneyOf(classes: readonly number[], before = this.bought.length): Rational {
    let shares = 0n;
    const paid = new Map<number, bigint>();
    for (const one of classes) {
      const voters = BigInt(this.classes[one]!.voters);
      shares += voters;
      for (const at of this.paidFor[one]!) if (at < before) paid.set(at, (paid.get(at) ?? 0n) + voters);
    }
    let money = times(this.share, shares);
    for (const [at, voters] of paid) money = minus(money, times(this.paymentOf(at), voters));
    return money;
  }

  private exactLeft(one: number): Rational {
    return this.paidFor[one]!.reduce((left, at) => minus(left, this.paymentOf(at)), this.share);
  }

  /** Exact payment of an earlier purchase, from the money there was before it. */
  private paymentOf(at: number): Rational {
    const purchase = this.bought[at]!;
    purchase.exact ??= dividedBy(
      minus(rational(BigInt(this.costs[purchase.project]!)), this.moneyOf(purchase.poor, at)),
      BigInt(purchase.payers),
    );
    return purchase.exact;
  }
}

/** The share of each voter: (budget + raised * voters) / voters. */
export function shareOf(budget: number, voters: number, raised: number): Rational {
  return plus(rational(BigInt(budget), BigInt(voters)), rational(BigInt(raised)));
}
