import { expect, test } from 'vitest';
import { countApprovals, countScores } from './counts.ts';

test('approvals are counted, and those with as many stand together', () => {
  expect(countApprovals(4, [[0, 2], [2], [0], [1]])).toEqual({ points: [2, 1, 2, 0], ranking: [[0, 2], [1], [3]] });
});

test('scores are summed; an option not scored has 0 from that ballot', () => {
  expect(
    countScores(3, 5, [
      [5, null, 1],
      [0, 4, 2],
    ]),
  ).toEqual({ points: [5, 4, 3], ranking: [[0], [1], [2]] });
});

test('what is no ballot is refused', () => {
  expect(() => countApprovals(2, [[0, 0]])).toThrow(RangeError);
  expect(() => countApprovals(2, [[2]])).toThrow(RangeError);
  expect(() => countScores(2, 5, [[6, 0]])).toThrow(RangeError);
  expect(() => countScores(2, 5, [[1]])).toThrow(RangeError);
});
