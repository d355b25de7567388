import { expect, test } from 'vitest';
import { fieldsOfMoment, lastDayOf } from './times.ts';
import { townInstant } from './town-time.server.ts';

test('a form takes and gives the clock of the town or of another time zone, summer and winter', () => {
  for (const timeZone of ['Europe/Rome', 'America/New_York', 'Asia/Kolkata'])
    for (const moment of ['2026-11-30T17:00:00.000Z', '2026-07-01T03:30:00.000Z']) {
      const { date, time } = fieldsOfMoment(moment, timeZone);
      expect(townInstant(date, time, timeZone), timeZone).toBe(moment);
    }
  expect(fieldsOfMoment('2026-11-30T23:30:00Z')).toEqual({ date: '2026-12-01', time: '00:30' });
  expect(fieldsOfMoment('2026-11-30T23:30:00Z', 'America/New_York')).toEqual({ date: '2026-11-30', time: '18:30' });
  expect(lastDayOf('2026-12-01T05:00:00Z', 'America/New_York')).toBe('2026-11-30');
  expect(townInstant('2026-11-30', '18:00', 'Nowhere/None')).toBeNull();
});
