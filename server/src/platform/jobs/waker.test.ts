import { expect, test } from 'vitest';
import { createWaker } from './waker.ts';

test('woken many times while at work, it works once more and never twice at a time', async () => {
  const gates: (() => void)[] = [];
  let atWork = 0;
  let most = 0;
  const waker = createWaker(
    async () => {
      most = Math.max(most, ++atWork);
      await new Promise<void>((resolve) => gates.push(resolve));
      atWork -= 1;
    },
    () => undefined,
  );
  waker.wake();
  waker.wake();
  waker.wake();
  expect(gates).toHaveLength(1);
  gates[0]?.();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.();
  await waker.stop();
  expect([gates.length, most]).toEqual([2, 1]);
});

test('a failure is told and does not end it', async () => {
  const told: unknown[] = [];
  let runs = 0;
  const waker = createWaker(
    () => (runs++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve()),
    (error) => told.push(error),
  );
  waker.wake();
  await expect.poll(() => told.length).toBe(1);
  await expect
    .poll(() => {
      waker.wake();
      return runs;
    })
    .toBeGreaterThan(1);
  await waker.stop();
});
