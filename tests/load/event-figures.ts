import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { newId } from '../../server/src/platform/ids.ts';
import { type Figure, median, type Target } from './measure.ts';

const dates = 2_000;
const answers = 15;

export const eventList = JSON.stringify({
  query: `{ events(first: 20) { nodes { id startsAt endsAt state placesLeft waiting interpreted childCare event { id title { words language } venue allDay speaks access zone { id name } organisation { id name } } } pageInfo { hasNextPage endCursor } } }`,
});

/** 2,000 published dates of 200 events to come, of two organisations, in the zones there are. */
export async function fillWithEvents(pool: pg.Pool): Promise<void> {
  const organisations = [newId(), newId()];
  await pool.query(
    `insert into organisation (id, name, kind, language, created_at)
     select id, 'Casa di quartiere ' || n, 'ASSOCIATION', 'it', now() from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [organisations],
  );
  const events = Array.from({ length: dates / 10 }, newId);
  await pool.query(
    `insert into event (id, series_id, state, title, description, language, organisation_id, zone_id, venue, address, time_zone,
        topics, speaks, access, cost, registration, created_at, published_at)
     select id, id, 'PUBLISHED', 'Caffè delle lingue ' || n,
        'Si parla, si ride, si impara insieme; chi viene porta qualcosa da mangiare, se può.' || chr(10) || 'Entrata **libera**, anche per i bambini.',
        'it', ($2::uuid[])[1 + n % 2], (select id from zone order by id offset n % (select count(*) from zone) limit 1),
        'Biblioteca comunale', 'Via Roma ' || n, 'Europe/Rome', '{LANGUAGE}', '{it,ar}', '{STEP_FREE}', 'FREE', 'NONE', now(), now()
      from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [events, organisations],
  );
  await pool.query(
    `insert into event_date (id, event_id, starts_at, ends_at, planned_at)
     select gen_random_uuid(), e.id, s, s + interval '2 hours', s
       from event e, generate_series(0, 9) as week,
        lateral (select date_trunc('hour', now()) + week * interval '7 days' + (1 + abs(hashtext(e.id::text)) % 160) * interval '1 hour' as s) as t`,
  );
  await pool.query('analyze');
}

/** Milliseconds until all of a calendar of 2,000 dates is there; the middle of several answers. */
export async function calendarTime(address: string): Promise<Figure> {
  const times: number[] = [];
  for (let i = 0; i < answers; i++) {
    const begun = performance.now();
    const text = await (await fetch(`${address}/calendar.ics`)).text();
    times.push(performance.now() - begun);
    const found = text.split('BEGIN:VEVENT').length - 1;
    if (found !== dates) throw new Error(`Not a calendar of ${dates} dates but of ${found}.`);
  }
  return { name: 'events.ics', value: median(times), unit: 'ms', goal: '<= 150' };
}

/** What a first visit to the list of events brings over the wire: page, styles, scripts and one font, compressed as served. */
export async function pageWeight(address: string): Promise<Figure> {
  const weights = new Map<string, number>();
  const page = await weigh(`${address}/events`);
  weights.set('page', page.bytes);
  const links = [...page.text.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, link = '']) => link);
  let font = '';
  for (const link of new Set(links)) {
    const { bytes, text } = await weigh(new URL(link, `${address}/events`).href);
    weights.set(link, bytes);
    font ||= /url\(([^)]*titillium[^)]*latin-400[^)]*\.woff2)\)/i.exec(text)?.[1] ?? '';
  }
  if (!font) throw new Error('No font of the page was found.');
  const first = links.find((link) => link.endsWith('.css')) ?? '';
  const fontUrl = new URL(font, new URL(first, `${address}/events`));
  weights.set('font', (await weigh(fontUrl.href)).bytes);
  const all = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { name: 'events.page.weight', value: all / 1000, unit: 'kB', goal: '<= 100' };
}

/** Bytes of a body as they travel. */
async function weigh(url: string): Promise<{ bytes: number; text: string }> {
  const asking = get(url, { headers: { 'accept-encoding': 'br, gzip' } });
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  const body = await buffer(answer);
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[answer.headers['content-encoding'] ?? ''];
  return { bytes: body.byteLength, text: (unpack?.(body) ?? body).toString() };
}

/** The rendered list as a visitor without any cookie gets it. */
export const eventsPage = (address: string): Target => ({ url: `${address}/events` });
