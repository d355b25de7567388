import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RankBallot, rankBySchulze } from './schulze.ts';

const order = (weight: number, letters: string): RankBallot => ({
  weight,
  ranks: [...'ABCDE'].map((letter) => letters.indexOf(letter) + 1),
});

test('the textbook election of 45 voters: E before A before C before B before D', () => {
  const { ranking, preferred } = rankBySchulze(5, [
    order(5, 'ACBED'),
    order(5, 'ADECB'),
    order(8, 'BEDAC'),
    order(3, 'CABED'),
    order(7, 'CAEBD'),
    order(2, 'CBADE'),
    order(7, 'DCEBA'),
    order(8, 'EBADC'),
  ]);
  expect(preferred[0]![1]).toBe(20);
  expect(ranking).toEqual([[4], [0], [2], [1], [3]]);
});

test('options nobody ranks tie for last', () => {
  expect(rankBySchulze(4, [{ weight: 2, ranks: [2, 1, null, null] }]).ranking).toEqual([[1], [0], [2, 3]]);
});

test('what is level stays a tie', () => {
  const level = [
    { weight: 1, ranks: [1, 2, 3] },
    { weight: 1, ranks: [2, 1, 3] },
  ];
  expect(rankBySchulze(3, level).ranking).toEqual([[0, 1], [2]]);
  expect(rankBySchulze(2, []).ranking).toEqual([[0, 1]]);
});

const options = 5;
const ballots = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 9 }),
    ranks: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: options, maxLength: options }),
  }),
  { maxLength: 20 },
);

test('neither the order of the ballots nor a common factor changes the ranking', () => {
  fc.assert(
    fc.property(ballots, fc.integer({ min: 2, max: 7 }), (list, factor) => {
      const { ranking } = rankBySchulze(options, list);
      expect(rankBySchulze(options, list.toReversed()).ranking).toEqual(ranking);
      expect(
        rankBySchulze(
          options,
          list.map(({ weight, ranks }) => ({ weight: weight * factor, ranks })),
        ).ranking,
      ).toEqual(ranking);
    }),
  );
});

test('who beats every other is first and alone', () => {
  fc.assert(
    fc.property(ballots, (list) => {
      const { ranking, preferred } = rankBySchulze(options, list);
      const winner = preferred.findIndex((row, one) =>
        row.every((votes, other) => one === other || votes > preferred[other]![one]!),
      );
      if (winner >= 0) expect(ranking[0]).toEqual([winner]);
      expect(ranking.flat().toSorted()).toEqual([0, 1, 2, 3, 4]);
    }),
  );
});

test('nobody in a place is beaten by anybody in the same or a later place', () => {
  fc.assert(
    fc.property(ballots, (list) => {
      const { ranking, strength } = rankBySchulze(options, list);
      ranking.forEach((tied, place) => {
        for (const one of tied)
          for (const other of ranking.slice(place).flat())
            expect(strength[other]![one]).toBeLessThanOrEqual(strength[one]![other]!);
      });
    }),
  );
});
