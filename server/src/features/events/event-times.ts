import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
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
 * All dates of what was typed, the first one first. Throws END_BEFORE_START, DATE_IN_PAST, OUT_OF_RANGE, INVALID_INPUT
 * and the RECURRENCE_ codes, each with its field.
 */
export function checkTimes(times: Times, now: Date): Span[] {
  if (times.startsAt < now) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
  return plannedSpans(times, now);
}

/** The same for times of which the first may be past already. */
export function plannedSpans(times: Times, now: Date): Span[] {
  const { startsAt, endsAt } = times;
  if (endsAt <= startsAt) throw new AppError('END_BEFORE_START', {}, 'times.endsAt');
  if (endsAt.getTime() - startsAt.getTime() > longestDays * dayMs)
    throw new AppError('OUT_OF_RANGE', { min: 1, max: longestDays }, 'times.endsAt');
  const first = zoned(startsAt, times.timeZone);
  const last = zoned(endsAt, times.timeZone);
  const spans = times.rule ? repeated(times.rule, first, last) : [{ startsAt, endsAt }];
  const latest = spans.at(-1)?.startsAt ?? startsAt;
  if (latest.getTime() - now.getTime() > most.daysAhead * dayMs)
    throw new AppError('OUT_OF_RANGE', { min: 0, max: most.daysAhead }, times.rule ? 'times.rule' : 'times.startsAt');
  return spans;
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

/** The rule of the dates before `start`, and none where that leaves only one. */
export function ruleUntil(rule: string, start: Date): string {
  const parts = rule.split(';').filter((part) => !/^(COUNT|UNTIL)=/i.test(part));
  const until = Temporal.Instant.fromEpochMilliseconds(start.getTime() - 1000);
  const text = until.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  return [...parts, `UNTIL=${text}`].join(';');
}

function repeated(rule: string, first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): Span[] {
  const length = first.toPlainDateTime().until(last.toPlainDateTime());
  if (!/(^|;)(COUNT|UNTIL)=/i.test(rule)) throw new AppError('RECURRENCE_WITHOUT_END', {}, 'times.rule');
  let starts: Temporal.ZonedDateTime[];
  try {
    const all = new RRuleTemporal({ rruleString: rule, dtstart: first as never, includeDtstart: true });
    starts = all.all((_, index) => index <= most.dates) as unknown as Temporal.ZonedDateTime[];
  } catch {
    throw new AppError('RECURRENCE_NOT_UNDERSTOOD', {}, 'times.rule');
  }
  if (starts.length > most.dates) throw new AppError('RECURRENCE_TOO_MANY', { max: most.dates }, 'times.rule');
  if (starts.length === 0) throw new AppError('RECURRENCE_NOT_UNDERSTOOD', {}, 'times.rule');
  return starts.map((start) => ({
    startsAt: dateOf(start),
    endsAt: dateOf(start.toPlainDateTime().add(length).toZonedDateTime(first.timeZoneId)),
  }));
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  } catch {
    throw new AppError('INVALID_INPUT', {}, 'times.timeZone');
  }
}

const dateOf = (zonedTime: { epochMilliseconds: number }): Date => new Date(zonedTime.epochMilliseconds);
