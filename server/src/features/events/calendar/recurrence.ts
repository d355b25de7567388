import { Temporal } from 'temporal-polyfill';
import type { CalendarOverride, CalendarRecurrence, Series } from './calendar.ts';
import { limits } from './limits.ts';
import { checkAmount, readRule, RecurrenceError, ruleText, withFittingEnd } from './rule.ts';
import { RuleDates } from './rule-dates.ts';
import { timeFrom, timeText, zoneOf } from './times.ts';

/** One date of a series. */
export interface Occurrence {
  /** The date by the rule, which names this one also after it was moved. */
  of: string;
  start: string;
  end: string;
  override: CalendarOverride | null;
}

/** What a rule needs to know of its event. */
type RuleEvent = Pick<Series, 'start' | 'allDay' | 'timeZone'>;

/** Most dates of a series that people make here. */
export const mostDates = 400;

/**
 * Checks a rule that somebody makes for an event, and gives it as it is kept (RFC 5545, the end in UTC or as a day).
 * Throws a RecurrenceError: recurrence_not_understood, recurrence_without_end (it needs COUNT or UNTIL),
 * recurrence_two_ends (it has both), recurrence_too_many (more than 400 dates), end_too_far, no_dates_left.
 */
export function checkedRule(text: string, event: Pick<Series, 'start' | 'end' | 'allDay' | 'timeZone'>): string {
  const { rule, cleaned } = readRule(text);
  if (Number(/UNTIL\s*=\s*(\d{4})/i.exec(text)?.[1] ?? 0) > limits.years[1]) throw new RecurrenceError('end_too_far');
  if (cleaned) throw new RecurrenceError('recurrence_not_understood');
  if (!rule.has('COUNT') && !rule.has('UNTIL')) throw new RecurrenceError('recurrence_without_end');
  if (rule.has('COUNT') && rule.has('UNTIL')) throw new RecurrenceError('recurrence_two_ends');
  checkAmount(rule, Temporal.PlainDate.from(event.start.slice(0, 10)));
  const kept = ruleText(withFittingEnd(rule, event.allDay, zoneOf(event)));
  const dates = firstDates(kept, event, mostDates + 1).length;
  if (dates > mostDates) throw new RecurrenceError('recurrence_too_many');
  if (dates === 0) throw new RecurrenceError('no_dates_left');
  return kept;
}

/**
 * The dates of a series that touch the time from `from` until `until`, in the order of their starts, `most` at most. The
 * clocks of the event's zone count: 18:00 stays 18:00 when they change, and so does the end; what they leave out in spring
 * comes an hour later. A start that the rule does not give is no date.
 */
export function occurrences(series: Series, from: Date, until: Date, most = 1_000): Occurrence[] {
  const { recurrence } = series;
  const dropped = new Set(recurrence.exceptions.map(keyOf));
  const changed = new Map(recurrence.overrides.map((override) => [keyOf(override.of), override]));
  const touches = ({ start, end }: { start: string; end: string }) =>
    instantOf(start, series) < until.getTime() &&
    (instantOf(end, series) > from.getTime() || instantOf(start, series) >= from.getTime());

  const moved = recurrence.overrides
    .filter((override) => !override.cancelled && !dropped.has(keyOf(override.of)) && touches(override))
    .map((override): Occurrence => ({ of: override.of, start: override.start, end: override.end, override }));
  const found = new Map<number, Occurrence>();
  const add = (of: string) => {
    const key = keyOf(of);
    if (dropped.has(key) || changed.has(key)) return;
    const times = timesOf(of, series);
    if (times && touches(times)) found.set(key, { of, ...times, override: null });
  };
  for (const of of recurrence.additions) add(of);
  for (const of of ruleDates(series, from, until)) {
    add(of);
    // Past these, later dates of the rule could only come after those that are asked for.
    if (found.size >= most + recurrence.additions.length) break;
  }
  return [...found.values(), ...moved]
    .toSorted((a, b) => instantOf(a.start, series) - instantOf(b.start, series))
    .slice(0, most);
}

/** When the date that the rule has then is: as in the series, or as was said from an earlier date on; null where it is off. */
export function timesOf(of: string, series: Series): { start: string; end: string } | null {
  const change = series.recurrence.following?.findLast((one) => keyOf(one.of) <= keyOf(of));
  if (!change) return { start: of, end: endOf(of, series) };
  if (change.cancelled) return null;
  const start = shifted(of, change, series);
  return { start, end: endOf(start, { ...series, start: change.start, end: change.end }) };
}

/** As far from its date by the rule, on the clocks of the zone, as where the change was made. */
function shifted(of: string, change: CalendarOverride, series: Series): string {
  if (series.allDay) return endOf(of, { ...series, start: change.of, end: change.start });
  const zone = zoneOf(series);
  const wall = (date: string) => timeFrom(date, zone).toPlainDateTime();
  const shift = wall(change.of).until(wall(change.start), { largestUnit: 'days' });
  return timeText(wall(of).add(shift).toZonedDateTime(zone));
}

/** Whether the series has this date: given by the rule or listed, and not dropped. */
export function hasDate({ recurrence, ...event }: Series, of: string): boolean {
  const key = keyOf(of);
  if (recurrence.exceptions.some((date) => keyOf(date) === key)) return false;
  if (recurrence.additions.some((date) => keyOf(date) === key)) return true;
  if (recurrence.overrides.some((override) => keyOf(override.of) === key)) return true;
  const { rule } = recurrence;
  return rule !== null && new RuleDates(rule, event).between(key, key).length > 0;
}

/** The first dates that a rule gives, exceptions and all. */
export const firstDates = (rule: string, event: RuleEvent, most: number): string[] =>
  new RuleDates(rule, event).takeWhile((_, index) => index < most).map((date) => dateText(date, event));

/** How many dates the rule gives before one of them. */
export const datesBefore = (rule: string, event: RuleEvent, of: string): number =>
  new RuleDates(rule, event).takeWhile(({ epochMilliseconds }) => epochMilliseconds < keyOf(of)).length;

/** The first date of the rule that is not before this one, or null. */
export function nextDate(rule: string, event: RuleEvent, of: string): string | null {
  const date = new RuleDates(rule, event).next(keyOf(of));
  return date && dateText(date, event);
}

/** The end of the date that starts then: as long after it as in the series, on the clocks of its zone. */
export function endOf(start: string, series: Pick<Series, 'start' | 'end' | 'allDay' | 'timeZone'>): string {
  if (series.allDay) {
    const days = Temporal.PlainDate.from(series.start).until(series.end).days;
    return Temporal.PlainDate.from(start).add({ days }).toString();
  }
  const zone = zoneOf(series);
  const [first, firstEnd] = [timeFrom(series.start, zone), timeFrom(series.end, zone)];
  const length = first.toPlainDateTime().until(firstEnd.toPlainDateTime(), { largestUnit: 'days' });
  const from = timeFrom(start, zone);
  // Within the hour that comes twice in autumn the clocks may go back between start and end.
  if (length.sign < 0) return timeText(from.add(first.until(firstEnd)));
  return timeText(from.toPlainDateTime().add(length).toZonedDateTime(zone));
}

/** Dates are the same where they are the same instant, or the same day. */
export const keyOf = (date: string): number => Date.parse(date);

const dateText = (date: Temporal.ZonedDateTime, { allDay }: { allDay: boolean }): string =>
  allDay ? date.toPlainDate().toString() : timeText(date);

/** All-day dates begin at midnight on the clocks that count for the series. */
function instantOf(date: string, series: Series): number {
  if (date.length > 10) return keyOf(date);
  return Temporal.PlainDate.from(date).toZonedDateTime(zoneOf(series)).epochMilliseconds;
}

const day = 86_400_000;

/** How far from its date by the rule one may begin or end that was changed with all following ones. */
const farthest = ({ following = [] }: CalendarRecurrence): number =>
  Math.max(0, ...following.flatMap(({ of, start, end }) => [start, end].map((at) => Math.abs(keyOf(at) - keyOf(of)))));

/** Starts by the rule that may touch the time: of endless rules a year at once, so that a caller can stop. */
function* ruleDates(series: Series, from: Date, until: Date): Generator<string> {
  const { rule } = series.recurrence;
  if (rule === null) return;
  const dates = new RuleDates(rule, series);
  const margin = 2 * day + farthest(series.recurrence);
  const length = keyOf(series.end) - keyOf(series.start);
  const first = Math.max(from.getTime() - length - margin, keyOf(series.start));
  const last = until.getTime() + margin;
  const step = /(^|;)(COUNT|UNTIL)=/.test(rule) ? last - first : 366 * day;
  for (let begin = first; begin < last; begin += step + 1) {
    for (const date of dates.between(begin, Math.min(begin + step, last))) yield dateText(date, series);
  }
}
