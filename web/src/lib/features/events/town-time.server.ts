import { townTimeZone } from '#lib/i18n/dates.ts';

/**
 * The instant of a wall-clock time, "2026-11-30" and "18:00", in the town or another time zone; null where it is none. A time
 * that comes twice is the first one, and one that the clocks leave out is read as they stood before (RFC 5545 3.3.5).
 */
export function townInstant(date: string, time: string, timeZone = townTimeZone): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return null;
  const asUtc = new Date(`${date}T${time.slice(0, 5)}:00Z`);
  const clock = clockOf(timeZone);
  if (Number.isNaN(asUtc.getTime()) || !clock) return null;
  const offsets = [-day, day].map((away) => offsetAt(new Date(asUtc.getTime() + away), clock));
  const guesses = offsets.map((offset) => ({ offset, instant: new Date(asUtc.getTime() - offset) }));
  const meant = guesses.find(({ offset, instant }) => offsetAt(instant, clock) === offset) ?? guesses[0];
  return meant?.instant.toISOString() ?? null;
}

/** Whether there is such a time zone. */
export const isTimeZone = (timeZone: string): boolean => clockOf(timeZone) !== null;

const day = 86_400_000;

/** How far clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Date, clock: Intl.DateTimeFormat): number {
  const shown = clock.format(instant).replace(' ', 'T');
  return new Date(`${shown}Z`).getTime() - Math.floor(instant.getTime() / 1000) * 1000;
}

/** Null for a time zone that does not exist. */
function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  } catch {
    return null;
  }
}
