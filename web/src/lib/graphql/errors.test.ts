import { expect, test } from 'vitest';
import { messageOf } from './errors.ts';

test('of a number out of range people read between which it has to be, where that is known', () => {
  expect(messageOf({ code: 'OUT_OF_RANGE', params: { min: 0, max: 12 } })).toBe('errors.between');
  expect(messageOf({ code: 'OUT_OF_RANGE', params: { max: 12 } })).toBe('errors.OUT_OF_RANGE');
  expect(messageOf({ code: 'REQUIRED', params: {} })).toBe('errors.REQUIRED');
});
