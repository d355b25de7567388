import { Temporal } from 'temporal-polyfill';
import type { CalendarOverride, Series } from './calendar.ts';
import { datesBefore, endOf, hasDate, keyOf, nextDate } from './recurrence.ts';
import { readRule, RecurrenceError, ruleText, utcText } from './rule.ts';
import { timeFrom, timeText, zoneOf } from './times.ts';

/** "This one": the series without one of its dates. Throws not_a_date. */
export function dropDate(series: Series, of: string): Series {
  if (!hasDate(series, of)) throw new RecurrenceError('not_a_date');
  const others = (date: string) => keyOf(date) !== keyOf(of);
  const { rule, exceptions, additions, overrides } = series.recurrence;
  return {
    ...series,
    recurrence: {
      rule,
      exceptions: [...exceptions, of],
      additions: additions.filter(others),
      overrides: overrides.filter((override) => others(override.of)),
    },
  };
}

/** "This one": the series with one of its dates changed. It keeps the name it has by the rule. Throws not_a_date. */
export function changeDate(series: Series, change: CalendarOverride): Series {
  if (!hasDate(series, change.of)) throw new RecurrenceError('not_a_date');
  const overrides = series.recurrence.overrides.filter(({ of }) => keyOf(of) !== keyOf(change.of));
  return { ...series, recurrence: { ...series.recurrence, overrides: [...overrides, change] } };
}

/**
 * "This and following": the series until a date, and a series from that date on, whose dates together are those of the
 * whole; where the clocks left out the hour of `at`, those after it have its hour. `before` is null where it is the first
 * date. Throws not_a_date.
 */
export function splitSeries(series: Series, at: string): { before: Series | null; after: Series } {
  if (!hasDate(series, at)) throw new RecurrenceError('not_a_date');
  const { recurrence } = series;
  const isEarlier = (date: string) => keyOf(date) < keyOf(at);
  const side = (wanted: boolean) => ({
    exceptions: recurrence.exceptions.filter((date) => isEarlier(date) === wanted),
    additions: recurrence.additions.filter((date) => isEarlier(date) === wanted),
    overrides: recurrence.overrides.filter(({ of }) => isEarlier(of) === wanted),
  });
  const earlier = recurrence.rule === null ? 0 : datesBefore(recurrence.rule, series, at);
  if (earlier === 0 && !recurrence.additions.some(isEarlier)) return { before: null, after: series };
  const start = recurrence.rule === null ? null : nextDate(recurrence.rule, series, at);
  const begin = start ?? at;
  return {
    before: {
      ...series,
      recurrence: { rule: earlier > 0 ? ruleUntil(series, at, earlier) : null, ...side(true) },
    },
    after: {
      ...series,
      start: begin,
      end: endOf(begin, series),
      recurrence: { rule: start === null ? null : ruleWithout(series, earlier), ...side(false) },
    },
  };
}

/**
 * "All": the series at another time of the day ("19:30"), lasting so many minutes. Changed dates that were moved stay
 * where they are. Throws recurrence_not_understood for all-day series and rules that name hours themselves.
 */
export function retimeSeries(series: Series, time: string, minutes: number): Series {
  const { rule: text, exceptions, additions, overrides } = series.recurrence;
  const rule = text === null ? null : readRule(text).rule;
  if (series.allDay || ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((part) => rule?.has(part))) {
    throw new RecurrenceError('recurrence_not_understood');
  }
  const zone = zoneOf(series);
  const plainTime = Temporal.PlainTime.from(time);
  const shifted = (date: string) =>
    timeText(timeFrom(date, zone).toPlainDate().toZonedDateTime({ timeZone: zone, plainTime }));
  const until = rule?.get('UNTIL');
  if (rule && until) {
    // Its last date is on that day at the latest, whatever the time.
    const last = Temporal.Instant.from(isoOf(until)).toZonedDateTimeISO(zone);
    const atOldTime = last.withPlainTime(timeFrom(series.start, zone).toPlainTime());
    const isReached = Temporal.ZonedDateTime.compare(atOldTime, last) <= 0;
    rule.set('UNTIL', utcText(last.subtract({ days: isReached ? 0 : 1 }).withPlainTime(plainTime)));
  }
  const start = shifted(series.start);
  const end = timeText(timeFrom(start, zone).add({ minutes }));
  const retimed = { ...series, start, end };
  return {
    ...retimed,
    recurrence: {
      rule: rule && ruleText(rule),
      exceptions: exceptions.map(shifted),
      additions: additions.map(shifted),
      overrides: overrides.map((override) => {
        const of = shifted(override.of);
        const isMoved = keyOf(override.start) !== keyOf(override.of);
        return { ...override, of, ...(isMoved ? {} : { start: of, end: endOf(of, retimed) }) };
      }),
    },
  };
}

const isoOf = (utc: string) => utc.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');

function ruleUntil({ recurrence, allDay, ...event }: Series, at: string, earlier: number): string {
  const { rule } = readRule(recurrence.rule ?? '');
  if (rule.has('COUNT')) return ruleText(rule.set('COUNT', String(earlier)));
  const end = allDay
    ? Temporal.PlainDate.from(at).subtract({ days: 1 }).toString().replaceAll('-', '')
    : utcText(timeFrom(at, zoneOf(event)).subtract({ seconds: 1 }));
  return ruleText(rule.set('UNTIL', end));
}

function ruleWithout({ recurrence }: Series, earlier: number): string {
  const { rule } = readRule(recurrence.rule ?? '');
  const count = rule.get('COUNT');
  return ruleText(count ? rule.set('COUNT', String(Number(count) - earlier)) : rule);
}
