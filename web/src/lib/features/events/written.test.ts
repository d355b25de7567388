import { expect, test } from 'vitest';
import type { EventDateQuery } from '#schema';
import { differing, writtenLike, writtenOf } from './written.ts';

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
