import { Temporal } from 'temporal-polyfill';
import { townTimeZone } from '../../../platform/time.ts';
import { limits } from './limits.ts';

/** A date or a time as a property has it, before its zone is known. */
export interface WrittenTime {
  wall: Temporal.PlainDateTime;
  isDay: boolean;
  isUtc: boolean;
}

/** "20261130", "20261130T180000", "20261130T170000Z", also as ISO 8601 writes them. The text decides, not what VALUE says. */
export function readTime(value: string): WrittenTime | null {
  const found = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z)?)?$/i.exec(value.trim());
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as Six;
  if (year < limits.years[0] || year > limits.years[1] || hour > 24) return null;
  try {
    const wall = new Temporal.PlainDateTime(year, month, day, hour % 24, minute, Math.min(second, 59));
    // Some programs write midnight as the hour 24 of the day before.
    const isNextDay = hour === 24;
    return {
      wall: isNextDay ? wall.add({ days: 1 }) : wall,
      isDay: found[4] === undefined,
      isUtc: found[7] !== undefined,
    };
  } catch {
    return null;
  }
}

type Six = [number, number, number, number, number, number];

/** "PT1H30M", "P1W", also in orders that the standard does not have, such as "PT1W". Null where it is none. */
export function readDuration(value: string): Temporal.Duration | null {
  const found = /^([+-]?)P((?:T?\d{1,7}[WDHMS])+)$/i.exec(value.trim());
  if (!found) return null;
  const sum = { weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };
  const units = { W: 'weeks', D: 'days', H: 'hours', M: 'minutes', S: 'seconds' } as const;
  for (const [, amount, unit] of (found[2] ?? '').matchAll(/(\d+)([WDHMS])/gi)) {
    sum[units[(unit ?? '').toUpperCase() as keyof typeof units]] += Number(amount);
  }
  const duration = Temporal.Duration.from(sum);
  return found[1] === '-' ? duration.negated() : duration;
}

/** The zone whose clocks count: the event's own, or the town's. */
export const zoneOf = (series: { timeZone: string | null }): string => series.timeZone ?? townTimeZone;

/** "2026-11-30T18:00:00+01:00" */
export const timeText = (time: Temporal.ZonedDateTime): string =>
  time.toString({ timeZoneName: 'never', smallestUnit: 'second' });

/** Reads what `timeText` writes, on the clocks of a zone. */
export const timeFrom = (text: string, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(text).toZonedDateTimeISO(timeZone);
