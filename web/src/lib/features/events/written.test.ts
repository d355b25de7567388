import { expect, test } from 'vitest';
import { differing, writtenOf } from './written.ts';

test('every field that holds something else than what stands is shown, and no other', () => {
  const stands = writtenOf(undefined, undefined);
  const typed = {
    ...stands,
    description: 'Una riga\r\nun’altra',
    time: '19:00',
    venue: 'Teatro',
    topics: 'FOOD',
    rule: 'x',
  };
  const now = { ...stands, description: 'Una riga\nun’altra', topics: ['FOOD', 'SPORT'] };
  expect(differing(typed, now).map(({ name, mine, theirs }) => [name, mine, theirs])).toEqual([
    ['time', ['19:00'], ['18:00']],
    ['venue', ['Teatro'], []],
    ['topics', ['FOOD'], ['FOOD', 'SPORT']],
  ]);
  expect(differing({ speaks: ['ar', 'it'] }, { speaks: ['it', 'ar'] })).toEqual([]);
});
