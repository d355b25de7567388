import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCalendar } from '../../../server/src/features/events/calendar/read-calendar.ts';
import { feedWords } from '../../../server/src/features/events/feeds/feed-words.ts';
import { locales } from '../../../server/src/platform/locales.ts';
import { hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import type { Person, Town } from '../../testkit/town.ts';

/** What feeds say of when and where: what goes on is still there, hours are the town's, online is no place in it. */
let town: Town;
let association: string;
let giulia: Person;
let begun: Date;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  begun = town.now;
});
afterAll(() => town.close());

const feeds = ['/calendar.ics', '/events/feed.xml', '/events/feed.json', '/embed/events'];
const at = async (path: string) => (await town.app.http.inject({ url: path })).body.replaceAll(/\r\n[ \t]/g, '');

test('what lasts several days stays in every feed until it is over', async () => {
  await publishEvent(town, giulia, association, {
    input: { title: 'Settimana della lettura' },
    times: { startsAt: hourIn(town, 2, '10:00'), endsAt: hourIn(town, 30, '20:00') },
  });
  const listed = async () => {
    const found: string[] = [];
    for (const path of feeds) if ((await at(path)).includes('Settimana della lettura')) found.push(path);
    return found;
  };
  const on = async (days: number) => {
    town.now = new Date(begun.getTime() + days * 86_400_000);
    return listed();
  };
  expect(await on(0)).toEqual(feeds);
  expect(await on(20)).toEqual(feeds);
  // Readers and other sites show what is to come; a calendar keeps a month of what was, however long before it began.
  expect(await on(31)).toEqual(['/calendar.ics']);
  expect(await on(55)).toEqual(['/calendar.ics']);
  expect(await on(62)).toEqual([]);
  town.now = begun;
});

test('hours are those on the clocks of the town, from 0 to 23, in every language', async () => {
  const dateId = await publishEvent(town, giulia, association, {
    input: { title: 'Chiamata oltremare' },
    times: { startsAt: hourIn(town, 4, '18:05'), endsAt: hourIn(town, 4, '21:10'), timeZone: 'America/New_York' },
  });
  for (const locale of locales) {
    for (const path of feeds.slice(1)) {
      const body = await at(`${path}?lang=${locale}`);
      const said = body.slice(body.indexOf(dateId)).slice(0, 1500);
      expect(said, `${path} ${locale}`).toMatch(/18[:.h]05[^]*21[:.h]10/);
      expect(said, `${path} ${locale}`).not.toMatch(/[aApP]\.?[mM]\.?\b|م\b|12[:.]05/);
    }
  }
  const events = readCalendar(Buffer.from(await at(`/events/${dateId}/event.ics`))).events;
  expect(new Date(events[0]?.start ?? '').toISOString()).toBe(hourIn(town, 4, '18:05'));
});

test('what is online and nowhere else names no zone, and never the address of the meeting', async () => {
  const only = await publishEvent(town, giulia, association, {
    input: { title: 'Sportello a distanza', venue: null, address: null, onlineUrl: 'https://meet.example/segreto' },
  });
  const both = await publishEvent(town, giulia, association, {
    input: { title: 'Assemblea mista', onlineUrl: 'https://meet.example/segreto' },
  });
  const zone = town.zones[0]?.name ?? '';
  const placeOf = async (id: string) =>
    readCalendar(Buffer.from(await at(`/events/${id}/event.ics?lang=en`))).events[0]?.location;
  expect(await placeOf(only)).toBe(feedWords.en.online);
  expect(await placeOf(both)).toContain(zone);
  for (const path of feeds) expect(await at(`${path}?lang=en`), path).not.toContain('meet.example');
  for (const path of feeds.slice(1)) {
    const parts = (await at(`${path}?lang=en`)).split(/<item>|<li>|^ {8}\{/m);
    const said = parts.find((part) => part.includes('Sportello a distanza'));
    expect(said, path).toContain(feedWords.en.online);
    expect(said, path).not.toContain(zone);
  }
});
