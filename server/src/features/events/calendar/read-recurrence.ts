import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, CalendarRecurrence, RemarkCode } from './calendar.ts';
import type { EventProperties } from './event-properties.ts';
import { limits } from './limits.ts';
import type { Property } from './property.ts';
import { checkAmount, readRule, RecurrenceError, type Rule, ruleText, withFittingEnd } from './rule.ts';
import { readTime, timeFrom, timeText, type WrittenTime, zoneOf } from './times.ts';
import type { Zones } from './zones.ts';

/** A date of a series as it is listed, before it is known what the dates of that series look like. */
export interface ListedDate {
  time: WrittenTime;
  tzid: string | undefined;
}

/** The recurrence of an event, null where it has none, or the reason why the event cannot be taken. */
export function readRecurrence(
  properties: EventProperties,
  event: CalendarEvent,
  zones: Zones,
  remarks: RemarkCode[],
): CalendarRecurrence | null | RemarkCode {
  const texts = [...new Set(properties.all('RRULE').map(({ values }) => values.join(',')))];
  const [excluded, added] = [properties.all('EXDATE'), properties.all('RDATE')];
  const count = [...excluded, ...added].reduce((sum, { values }) => sum + values.length, 0);
  if (count > limits.listedDates) return 'recurrence_too_many';
  if (texts.length > 1 || properties.first('EXRULE')) return 'recurrence_not_understood';
  if (texts.length === 0 && added.length === 0) return null;

  try {
    const rule = texts[0] === undefined ? null : usableRule(texts[0], event, zones, remarks);
    const dates = (list: Property[]) => {
      const listed = list.flatMap(listedDates);
      const written = list.reduce((sum, { values }) => sum + values.filter((value) => value.trim() !== '').length, 0);
      if (listed.length < written) remarks.push('date_not_understood');
      return [...new Set(listed.map((date) => dateOfSeries(date, event, zones, rule)))];
    };
    if (added.some(({ values }) => values.some((value) => value.includes('/')))) remarks.push('end_not_understood');
    const additions = dates(added);
    return {
      rule: rule && ruleText(rule),
      exceptions: dates(excluded),
      // Without a rule the start is the first of the listed dates.
      additions: rule ? additions : [...new Set([event.start, ...additions])],
      overrides: [],
    };
  } catch (error) {
    if (error instanceof RecurrenceError && error.code === 'recurrence_too_many') return 'recurrence_too_many';
    if (error instanceof RecurrenceError) return 'recurrence_not_understood';
    throw error;
  }
}

/** The dates that one property lists; of a period, its start. */
export function listedDates({ values, params }: Property): ListedDate[] {
  return values.flatMap((value) => {
    const time = readTime(value.split('/')[0] ?? '');
    return time ? [{ time, tzid: params.TZID }] : [];
  });
}

/**
 * A listed date in the form of the event's own dates. Programs list days for timed events, midnights for all-day ones,
 * and times of some other clock without saying which: a day is what they all agree on.
 */
export function dateOfSeries(
  { time, tzid }: ListedDate,
  event: Pick<CalendarEvent, 'start' | 'allDay' | 'timeZone'>,
  zones: Zones,
  rule: Rule | null,
): string {
  const { wall, isDay, isUtc } = time;
  if (event.allDay) {
    return (isUtc ? wall.toZonedDateTime('UTC').withTimeZone(zones.home) : wall).toPlainDate().toString();
  }
  const zone = zoneOf(event);
  const usual = timeFrom(event.start, zone).toPlainTime();
  const atUsualTime = () => timeText(wall.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: usual }));
  if (isDay) return atUsualTime();
  if (!isUtc && !tzid && !usual.equals(wall.toPlainTime()) && hasOneTimeADay(rule)) return atUsualTime();
  const own = isUtc || tzid ? zones.zoneOf(time, tzid).timeZone : null;
  return timeText(wall.toZonedDateTime(own ?? zone).withTimeZone(zone));
}

function hasOneTimeADay(rule: Rule | null): boolean {
  const daysCount = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule?.get('FREQ') ?? '');
  return daysCount && !['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((part) => rule?.has(part));
}

function usableRule(text: string, event: CalendarEvent, zones: Zones, remarks: RemarkCode[]): Rule {
  const { rule, cleaned } = readRule(text);
  if (cleaned) remarks.push('rule_cleaned');
  const start = Temporal.PlainDate.from(event.start.slice(0, 10));
  checkAmount(rule, start);
  const fitting = withFittingEnd(rule, event.allDay, event.allDay ? zones.home : zoneOf(event));
  const until = readTime(fitting.get('UNTIL') ?? '');
  const first = event.allDay ? start.toPlainDateTime() : timeFrom(event.start, 'UTC').toPlainDateTime();
  if (until && Temporal.PlainDateTime.compare(until.wall, first) < 0) remarks.push('no_dates_left');
  return fitting;
}
