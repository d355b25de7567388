import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { timeText } from '../calendar/times.ts';
import { wallClock } from './wall-clock.ts';

test.each([
  'Europe/Rome',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  '+05:30',
  'UTC',
])('the clocks of %s read as the calendar says, every quarter of an hour around each change', (zone) => {
  for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 13 * 900_000) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    if (wallClock(instant, zone) !== timeText(zoned)) expect(wallClock(instant, zone)).toBe(timeText(zoned));
  }
  expect(wallClock(0, zone)).toBe(timeText(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)));
});
