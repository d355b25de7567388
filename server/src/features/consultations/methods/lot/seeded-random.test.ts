import { expect, test } from 'vitest';
import { drawIndex, seededRandom, shuffled } from './seeded-random.ts';

test('the same seed draws the same, another seed something else', () => {
  const draw = (seed: string) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => drawIndex(random, 1000));
  };
  expect(draw('Giugliano, 12 May')).toEqual(draw('Giugliano, 12 May'));
  expect(draw('Giugliano, 12 May')).not.toEqual(draw('Giugliano, 13 May'));
  expect(draw('a lot that must never change')).toMatchInlineSnapshot(`
    [
      591,
      230,
      208,
      968,
      389,
    ]
  `);
});

test('every place is drawn about as often', () => {
  const random = seededRandom('fair');
  const drawn = new Array<number>(6).fill(0);
  for (let turn = 0; turn < 12_000; turn++) drawn[drawIndex(random, 6)]!++;
  for (const times of drawn) expect(Math.abs(times - 2000)).toBeLessThan(200);
});

test('a shuffled list has the same members', () => {
  expect(shuffled([1, 2, 3, 4], seededRandom('x')).toSorted()).toEqual([1, 2, 3, 4]);
});
