import { expect, test } from 'vitest';
import { timeZones } from './time-zones.ts';
import { isTimeZone } from './town-time.server.ts';

test('every zone that can be chosen is one, and the one that there is can be kept', () => {
  const zones = timeZones('Europe/Rome');
  expect(zones.length).toBeGreaterThan(400);
  expect(zones.filter(({ value }) => !isTimeZone(value))).toEqual([]);
  expect(zones).toContainEqual({ value: 'Europe/Kyiv', label: 'Kyiv', group: 'Europe' });
  expect(zones).toContainEqual({ value: 'America/Argentina/Salta', label: 'Argentina, Salta', group: 'America' });
  expect(timeZones('+05:30')[0]).toEqual({ value: '+05:30', label: '+05:30', group: '' });
  expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
});
