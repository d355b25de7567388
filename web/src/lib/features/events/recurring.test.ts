import { describe, expect, test } from 'vitest';
import { isUntouched, recurringOf, ruleOf } from './recurring.ts';

const lastFridays = 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=4';

describe('the rule that a form means', () => {
  test('stays where nothing of it was changed, whichever date was opened', () => {
    // The last Friday of November is the fourth, that of January the fifth; a first date may be off the rule.
    for (const day of ['2026-11-27', '2027-01-29', '2026-11-04'])
      for (const rule of [lastFridays, 'FREQ=MONTHLY;COUNT=4;BYDAY=-2FR', 'FREQ=WEEKLY;COUNT=5', 'COUNT=3;FREQ=DAILY'])
        expect(ruleOf(recurringOf(rule), day, day), rule).toBe(rule);
  });

  test('is of the last week of the month also with another count', () => {
    const day = '2026-11-27';
    const more = { ...recurringOf(lastFridays), count: 6 };
    expect(ruleOf(more, day, day)).toBe('FREQ=MONTHLY;BYDAY=-1FR;COUNT=6');
    const monthly = { ...recurringOf('FREQ=WEEKLY;COUNT=4'), rhythm: 'MONTHLY' as const };
    expect(ruleOf(monthly, '2027-01-29', '2027-01-29')).toBe(lastFridays);
  });

  test('goes with a date that is put on another day', () => {
    expect(ruleOf(recurringOf(lastFridays), '2026-11-26', '2026-11-27')).toBe('FREQ=MONTHLY;BYDAY=4TH;COUNT=4');
  });

  test('keeps what the form cannot say, unless another rhythm is chosen', () => {
    const day = '2026-11-27';
    for (const rule of [
      'FREQ=WEEKLY;COUNT=8;BYMONTH=10,11',
      'FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1;COUNT=4',
      'FREQ=WEEKLY;UNTIL=20261221T170000Z',
      'FREQ=YEARLY;COUNT=3',
    ]) {
      expect(recurringOf(rule).rhythm, rule).toBe('OTHER');
      expect(ruleOf({ ...recurringOf(rule), count: 12 }, day, day)).toBe(rule);
      expect(ruleOf({ rhythm: 'WEEKLY', count: 3, rule }, day, day)).toBe('FREQ=WEEKLY;COUNT=3');
      expect(ruleOf({ rhythm: 'NONE', count: 3, rule }, day, day)).toBeNull();
    }
  });

  test('is touched by another rhythm or count', () => {
    const before = recurringOf('FREQ=WEEKLY;COUNT=4');
    expect(isUntouched(before)).toBe(true);
    expect(isUntouched({ ...before, count: 5 })).toBe(false);
    expect(isUntouched({ ...before, rhythm: 'NONE' })).toBe(false);
    expect(isUntouched({ ...recurringOf(null), count: 9 })).toBe(true);
  });
});
