import { expect, test } from 'vitest';
import { jsonLd } from './json-ld.server.ts';

test('whole days are those of the place, the last one included', () => {
  const event = {
    title: { words: 'Mostra' },
    description: { words: 'Si guarda.', language: 'it' },
    zone: { name: 'Centro' },
    organisation: { id: 'o', name: 'Vicini' },
    timeZone: 'Europe/Rome',
    allDay: true,
    cost: 'FREE',
  };
  const date = { id: 'd', state: 'COMING', startsAt: '2026-12-04T23:00:00Z', endsAt: '2026-12-06T23:00:00Z', event };
  const said = JSON.parse(jsonLd(date as never, 'https://vicinia.example') ?? '') as Record<string, unknown>;
  expect([said.startDate, said.endDate]).toEqual(['2026-12-05', '2026-12-06']);
});
