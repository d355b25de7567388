import { expect, test } from 'vitest';
import { jsonLd } from './json-ld.server.ts';

const event = {
  title: { words: 'Mostra' },
  description: { words: 'Si guarda.', language: 'it' },
  zone: { name: 'Centro' },
  venue: 'Biblioteca' as string | null,
  online: false,
  onlineOnly: false,
  organisation: { id: 'o', name: 'Vicini' },
  timeZone: 'Europe/Rome',
  allDay: true,
  cost: 'FREE',
};
const date = { id: 'd', state: 'COMING', startsAt: '2026-12-04T23:00:00Z', endsAt: '2026-12-06T23:00:00Z' };
const said = (more: Partial<typeof event> = {}, onlineUrl: string | null = null) =>
  JSON.parse(
    jsonLd({ ...date, onlineUrl, event: { ...event, ...more } } as never, 'https://vicinia.example') ?? '',
  ) as Record<string, unknown>;

test('whole days are those of the place, the last one included', () => {
  const { startDate, endDate } = said();
  expect([startDate, endDate]).toEqual(['2026-12-05', '2026-12-06']);
});

test('a place, a page online, or both: as one can take part; never the address of the meeting', () => {
  const place = expect.objectContaining({ '@type': 'Place', name: 'Biblioteca' }) as unknown;
  const online = { '@type': 'VirtualLocation', url: 'https://vicinia.example/events/d' };
  const meeting = 'https://meet.example/secret';
  const mode = (name: string) => `https://schema.org/${name}EventAttendanceMode`;
  expect(said()).toMatchObject({ eventAttendanceMode: mode('Offline'), location: place });
  const mixed = said({ online: true }, meeting);
  expect(mixed).toMatchObject({ eventAttendanceMode: mode('Mixed'), location: [place, online] });
  const only = said({ online: true, onlineOnly: true, venue: null }, meeting);
  expect(only).toMatchObject({ eventAttendanceMode: mode('Online'), location: online });
  expect(JSON.stringify([mixed, only])).not.toContain(meeting);
});
