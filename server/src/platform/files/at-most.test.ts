import { expect, test } from 'vitest';
import { atMost } from './at-most.ts';

test('never more than the limit run at once, all of them run in order, and a failure frees its place', async () => {
  const two = atMost(2);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) => async () => {
    started.push(index);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    if (index % 3 === 0) throw new Error('broken');
    return index;
  };
  const ended = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => two(work(index))));
  expect(most).toBe(2);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(ended.map(({ status }) => status === 'fulfilled')).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => i % 3 !== 0),
  );
});
