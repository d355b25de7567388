import { expect, test } from 'vitest';
import type { EventDateQuery } from '#schema';
import { changedIn, differing, typedBeside, writtenLike, writtenOf } from './written.ts';

const stands = writtenOf(undefined, undefined);
const before = JSON.stringify({ ...stands, description: 'Una riga\nun’altra' });
const typed = {
  ...stands,
  before,
  version: '2',
  scope: 'ALL',
  description: 'Una riga\r\nun’altra',
  time: '19:00',
  venue: 'Teatro',
  topics: 'FOOD',
  rule: 'x',
};
const now = { ...stands, description: 'Altre parole', address: 'Via Roma 3', topics: ['FOOD', 'SPORT'] };

test('fields that two people changed to something else are shown, and none that only one of them did', () => {
  expect(differing(typed, now).map(({ name, mine, theirs }) => [name, mine, theirs])).toEqual([
    ['topics', ['FOOD'], ['FOOD', 'SPORT']],
  ]);
  expect(differing(typed, { ...now, topics: 'FOOD' })).toEqual([]);
  expect(differing({ speaks: ['ar', 'it'] }, { speaks: ['it', 'ar'] })).toEqual([]);
});

test('what somebody changed is told from what they only sent along', () => {
  expect(changedIn(typed).map(({ name, mine }) => [name, mine])).toEqual([
    ['time', ['19:00']],
    ['venue', ['Teatro']],
    ['topics', ['FOOD']],
  ]);
});

test('what somebody changed stays typed, and what they did not touch is as it stands', () => {
  const beside = typedBeside(typed, now);
  expect(beside).toMatchObject({ scope: 'ALL', time: '19:00', venue: 'Teatro', topics: 'FOOD' });
  expect(beside).toMatchObject({ description: 'Altre parole', address: 'Via Roma 3', rule: 'x' });
  expect(Object.keys(beside)).not.toContain('version');
  expect(typedBeside({ ...typed, before: '{' }, now)).toMatchObject({ description: typed.description });
});

test('a new event like another one has its words and hours, and neither its dates nor who declined to help', () => {
  const date = {
    startsAt: '2026-11-30T17:00:00Z',
    endsAt: '2026-12-01T19:00:00Z',
    event: {
      organisation: { id: 'own' },
      zone: { id: 'zone' },
      venue: 'Teatro',
      timeZone: 'Europe/Rome',
      allDay: false,
      rule: 'FREQ=WEEKLY;UNTIL=20261221T170000Z',
      namedCoOrganisers: [
        { state: 'ACCEPTED', organisation: { id: 'choir' } },
        { state: 'DECLINED', organisation: { id: 'club' } },
      ],
    },
  } as unknown as EventDateQuery['eventDate'];
  const source = { title: 'Caffè', description: 'Si parla.', costWords: null, onlineUrl: null };
  expect(writtenLike(date, source)).toMatchObject({
    title: 'Caffè',
    venue: 'Teatro',
    coOrganiserIds: ['choir'],
    date: '',
    time: '18:00',
    endTime: '20:00',
    endDate: '',
    rhythm: 'WEEKLY',
    until: '',
    dayBefore: '',
  });
});
