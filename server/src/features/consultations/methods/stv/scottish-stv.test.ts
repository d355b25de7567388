import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countScottishStv } from './scottish-stv.ts';
import { type RankedBallot, type StvElection, votesScale } from './stv-election.ts';

const election = (more: Partial<StvElection> & Pick<StvElection, 'ballots'>): StvElection => ({
  candidates: 3,
  seats: 2,
  withdrawn: [],
  seed: 'a public draw',
  ...more,
});
const ballot = (weight: number, ...ranking: number[]): RankedBallot => ({ weight, ranking });

test('a surplus goes on at its value, truncated to five decimals', () => {
  // 16 ballots, quota 6: the first has 9, a surplus of 3 at 3/9 = 0.33333.
  const result = countScottishStv(election({ ballots: [ballot(7, 0, 1), ballot(2, 0), ballot(4, 2), ballot(3, 1)] }));
  expect(result.quota).toBe(6);
  expect(result.rounds[1]!.action).toEqual({
    kind: 'SURPLUS',
    candidate: 0,
    surplus: 3 * votesScale,
    transferValue: 33_333,
  });
  expect(result.rounds[1]!.votes).toEqual([600_000, 300_000 + 7 * 33_333, 400_000]);
  expect(result.rounds[1]!.nonTransferable).toBe(2 * 33_333);
  expect(result.rounds[1]!.lost).toBe(3);
  expect(result.winners).toEqual([0, 1]);
});

test('a withdrawn candidate is passed over, and a ballot that names nobody who stands is not valid', () => {
  const result = countScottishStv(election({ withdrawn: [0], ballots: [ballot(4, 0, 1), ballot(3, 2), ballot(5, 0)] }));
  expect(result.validBallots).toBe(7);
  expect(result.winners.toSorted()).toEqual([1, 2]);
});

test('a tie is decided by the latest earlier round in which the tied differ', () => {
  // Quota 8 of 15. 3 goes first; it leaves 1 and 2 level, but 1 was ahead before.
  const result = countScottishStv(
    election({
      candidates: 4,
      seats: 1,
      ballots: [ballot(6, 0), ballot(4, 1), ballot(3, 2), ballot(1, 3, 2), ballot(1, 3)],
    }),
  );
  expect(result.rounds[2]!.action).toEqual({ kind: 'EXCLUSION', candidate: 2 });
  expect(result.rounds[2]!.ties).toEqual([{ candidates: [1, 2], chosen: 2, by: 'EARLIER_ROUND', round: 0 }]);
});

test('a tie from the beginning is decided by lot, and the same seed draws the same lot', () => {
  const tied = (seed: string) =>
    countScottishStv(election({ seats: 1, seed, ballots: [ballot(1, 0), ballot(1, 1), ballot(1, 2)] }));
  expect(tied('one')).toEqual(tied('one'));
  expect(tied('one').rounds[1]!.ties[0]).toMatchObject({ candidates: [0, 1, 2], by: 'LOT', round: null });
  const excluded = Array.from({ length: 60 }, (_, seed) => tied(String(seed)).rounds[1]!.ties[0]!.chosen);
  expect(new Set(excluded).size, 'anybody may draw the short one').toBe(3);
});

test('as many candidates as seats are all elected, in the order of the ballot paper', () => {
  const result = countScottishStv(election({ seats: 3, ballots: [ballot(2, 2), ballot(1, 1)] }));
  expect(result.winners).toHaveLength(3);
  expect(countScottishStv(election({ ballots: [] })).winners.length).toBeLessThanOrEqual(2);
});

test('what is no election is refused', () => {
  expect(() => countScottishStv(election({ ballots: [ballot(1, 0, 0)] }))).toThrow(RangeError);
  expect(() => countScottishStv(election({ ballots: [ballot(1, 3)] }))).toThrow(RangeError);
  expect(() => countScottishStv(election({ ballots: [ballot(0.5, 1)] }))).toThrow(RangeError);
  expect(() => countScottishStv(election({ seats: 0, ballots: [] }))).toThrow(RangeError);
});

const candidates = 6;
const ballots = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 30 }),
    ranking: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 0 }),
  }),
  { minLength: 1, maxLength: 25 },
);
const seats = fc.integer({ min: 1, max: 5 });

test('the order of the ballots, and whether equal ones are counted together, changes nothing', () => {
  fc.assert(
    fc.property(ballots, seats, fc.infiniteStream(fc.nat()), (list, places, keys) => {
      const expected = countScottishStv(election({ candidates, seats: places, ballots: list }));
      const single = list.flatMap(({ weight, ranking }) =>
        Array.from({ length: weight }, () => ({ weight: 1, ranking })),
      );
      const mixed = single.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      expect(countScottishStv(election({ candidates, seats: places, ballots: mixed.map(({ one }) => one) }))).toEqual(
        expected,
      );
    }),
  );
});

test('no vote is made, none is lost but by truncation, and never more than the seats are elected', () => {
  fc.assert(
    fc.property(ballots, seats, (list, places) => {
      const result = countScottishStv(election({ candidates, seats: places, ballots: list }));
      expect(result.winners.length).toBeLessThanOrEqual(places);
      expect(new Set(result.winners).size).toBe(result.winners.length);
      let last = { nonTransferable: 0, lost: 0 };
      for (const round of result.rounds) {
        const held = round.votes.reduce((sum, votes) => sum + votes, 0);
        expect(held + round.nonTransferable + round.lost).toBe(result.validBallots * votesScale);
        expect(round.votes.every((votes) => votes >= 0)).toBe(true);
        expect(round.lost).toBeGreaterThanOrEqual(last.lost);
        expect(round.nonTransferable).toBeGreaterThanOrEqual(last.nonTransferable);
        last = round;
      }
    }),
  );
});
