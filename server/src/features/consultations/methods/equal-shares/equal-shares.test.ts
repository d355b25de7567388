import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BudgetElection } from './election.ts';
import { selectByEqualShares } from './equal-shares.ts';
import { selectGreedily } from './greedy.ts';
import { compare, dividedBy, minus, plus, type Rational, rational, times } from './rational.ts';

const repeated = (voters: number, ...ballot: number[]) => Array.from({ length: voters }, () => ballot);

test('a minority gets its share, which the most votes alone would not give', () => {
  const election = {
    budget: 100,
    costs: [40, 40, 30],
    ballots: [...repeated(7, 0, 1), ...repeated(3, 2)],
    step: 1,
  };
  // 10 each: the seven buy the first for 40; then 30 are left to them; the three buy theirs for 30.
  const result = selectByEqualShares(election);
  expect(selectGreedily(election)).toEqual({ selected: [0, 1], cost: 80 });
  expect(result.greedy).toEqual({ selected: [0, 1], cost: 80 });
  expect(result.selected.toSorted()).toEqual([0, 2]);
  expect(result.cost).toBe(70);
});

test('shares are raised until the next raise would overspend', () => {
  // 5 each: nobody can pay 6. At 6 both can, for 12 of 10: too much. So nothing, after no raise.
  expect(selectByEqualShares({ budget: 10, costs: [6, 6], ballots: [[0], [1]], step: 1 })).toMatchObject({
    selected: [],
    raises: 0,
    share: '5/1',
  });
  // One of them cheaper: at 5 it is bought, at 6 both are, for 11.
  expect(selectByEqualShares({ budget: 10, costs: [6, 5], ballots: [[0], [1]], step: 1 })).toMatchObject({
    selected: [1],
    cost: 5,
  });
  expect(selectByEqualShares({ budget: 11, costs: [6, 5], ballots: [[0], [1]], step: 1 }), 'at 6.5').toMatchObject({
    cost: 11,
  });
});

test('an equality that doubles would miss is seen', () => {
  // Three shares of 10/3 pay exactly 10.
  expect(selectByEqualShares({ budget: 10, costs: [10], ballots: repeated(3, 0), step: 1 })).toMatchObject({
    selected: [0],
    raises: 0,
  });
});

test('equal projects are recorded as a tie, and the one named first is bought first', () => {
  const result = selectByEqualShares({ budget: 4, costs: [2, 2], ballots: repeated(2, 0, 1), step: 1 });
  expect(result).toMatchObject({ selected: [0, 1], ties: [[0, 1]] });
});

test('nobody votes: nothing is bought', () => {
  expect(selectByEqualShares({ budget: 5, costs: [1], ballots: [], step: 1 })).toMatchObject({ selected: [], cost: 0 });
  expect(selectByEqualShares({ budget: 5, costs: [1], ballots: [[]], step: 1 })).toMatchObject({
    selected: [],
    cost: 0,
  });
});

test('what is no election is refused', () => {
  const election = { budget: 5, costs: [1], ballots: [], step: 1 };
  expect(() => selectByEqualShares({ ...election, costs: [0] })).toThrow(RangeError);
  expect(() => selectByEqualShares({ ...election, ballots: [[1]] })).toThrow(RangeError);
  expect(() => selectByEqualShares({ ...election, ballots: [[0, 0]] })).toThrow(RangeError);
});

const elections: fc.Arbitrary<BudgetElection> = fc.record({
  budget: fc.integer({ min: 1, max: 60 }),
  costs: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 5 }),
  ballots: fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 0 }), { minLength: 1, maxLength: 12 }),
  step: fc.constant(1),
});

test('the quick way gives what fractions alone give', () => {
  fc.assert(
    fc.property(elections, (election) => {
      expect(selectByEqualShares(election).selected).toEqual(slowly(election));
    }),
    {
      numRuns: 300,
    },
  );
});

test('the order of ballots changes nothing, money in smaller coins neither, and the budget is kept', () => {
  fc.assert(
    fc.property(elections, fc.integer({ min: 2, max: 100 }), (election, coins) => {
      const result = selectByEqualShares(election);
      expect(result.cost).toBeLessThanOrEqual(election.budget);
      expect(selectByEqualShares({ ...election, ballots: election.ballots.toReversed() })).toEqual(result);
      const smaller = {
        ...election,
        budget: election.budget * coins,
        costs: election.costs.map((cost) => cost * coins),
        step: coins,
      };
      expect(selectByEqualShares(smaller).selected).toEqual(result.selected);
    }),
  );
});

/** The definition, voter by voter, in fractions. */
function slowly(election: BudgetElection): number[] {
  const { budget, costs, ballots } = election;
  const votes = costs.map((_, project) => ballots.filter((ballot) => ballot.includes(project)).length);
  let last: number[] = [];
  for (let raise = 0; ; raise++) {
    const selected = oneRun(
      costs,
      ballots,
      votes,
      plus(rational(BigInt(budget), BigInt(ballots.length)), rational(BigInt(raise))),
    );
    if (selected.reduce((sum, project) => sum + costs[project]!, 0) > budget) return last;
    last = selected;
    if (selected.length === votes.filter((count) => count > 0).length) return last;
  }
}

function oneRun(
  costs: readonly number[],
  ballots: BudgetElection['ballots'],
  votes: number[],
  share: Rational,
): number[] {
  const left = ballots.map(() => share);
  const selected: number[] = [];
  for (;;) {
    const offers = costs.flatMap((cost, project) => {
      if (selected.includes(project)) return [];
      const payment = paymentFor(
        cost,
        ballots.flatMap((ballot, voter) => (ballot.includes(project) ? [left[voter]!] : [])),
      );
      return payment ? [{ project, payment, rate: dividedBy(payment, BigInt(cost)) }] : [];
    });
    const [best] = offers.sort(
      (a, b) =>
        compare(a.rate, b.rate) ||
        votes[b.project]! - votes[a.project]! ||
        costs[a.project]! - costs[b.project]! ||
        a.project - b.project,
    );
    if (!best) return selected;
    selected.push(best.project);
    ballots.forEach((ballot, voter) => {
      if (!ballot.includes(best.project)) return;
      const paid = compare(left[voter]!, best.payment) < 0 ? left[voter]! : best.payment;
      left[voter] = minus(left[voter]!, paid);
    });
  }
}

/** Poorest first: who cannot pay an equal part of what is left to pay gives all. */
function paymentFor(cost: number, money: Rational[]): Rational | null {
  let rest = rational(BigInt(cost));
  for (const [at, own] of money.toSorted(compare).entries()) {
    const payers = BigInt(money.length - at);
    if (compare(times(own, payers), rest) >= 0) return dividedBy(rest, payers);
    rest = minus(rest, own);
  }
  return null;
}
