import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { chosenTime, helpTime } from './help-time.ts';
import type { PartOfDay, When } from './help.words.ts';

const instant = (text: string) => new Date(text);
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${error.field ?? ''}` : String(error);
  }
  return 'no error';
};

describe('the time somebody asks for', () => {
  const mondayNoon = instant('2026-11-23T11:00:00Z');

  test('today starts now and ends at midnight in the town, not in UTC', () => {
    expect(helpTime('TODAY', null, 'ANY', mondayNoon)).toEqual({
      startsAt: mondayNoon,
      endsAt: instant('2026-11-23T23:00:00Z'),
    });
  });

  test('an evening just before midnight UTC is already tomorrow in the town', () => {
    const late = instant('2026-11-23T23:30:00Z');
    expect(helpTime('TODAY', null, 'MORNING', late)).toEqual({
      startsAt: instant('2026-11-24T07:00:00Z'),
      endsAt: instant('2026-11-24T12:00:00Z'),
    });
  });

  test('a morning in summer is an hour earlier in UTC than one in winter', () => {
    expect(helpTime('ON_DATE', '2026-06-10', 'MORNING', instant('2026-06-01T10:00:00Z')).startsAt).toEqual(
      instant('2026-06-10T06:00:00Z'),
    );
    expect(helpTime('ON_DATE', '2026-12-10', 'MORNING', mondayNoon).startsAt).toEqual(instant('2026-12-10T07:00:00Z'));
  });

  test('the day on which the clocks go back has 25 hours', () => {
    const { startsAt, endsAt } = helpTime('ON_DATE', '2026-10-25', 'ANY', instant('2026-10-20T10:00:00Z'));
    expect(endsAt.getTime() - startsAt.getTime()).toBe(25 * 3_600_000);
  });

  test('this week is today and the six days after', () => {
    expect(helpTime('THIS_WEEK', null, 'ANY', mondayNoon).endsAt).toEqual(instant('2026-11-29T23:00:00Z'));
  });

  test('a part of today that is over, a day that is over, no day and a day too far ahead name their field', () => {
    expect(codeOf(() => helpTime('TODAY', null, 'MORNING', instant('2026-11-23T12:00:00Z')))).toBe(
      'DATE_IN_PAST input.partOfDay',
    );
    expect(codeOf(() => helpTime('ON_DATE', '2026-11-22', 'ANY', mondayNoon))).toBe('DATE_IN_PAST input.date');
    expect(codeOf(() => helpTime('ON_DATE', null, 'ANY', mondayNoon))).toBe('REQUIRED input.date');
    expect(codeOf(() => helpTime('ON_DATE', '2027-11-23', 'ANY', mondayNoon))).toBe('DATE_TOO_FAR input.date');
  });
});

test('texts say the choice again: the day in the town, its part, or the last day of the week', () => {
  const now = instant('2026-11-23T23:30:00Z');
  const said = (when: When, partOfDay: PartOfDay) =>
    chosenTime({ when, partOfDay, ...helpTime(when, null, partOfDay, now) });
  expect(said('TODAY', 'ANY')).toEqual({ day: '2026-11-24' });
  expect(said('TOMORROW', 'ANY')).toEqual({ day: '2026-11-25' });
  expect(said('TOMORROW', 'MORNING')).toEqual({ day: '2026-11-25', part: 'MORNING' });
  expect(said('THIS_WEEK', 'ANY')).toEqual({ day: '2026-11-30', by: true });
});
