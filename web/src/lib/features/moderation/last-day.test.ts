import { expect, it } from 'vitest';
import { lastDay } from './last-day.ts';

it('names the day that ends, in the town', () => {
  expect(lastDay('it', '2026-11-30T23:00:00.000Z')).toBe('30 novembre 2026');
  expect(lastDay('it', null)).toBe('');
});
