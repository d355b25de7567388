import { Temporal } from 'temporal-polyfill';

const day = 86_400_000;
const mostKnown = 10_000;

/** Offsets from UTC in milliseconds, of days on which a zone has only one; null: the clocks change that day. */
const known = new Map<string, number | null>();

/**
 * An instant on the clocks of a zone, "2026-11-30T18:00:00+01:00". Long lists ask for the same days again and again, so the
 * offset of each day of a zone is looked up once.
 */
export function wallClock(instant: number, timeZone: string): string {
  const index = Math.floor(instant / day);
  const key = `${index} ${timeZone}`;
  let offset = known.get(key);
  if (offset === undefined) {
    const begin = offsetAt(index * day, timeZone);
    offset = begin === offsetAt((index + 1) * day, timeZone) ? begin : null;
    if (known.size >= mostKnown) known.clear();
    known.set(key, offset);
  }
  offset ??= offsetAt(instant, timeZone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const wall = new Date(instant + offset).toISOString().slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const offsetAt = (instant: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000;
