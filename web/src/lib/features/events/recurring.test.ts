import { describe, expect, test } from 'vitest';
import { isUntouched, recurringOf, ruleOf } from './recurring.ts';

const on = (day: string) => ({ day, timeZone: 'Europe/Rome' });

const lastFridays = 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=4';

describe('the rule that a form means', () => {
  test('stays where nothing of it was changed, whichever date was opened', () => {
    // The last Friday of November is the fourth, that of January the fifth; a first date may be off the rule.
    for (const day of ['2026-11-27', '2027-01-29', '2026-11-04'])
      for (const rule of [lastFridays, 'FREQ=MONTHLY;COUNT=4;BYDAY=-2FR', 'FREQ=WEEKLY;COUNT=5', 'COUNT=3;FREQ=DAILY'])
        expect(ruleOf(recurringOf(rule), day, on(day)), rule).toBe(rule);
  });

  test('is of the last week of the month also with another count', () => {
    const day = '2026-11-27';
    const more = { ...recurringOf(lastFridays), count: 6 };
    expect(ruleOf(more, day, on(day))).toBe('FREQ=MONTHLY;BYDAY=-1FR;COUNT=6');
    const monthly = { ...recurringOf('FREQ=WEEKLY;COUNT=4'), rhythm: 'MONTHLY' as const };
    expect(ruleOf(monthly, '2027-01-29', on('2027-01-29'))).toBe(lastFridays);
  });

  test('goes with a date that is put on another day', () => {
    expect(ruleOf(recurringOf(lastFridays), '2026-11-26', on('2026-11-27'))).toBe('FREQ=MONTHLY;BYDAY=4TH;COUNT=4');
  });

  test('keeps what the form cannot say, and changes only its end', () => {
    const day = '2026-11-27';
    for (const [rule, withTwelve, withDay] of [
      [
        'FREQ=WEEKLY;COUNT=8;BYMONTH=10,11',
        'FREQ=WEEKLY;COUNT=12;BYMONTH=10,11',
        'FREQ=WEEKLY;UNTIL=20270305;BYMONTH=10,11',
      ],
      [
        'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=4',
        'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=12',
        'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;UNTIL=20270305',
      ],
      [
        'FREQ=YEARLY;UNTIL=20281221T170000Z;WKST=SU',
        'FREQ=YEARLY;COUNT=12;WKST=SU',
        'FREQ=YEARLY;UNTIL=20270305;WKST=SU',
      ],
      ['FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=12', 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270305'],
    ] as const) {
      const kept = recurringOf(rule);
      expect(kept.rhythm, rule).toBe('OTHER');
      expect(ruleOf(kept, day, on(day))).toBe(rule);
      expect(ruleOf({ ...kept, count: 12 }, day, on(day))).toBe(withTwelve);
      expect(ruleOf({ ...kept, until: '2027-03-05' }, day, on(day))).toBe(withDay);
      expect(ruleOf({ rhythm: 'WEEKLY', count: 3, until: '', rule }, day, on(day))).toBe('FREQ=WEEKLY;COUNT=3');
      expect(ruleOf({ ...kept, rhythm: 'NONE' }, day, on(day))).toBeNull();
    }
  });

  test('ends on a day, as it did, whatever rhythm is chosen', () => {
    const rule = 'FREQ=WEEKLY;UNTIL=20261221T233000Z';
    expect(recurringOf(rule)).toMatchObject({ rhythm: 'WEEKLY', count: null, until: '2026-12-22' });
    expect(recurringOf(rule, 'America/New_York').until).toBe('2026-12-21');
    const day = '2026-11-27';
    const daily = { ...recurringOf(rule), rhythm: 'DAILY' as const };
    expect(ruleOf(daily, day, on(day))).toBe('FREQ=DAILY;UNTIL=20261221T233000Z');
  });

  test('has no end, or two, where that was typed: the API says what is wrong', () => {
    const day = '2026-11-27';
    const weekly = recurringOf('FREQ=WEEKLY;COUNT=4');
    expect(ruleOf({ ...weekly, count: null }, day, on(day))).toBe('FREQ=WEEKLY');
    expect(ruleOf({ ...weekly, count: 5, until: '2027-03-05' }, day, on(day))).toBe(
      'FREQ=WEEKLY;COUNT=5;UNTIL=20270305',
    );
  });

  test('is touched by another rhythm or count', () => {
    const before = recurringOf('FREQ=WEEKLY;COUNT=4');
    expect(isUntouched(before)).toBe(true);
    expect(isUntouched({ ...before, count: 5 })).toBe(false);
    expect(isUntouched({ ...before, until: '2026-12-21' })).toBe(false);
    expect(isUntouched({ ...before, rhythm: 'NONE' })).toBe(false);
    expect(isUntouched({ ...recurringOf(null), count: 9 })).toBe(true);
  });
});
