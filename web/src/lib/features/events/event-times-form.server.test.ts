import { expect, test } from 'vitest';
import { endFieldOf, readTimes } from './event-times-form.server.ts';

const errorsOf = (typed: Record<string, string>) => {
  const data = new FormData();
  const fields = { date: '2026-11-30', time: '18:00', endTime: '20:00', rhythm: 'WEEKLY', count: '4', ...typed };
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const { errors } = readTimes(data);
  return Object.entries(errors).map(([name, { code }]) => [name, code]);
};

test('a day that is none is wrong at the day, not at the hour', () => {
  expect(errorsOf({})).toEqual([]);
  expect(errorsOf({ date: '20266-11-30' })).toEqual([['date', 'INVALID_INPUT']]);
  expect(errorsOf({ endDate: '20266-11-30' })).toEqual([['endDate', 'INVALID_INPUT']]);
  expect(errorsOf({ until: '20266-11-30' })).toEqual([['until', 'INVALID_INPUT']]);
  expect(errorsOf({ date: '' })).toEqual([['date', 'REQUIRED']]);
  expect(errorsOf({ time: '' })).toEqual([['time', 'REQUIRED']]);
});

test('all that is wrong is said at once', () => {
  const wrong = { time: '', endTime: '', endDate: '20266-11-30', count: '1', timeZone: 'Luna/Mare' };
  expect(errorsOf(wrong).toSorted()).toEqual([
    ['count', 'OUT_OF_RANGE'],
    ['endDate', 'INVALID_INPUT'],
    ['endTime', 'REQUIRED'],
    ['time', 'REQUIRED'],
    ['timeZone', 'INVALID_INPUT'],
  ]);
  expect(errorsOf({ time: '', endTime: '', allDay: 'yes' })).toEqual([]);
  expect(errorsOf({ date: '', allDay: 'yes', count: '1' })).toEqual([
    ['date', 'REQUIRED'],
    ['count', 'OUT_OF_RANGE'],
  ]);
});

test('a number of times that no series has is refused, where something recurs', () => {
  for (const count of ['-3', '0', '1', '2.5', 'tre'])
    expect(errorsOf({ count }), count).toEqual([['count', 'OUT_OF_RANGE']]);
  expect(errorsOf({ count: '-3', rhythm: 'NONE' })).toEqual([]);
  expect(errorsOf({ count: '1', rhythm: 'OTHER', rule: 'FREQ=WEEKLY;COUNT=1' })).toEqual([]);
});

test('an hour that the clocks leave out is said to be one, where the end comes before it', () => {
  const night = { date: '2027-03-28', time: '02:30', rhythm: 'NONE' };
  expect(errorsOf({ ...night, endTime: '03:30' })).toEqual([['time', 'HOUR_LEFT_OUT']]);
  expect(errorsOf({ ...night, endTime: '04:30' })).toEqual([]);
  expect(errorsOf({ ...night, date: '2027-03-27', endTime: '03:30' })).toEqual([]);
});

test('what is wrong with the end of a rule stands where the end was typed', () => {
  expect(endFieldOf('FREQ=WEEKLY;UNTIL=20261221')).toBe('until');
  expect(endFieldOf('FREQ=WEEKLY;COUNT=4')).toBe('count');
  expect(endFieldOf('FREQ=WEEKLY;COUNT=4;UNTIL=20261221')).toBe('count');
  expect(endFieldOf(null)).toBe('count');
});
