import { Temporal } from 'temporal-polyfill';
import { townTimeZone } from '../../../platform/time.ts';
import type { CalendarEvent } from '../calendar/calendar.ts';
import { mostDates, occurrences } from '../calendar/recurrence.ts';
import { RecurrenceError } from '../calendar/rule.ts';
import { most } from '../events.words.ts';
import { longestDays } from '../listed-dates.query.ts';

/** One date as the source has it; `plannedAt` names it, also after it was moved. */
export interface SourceDate {
  plannedAt: Date;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
}

/** Why an event of a file cannot come in here. */
export type ImportProblem =
  | 'over'
  | 'private_here'
  | 'too_far'
  | 'too_long'
  | 'title_missing'
  | 'cancelled_before'
  | 'recurrence_not_understood'
  | 'too_many_events';

const day = 86_400_000;
const hour = 3_600_000;

/**
 * The dates of an event that are not over, in the order of their starts: those of a rule without end for 800 days, 400 at
 * most. Or the reason why there are none.
 */
export function sourceDates(event: CalendarEvent, now: Date): SourceDate[] | ImportProblem {
  const until = new Date(now.getTime() + most.daysAhead * day);
  let dates: SourceDate[];
  try {
    dates = event.recurrence ? recurring({ ...event, recurrence: event.recurrence }, now, until) : [single(event)];
  } catch (error) {
    if (error instanceof RecurrenceError) return 'recurrence_not_understood';
    throw error;
  }
  const coming = dates.filter(({ endsAt }) => endsAt > now);
  if (coming.length === 0) return instantOf(event.start, event) > until ? 'too_far' : 'over';
  if (coming.every(({ startsAt }) => startsAt > until)) return 'too_far';
  if (coming.some(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() > longestDays * day))
    return 'too_long';
  return coming.filter(({ startsAt }) => startsAt <= until).slice(0, mostDates);
}

function single(event: CalendarEvent): SourceDate {
  const cancelled = event.status === 'CANCELLED';
  return { plannedAt: instantOf(event.start, event), ...spanOf(event, event), cancelled };
}

function recurring(
  series: CalendarEvent & { recurrence: NonNullable<CalendarEvent['recurrence']> },
  from: Date,
  until: Date,
): SourceDate[] {
  const cancelled = series.status === 'CANCELLED';
  const given = occurrences(series, from, until, mostDates).map(({ of, start, end }) => ({
    plannedAt: instantOf(of, series),
    ...spanOf({ start, end }, series),
    cancelled,
  }));
  // What the source called off for one date is said too, since people may count on it.
  const off = series.recurrence.overrides
    .filter((override) => override.cancelled)
    .map((override) => ({ plannedAt: instantOf(override.of, series), ...spanOf(override, series), cancelled: true }));
  return [...given, ...off].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** An end that is the start says that nobody wrote one: an hour, as calendar programs take it. */
function spanOf(
  { start, end }: { start: string; end: string },
  event: CalendarEvent,
): { startsAt: Date; endsAt: Date } {
  const [startsAt, endsAt] = [instantOf(start, event), instantOf(end, event)];
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + hour) };
}

/** When a date of an event is: of whole days, midnight. */
export function instantOf(date: string, { timeZone }: Pick<CalendarEvent, 'timeZone'>): Date {
  if (date.length > 10) return new Date(date);
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime(timeZone ?? townTimeZone);
  return new Date(midnight.epochMilliseconds);
}
