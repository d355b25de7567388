import { describe, expect, test } from 'vitest';
import type { AppError } from '../../platform/errors.ts';
import { checkTimes, splitRule } from './event-times.ts';

const now = new Date('2026-11-01T12:00:00Z');
const timeZone = 'Europe/Rome';
const times = (rule: string) => ({
  startsAt: new Date('2026-11-23T17:00:00Z'),
  endsAt: new Date('2026-11-23T19:00:00Z'),
  allDay: false,
  timeZone,
  rule,
});
const starts = (rule: string) =>
  checkTimes(times(rule), now).map(({ startsAt }) => startsAt.toISOString().slice(0, 10));

describe('the dates of a rule that was typed', () => {
  test('an end that is a day counts to the end of that day', () => {
    expect(starts('FREQ=WEEKLY;UNTIL=20261207')).toEqual(['2026-11-23', '2026-11-30', '2026-12-07']);
  });

  test('the start is a date also where the rule would not give it', () => {
    expect(starts('FREQ=WEEKLY;BYDAY=TU;COUNT=2')).toEqual(['2026-11-23', '2026-11-24', '2026-12-01']);
  });
});

describe('too much', () => {
  const day = 86_400_000;
  const refused = (moved: number, length: number, rule = '') => {
    const startsAt = new Date(times('').startsAt.getTime() + moved * day);
    try {
      checkTimes({ ...times(rule), startsAt, endsAt: new Date(startsAt.getTime() + length * day) }, now);
    } catch (error) {
      const { code, params, field } = error as AppError;
      return { code, params, field };
    }
    return null;
  };

  test('a date too far away and one that goes on too long are told how far and how long', () => {
    expect(refused(700, 1)).toBe(null);
    expect(refused(800, 1)).toEqual({ code: 'DATE_TOO_FAR', params: { days: 800 }, field: 'times.startsAt' });
    expect(refused(0, 1, 'FREQ=YEARLY;COUNT=4')).toMatchObject({ code: 'DATE_TOO_FAR', field: 'times.rule' });
    expect(refused(0, 32)).toEqual({ code: 'LASTS_TOO_LONG', params: { days: 31 }, field: 'times.endsAt' });
  });
});

describe('a rule in two parts', () => {
  const dates = checkTimes(times('FREQ=WEEKLY;COUNT=5'), now).map(({ startsAt }) => ({ plannedAt: startsAt }));

  test('each part has as many dates as it keeps', () => {
    const at = dates[3]?.plannedAt ?? now;
    expect(splitRule({ timeZone }, 'FREQ=WEEKLY;COUNT=5', dates, at)).toEqual({
      before: 'FREQ=WEEKLY;COUNT=3',
      after: 'FREQ=WEEKLY;COUNT=2',
    });
  });

  test('a date that was moved off the rule can be where it is split', () => {
    const moved = dates.map(({ plannedAt }) => ({ plannedAt: new Date(plannedAt.getTime() + 86_400_000) }));
    const rule = 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261221T170000Z';
    const { before } = splitRule({ timeZone }, rule, moved, moved[3]?.plannedAt ?? now);
    expect(before).toBe('FREQ=WEEKLY;BYDAY=MO;UNTIL=20261215T165959Z');
  });
});
