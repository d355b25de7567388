import { expect, test } from 'vitest';
import { withoutGaps } from './ballot-form.server.ts';

test('ranks are shown as they are counted: without gaps, equal ones stay equal', () => {
  expect(withoutGaps({ a: '3', b: '1', c: '7' })).toEqual({ a: '2', b: '1', c: '3' });
  expect(withoutGaps({ a: '2', b: '2', c: '10' })).toEqual({ a: '1', b: '1', c: '2' });
  expect(withoutGaps({})).toEqual({});
});
