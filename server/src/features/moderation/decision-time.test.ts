import { describe, expect, test } from 'vitest';
import { decisionEnds } from './decision-time.ts';

const now = new Date('2026-11-23T23:30:00Z'); // the 24th in the town

describe('until when a suspension lasts', () => {
  test('to the end of the day in the town, across the change of the clocks', () => {
    expect(decisionEnds('2026-11-30', now).toISOString()).toBe('2026-11-30T23:00:00.000Z');
    expect(decisionEnds('2027-02-22', now).toISOString()).toBe('2027-02-22T23:00:00.000Z');
    expect(decisionEnds('2026-10-25', new Date('2026-10-20T08:00:00Z')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });

  test.each([
    [null, 'REQUIRED'],
    ['2026-11-23', 'DATE_IN_PAST'],
    ['2027-02-23', 'DATE_TOO_FAR'],
  ])('%s is %s', (day, code) => {
    expect(() => decisionEnds(day, now)).toThrow(code);
  });
});
