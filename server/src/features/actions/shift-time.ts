import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
import { atTownTime, townDay } from '../../platform/time.ts';

export interface ShiftTime {
  startsAt: Date;
  endsAt: Date;
}

/** Longest shift, in hours, and how far ahead it may begin, in days. */
const limits = { hours: 14, daysAhead: 370 };

/**
 * The instants of a shift on a day, from one wall-clock time in the town until another, of the next day where it is not
 * later. Throws DATE_IN_PAST, DATE_TOO_FAR or OUT_OF_RANGE on the field that is wrong.
 */
export function shiftTime(date: string, from: string, until: string, now: Date): ShiftTime {
  const day = Temporal.PlainDate.from(date);
  const startsAt = atTownTime(day, from);
  const endsAt = atTownTime(until > from ? day : day.add({ days: 1 }), until);
  if (startsAt <= now) throw new AppError('DATE_IN_PAST', {}, 'input.date');
  if (townDay(now).until(day).days > limits.daysAhead)
    throw new AppError('DATE_TOO_FAR', { days: limits.daysAhead }, 'input.date');
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  if (hours <= 0 || hours > limits.hours) throw new AppError('OUT_OF_RANGE', { hours: limits.hours }, 'input.until');
  return { startsAt, endsAt };
}

/** The same hours in this week and the following ones, whatever the clocks do meanwhile. */
export function weeklyShiftTimes(
  { date, from, until, weeks }: { date: string; from: string; until: string; weeks: number },
  now: Date,
): ShiftTime[] {
  const first = Temporal.PlainDate.from(date);
  return Array.from({ length: weeks }, (_, week) => shiftTime(first.add({ weeks: week }).toString(), from, until, now));
}
