import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { shiftTime, weeklyShiftTimes } from './shift-time.ts';

const october = new Date('2026-10-01T08:00:00Z');
const hours = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? [error.code, error.field] : error;
  }
  return 'fine';
};

describe('the time of a shift', () => {
  test('is what the clock on the wall says', () => {
    expect(shiftTime('2026-10-10', '09:00', '12:30', october)).toEqual({
      startsAt: new Date('2026-10-10T07:00:00Z'),
      endsAt: new Date('2026-10-10T10:30:00Z'),
    });
  });

  test('may go past midnight', () => {
    const night = shiftTime('2026-10-10', '22:00', '01:00', october);
    expect(night.endsAt).toEqual(new Date('2026-10-10T23:00:00Z'));
  });

  test('is an hour longer in the night the clocks go back, an hour shorter when they go forward', () => {
    expect(hours(shiftTime('2026-10-25', '01:00', '04:00', october))).toBe(4);
    expect(hours(shiftTime('2027-03-28', '01:00', '04:00', october))).toBe(2);
    expect(hours(shiftTime('2026-10-24', '22:00', '04:00', october))).toBe(7);
  });

  test('begins where the clocks go on when its hour is skipped', () => {
    expect(shiftTime('2027-03-28', '02:30', '05:00', october).startsAt).toEqual(new Date('2027-03-28T01:30:00Z'));
  });

  test('keeps its hours from week to week across the change', () => {
    const weeks = weeklyShiftTimes({ date: '2026-10-18', from: '10:00', until: '12:00', weeks: 3 }, october);
    expect(weeks.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-10-18T08:00:00.000Z',
      '2026-10-25T09:00:00.000Z',
      '2026-11-01T09:00:00.000Z',
    ]);
  });

  test('is neither past nor endless', () => {
    expect(codeOf(() => shiftTime('2026-10-01', '09:59', '12:00', october))).toEqual(['DATE_IN_PAST', 'input.date']);
    expect(codeOf(() => shiftTime('2026-10-01', '10:01', '12:00', october))).toBe('fine');
    expect(codeOf(() => shiftTime('2026-10-10', '09:00', '08:00', october))).toEqual(['OUT_OF_RANGE', 'input.until']);
    expect(codeOf(() => shiftTime('2026-10-10', '09:00', '09:00', october))).toEqual(['OUT_OF_RANGE', 'input.until']);
    expect(codeOf(() => shiftTime('2028-10-10', '09:00', '10:00', october))).toEqual(['DATE_TOO_FAR', 'input.date']);
  });
});
