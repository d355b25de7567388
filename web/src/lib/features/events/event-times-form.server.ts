import type { EventTimesInput } from '#schema';
import type { FieldError, RefusedForm } from '#lib/graphql/errors.ts';
import { text } from '#lib/graphql/form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { dayAfter, isDay, townTimeZone } from '#lib/i18n/dates.ts';
import { fieldsOfMoment } from './times.ts';
import { isUntouched, type Recurring, recurringOf, rhythms, ruleOf } from './recurring.ts';
import { isTimeZone, townInstant } from './town-time.server.ts';

interface ReadTimes {
  times: EventTimesInput | null;
  errors: RefusedForm['errors'];
}

/** When an event is and how it recurs, as the form says it; all that makes no sense stands beside its field. */
export function readTimes(data: FormData): ReadTimes {
  const problems = problemsIn(data);
  if (Object.keys(problems).length > 0) return refused(problems);
  const timeZone = zoneIn(data);
  const allDay = isAllDay(data);
  const instant = (day: string, hour: string) => townInstant(day, hour, timeZone);
  const date = text(data, 'date');
  const endDate = text(data, 'endDate') || date;
  if (allDay) {
    const [startsAt, endsAt] = [instant(date, '00:00'), instant(dayAfterDay(endDate), '00:00')];
    if (!startsAt || !endsAt) return refused({ date: invalid });
    return { times: { startsAt, endsAt, allDay, timeZone, rule: readRule(data, date) }, errors: {} };
  }
  const [time, endTime] = [text(data, 'time'), text(data, 'endTime')];
  const startsAt = instant(date, time);
  if (!startsAt) return refused({ date: invalid });
  // A feast that goes on into the small hours ends the night after.
  const pastMidnight = !text(data, 'endDate') && endTime <= time && endTime < '06:00';
  const lastDay = pastMidnight ? dayAfterDay(date) : endDate;
  const endsAt = instant(lastDay, endTime);
  if (!endsAt) return refused({ [text(data, 'endDate') ? 'endDate' : 'date']: invalid });
  const read = fieldsOfMoment(startsAt, timeZone).time;
  if (endsAt <= startsAt && read !== time.slice(0, 5))
    return refused({ time: { code: 'HOUR_LEFT_OUT', params: { time: read } } });
  return { times: { startsAt, endsAt, allDay, timeZone, rule: readRule(data, date) }, errors: {} };
}

/** What can be seen of each field alone. */
function problemsIn(data: FormData): RefusedForm['errors'] {
  const each = (names: string[], problem: FieldError) => Object.fromEntries(names.map((name) => [name, problem]));
  const isHour = (hour: string) => townInstant('2026-01-01', hour, townTimeZone) !== null;
  return {
    ...each(isTimeZone(zoneIn(data)) ? [] : ['timeZone'], invalid),
    ...each(text(data, 'date') ? [] : ['date'], missing),
    ...each(
      ['time', 'endTime'].filter((name) => !isAllDay(data) && !isHour(text(data, name))),
      missing,
    ),
    ...each(
      ['date', 'endDate'].filter((name) => text(data, name) && !isDay(text(data, name))),
      invalid,
    ),
    ...problemsOfEnd(recurringIn(data), zoneBefore(data)),
  };
}

const zoneIn = (data: FormData): string => text(data, 'timeZone') || townTimeZone;
const isAllDay = (data: FormData): boolean => text(data, 'allDay') === 'yes';

/** The field that says when a rule ends: where what is wrong with it is to be read. */
export const endFieldOf = (rule: string | null | undefined): 'count' | 'until' =>
  rule && /(^|;)UNTIL=/.test(rule) && !/(^|;)COUNT=/.test(rule) ? 'until' : 'count';

const missing = { code: 'REQUIRED', params: {} };
const invalid = { code: 'INVALID_INPUT', params: {} };
const refused = (errors: RefusedForm['errors']): ReadTimes => ({ times: null, errors });

const zoneBefore = (data: FormData): string => text(data, 'zoneBefore') || townTimeZone;

function recurringIn(data: FormData): Recurring {
  const count = text(data, 'count');
  return {
    rhythm: oneOfThese(rhythms, text(data, 'rhythm')) ?? 'NONE',
    count: count ? Number(count) : null,
    until: text(data, 'until'),
    rule: text(data, 'rule'),
  };
}

/** Numbers and days that no series ends with, where they were typed. */
function problemsOfEnd({ rhythm, count, until, rule }: Recurring, timeZone: string): RefusedForm['errors'] {
  if (rhythm === 'NONE') return {};
  const before = recurringOf(rule, timeZone);
  const wrongCount = count !== null && count !== before.count && !(Number.isInteger(count) && count >= 2);
  return {
    ...(wrongCount ? { count: { code: 'OUT_OF_RANGE', params: { min: 2, max: 400 } } } : {}),
    ...(until && !isDay(until) ? { until: invalid } : {}),
  };
}

function readRule(data: FormData, day: string): string | null {
  const recurring = recurringIn(data);
  const before = { day: text(data, 'dayBefore'), timeZone: zoneBefore(data) };
  // One date alone may go to any day.
  if (text(data, 'scope') === 'ONE' && isUntouched(recurring, before.timeZone)) return recurring.rule || null;
  return ruleOf(recurring, day, before);
}

/** The day after one such as 2026-11-30; nothing where it is none. */
const dayAfterDay = (day: string): string => (isDay(day) ? dayAfter(`${day}T12:00:00Z`, 1) : '');
