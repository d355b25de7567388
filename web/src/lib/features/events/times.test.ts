import { expect, test } from 'vitest';
import { addCatalogue, translator } from '#lib/i18n/translate.ts';
import en from './messages/en.json' with { type: 'json' };
import { fieldsOfMoment, lastDayOf, spanWords } from './times.ts';
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

test.each([
  ['Europe/Rome', '2027-03-28', '02:30', '2027-03-28T01:30:00.000Z'],
  ['Europe/Rome', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:30:00.000Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
])('in %s on %s at %s, when the clocks change, the time is what calendars take it for', (zone, date, time, instant) => {
  expect(townInstant(date, time, zone)).toBe(instant);
});

test('hours are said on the clocks of the town or of another zone, whole days on those of the place', () => {
  addCatalogue('en', en);
  const reader = { locale: 'en' as const, t: translator('en') };
  const now = new Date('2026-11-01T12:00:00Z');
  const evening = { startsAt: '2026-11-30T23:00:00Z', endsAt: '2026-12-01T01:00:00Z' };
  const there = { timeZone: 'America/New_York' };
  expect(spanWords(evening, reader, now)).toMatch(/^Tuesday, December 1, 00:00\S+02:00$/);
  expect(spanWords({ ...evening, ...there }, reader, now)).toMatch(/^Monday, November 30, 18:00\S+20:00$/);
  const day = { startsAt: '2026-11-30T05:00:00Z', endsAt: '2026-12-01T05:00:00Z', allDay: true };
  expect(spanWords({ ...day, ...there }, reader, now)).toMatch(/^Monday, November 30$/);
});
