import { Temporal } from 'temporal-polyfill';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import type { Series } from './calendar/calendar.ts';
import { checkedRule, occurrences } from './calendar/recurrence.ts';
import { RecurrenceError } from './calendar/rule.ts';
import { splitSeries } from './calendar/series-edits.ts';
import { timeText } from './calendar/times.ts';
import type { EventTimesInput } from './event.input.ts';
import { most } from './events.words.ts';
import { longestDays } from './listed-dates.query.ts';

/** From when until when something is. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
}

type Times = Pick<EventTimesInput, 'startsAt' | 'endsAt' | 'allDay' | 'timeZone' | 'rule'>;

const dayMs = 86_400_000;

/**
 * All dates of what was typed, the first one first. Throws END_BEFORE_START, DATE_IN_PAST, LASTS_TOO_LONG,
 * DATE_TOO_FAR, INVALID_INPUT and the RECURRENCE_ codes, each with its field.
 */
export function checkTimes(times: Times, now: Date): Span[] {
  if (times.startsAt < now) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
  return plannedSpans(times, now);
}

/** The same for times of which the first may be past already. */
export function plannedSpans(times: Times, now: Date): Span[] {
  const { startsAt, endsAt } = times;
  checkSpan(times);
  zoned(startsAt, times.timeZone);
  checkNotTooFar(startsAt, now, 'times.startsAt');
  const spans = times.rule ? repeated(times, times.rule) : [{ startsAt, endsAt }];
  checkNotTooFar(spans.at(-1)?.startsAt ?? startsAt, now, 'times.rule');
  return spans;
}

/** Throws END_BEFORE_START and LASTS_TOO_LONG. */
export function checkSpan({ startsAt, endsAt }: Span): void {
  if (endsAt <= startsAt) throw new AppError('END_BEFORE_START', {}, 'times.endsAt');
  if (endsAt.getTime() - startsAt.getTime() > longestDays * dayMs)
    throw new AppError('LASTS_TOO_LONG', { days: longestDays }, 'times.endsAt');
}

function checkNotTooFar(date: Date, now: Date, field: string): void {
  if (date.getTime() - now.getTime() > most.daysAhead * dayMs)
    throw new AppError('DATE_TOO_FAR', { days: most.daysAhead }, field);
}

/** The first and the last day of what lasts whole days, as days of the place. */
export const daysOf = ({ startsAt, endsAt }: Span, timeZone: string): [string, string] => [
  zoned(startsAt, timeZone).toPlainDate().toString(),
  zoned(new Date(endsAt.getTime() - 1), timeZone)
    .toPlainDate()
    .toString(),
];

/** When it is on the clock, and how long: the same for dates of a series that differ in nothing but the day. */
export function hoursOf({ startsAt, endsAt }: Span, timeZone: string): string {
  const [from, to] = [zoned(startsAt, timeZone).toPlainDateTime(), zoned(endsAt, timeZone).toPlainDateTime()];
  return `${from.toPlainTime()} ${from.until(to)}`;
}

/** How far a start was moved: whole days on the calendar, and the new hour and length on the clock. */
export interface Shift {
  days: number;
  time: Temporal.PlainTime;
  length: Temporal.Duration;
  timeZone: string;
}

/** What turns one span into another, so that others of the series can be moved the same way. */
export function shiftBetween(before: Date, after: Span, timeZone: string): Shift {
  const [from, to] = [zoned(before, timeZone), zoned(after.startsAt, timeZone)];
  return {
    days: from.toPlainDate().until(to.toPlainDate()).days,
    time: to.toPlainTime(),
    length: to.toPlainDateTime().until(zoned(after.endsAt, timeZone).toPlainDateTime()),
    timeZone,
  };
}

/** The same shift on the wall clock of another date: 18:00 stays 18:00 across the change of clocks. */
export function shifted(startsAt: Date, { days, time, length, timeZone }: Shift): Span {
  const day = zoned(startsAt, timeZone).toPlainDate().add({ days });
  const begin = day.toPlainDateTime(time);
  return {
    startsAt: dateOf(begin.toZonedDateTime(timeZone)),
    endsAt: dateOf(begin.add(length).toZonedDateTime(timeZone)),
  };
}

/** As many days later, at its own hours. */
export function daysLater({ startsAt, endsAt }: Span, { days, timeZone }: Shift): Span {
  const later = (instant: Date) => dateOf(zoned(instant, timeZone).add({ days }));
  return { startsAt: later(startsAt), endsAt: later(endsAt) };
}

/** The rule of what was typed as it is kept; null without one. Throws the RECURRENCE_ codes. */
export const keptRule = (times: Times): string | null =>
  times.rule ? coded(() => checkedRule(times.rule ?? '', seriesOf(times, null))) : null;

/**
 * The rules of the dates before one of them, and of it and those after it; null where a rule gives none of them. `dates`:
 * all that there are, the first one first; those that were moved off the rule count as well.
 */
export function splitRule(
  { timeZone }: { timeZone: string },
  rule: string,
  dates: readonly { plannedAt: Date }[],
  at: Date,
): { before: string | null; after: string | null } {
  const planned = dates.map(({ plannedAt }) => timeText(zoned(plannedAt, timeZone)));
  const start = planned[0] ?? timeText(zoned(at, timeZone));
  const series = {
    start,
    end: start,
    allDay: false,
    timeZone,
    recurrence: { ...noRecurrence, rule, additions: planned },
  };
  const { before, after } = splitSeries(series, timeText(zoned(at, timeZone)));
  return { before: before?.recurrence.rule ?? null, after: after.recurrence.rule };
}

function repeated(times: Times, rule: string): Span[] {
  return coded(() => {
    const kept = checkedRule(rule, seriesOf(times, null));
    // The start is a date also where the rule would not give it: somebody typed it.
    const series = seriesOf(times, kept, [timeText(zoned(times.startsAt, times.timeZone))]);
    const found = occurrences(series, times.startsAt, endOfTime, most.dates + 1);
    if (found.length > most.dates) throw new RecurrenceError('recurrence_too_many');
    return found.map(({ start, end }) => ({ startsAt: new Date(start), endsAt: new Date(end) }));
  });
}

const noRecurrence = { rule: null, exceptions: [], additions: [], overrides: [] };
const endOfTime = new Date('3000-01-01T00:00:00Z');

/** Whole days are times from midnight to midnight here. */
function seriesOf(
  { startsAt, endsAt, timeZone }: Pick<Times, 'startsAt' | 'endsAt' | 'timeZone'>,
  rule: string | null,
  additions: string[] = [],
): Series {
  return {
    start: timeText(zoned(startsAt, timeZone)),
    end: timeText(zoned(endsAt, timeZone)),
    allDay: false,
    timeZone,
    recurrence: { ...noRecurrence, rule, additions },
  };
}

const recurrenceCodes: Partial<Record<RecurrenceError['code'], ErrorCode>> = {
  recurrence_without_end: 'RECURRENCE_WITHOUT_END',
  recurrence_two_ends: 'RECURRENCE_TWO_ENDS',
  recurrence_too_many: 'RECURRENCE_TOO_MANY',
  end_too_far: 'DATE_TOO_FAR',
  no_dates_left: 'END_BEFORE_START',
};

function coded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    const code = recurrenceCodes[error.code] ?? 'RECURRENCE_NOT_UNDERSTOOD';
    throw new AppError(code, { max: most.dates, days: most.daysAhead }, 'times.rule');
  }
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  } catch {
    throw new AppError('INVALID_INPUT', {}, 'times.timeZone');
  }
}

const dateOf = (zonedTime: { epochMilliseconds: number }): Date => new Date(zonedTime.epochMilliseconds);
