import { Temporal } from 'temporal-polyfill';

/** The town's time zone; instants are stored in UTC and days are counted here. */
export const townTimeZone = 'Europe/Rome';

/** The calendar day in the town at an instant. */
export const townDay = (instant: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(townTimeZone).toPlainDate();

/** The instant of a wall-clock hour (0 to 24) on a day in the town, right across daylight-saving changes. */
export function atTownHour(day: Temporal.PlainDate, hour: number): Date {
  const [date, time] = hour === 24 ? [day.add({ days: 1 }), 0] : [day, hour];
  const zoned = date.toZonedDateTime({ timeZone: townTimeZone, plainTime: { hour: time } });
  return new Date(zoned.epochMilliseconds);
}

/** Minutes since midnight on the clocks of the town, 0 to 1439. */
export function townMinutes(instant: Date): number {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(townTimeZone);
  return hour * 60 + minute;
}

/**
 * The instant of a wall-clock time, "09:30", on a day in the town. An hour that the clocks skip in spring counts from where
 * they go on; one that comes twice in autumn is the first.
 */
export function atTownTime(day: Temporal.PlainDate, time: string): Date {
  const zoned = day.toZonedDateTime({ timeZone: townTimeZone, plainTime: Temporal.PlainTime.from(time) });
  return new Date(zoned.epochMilliseconds);
}

/** The day whose appointments people are reminded of at this instant: tomorrow, once it is five in the afternoon in the town. */
export function dayToAnnounce(now: Date): { from: Date; until: Date; since: Date } | null {
  const today = townDay(now);
  const since = atTownTime(today, '17:00');
  if (now < since) return null;
  const midnight = (days: number) => atTownTime(today.add({ days }), '00:00');
  return { from: midnight(1), until: midnight(2), since };
}
