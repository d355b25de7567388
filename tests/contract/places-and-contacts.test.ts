import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema } from '../../server/src/schema.ts';
import { openWithShift, signUp } from '../testkit/actions.ts';
import { readAll } from '../testkit/everything.ts';
import { accept, ask, offer, offerRegularly } from '../testkit/help.ts';
import { projectFile } from '../testkit/project.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

/*
 * No exact place and no contact of a person gets out without that person's act: not by a query, a page, a feed or a message.
 */
const schema = await buildApiSchema();
const amina = {
  email: 'nascosta@people.example',
  phone: '+393331112223',
  sharedPhone: '+393339998877',
  sharedAddress: 'Via-Nascosta-7',
};
const meetingPoint = 'Cancello-Nascosto-3';
const secrets = [...Object.values(amina), meetingPoint, ...Object.values(amina).map((word) => word.replace('+39', ''))];
/** So many pages are walked through for each reader at most; the site has fewer. */
const mostPages = 250;

let town: Town;
let address: string;
let mother: Person;
let helper: Person;
let ids: Record<string, string>;
let matchId: string;
const readerNames = [
  'a visitor',
  'a neighbour',
  'the other side before sharing anything',
  'an administrator',
  'a mediator',
] as const;
let readers: Record<(typeof readerNames)[number], Person>;

beforeAll(async () => {
  town = await createTown({ demo: true, outboxVisible: false }, { pages: projectFile('web/build/handler.js') });
  await town.app.http.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(town.app.http.server.address() as AddressInfo).port}`;
  mother = await town.member({ name: 'Amina', zoneId: town.zones[0]?.id, speaks: ['ar'] });
  helper = await town.member({ name: 'Rosa', zoneId: town.zones[1]?.id, speaks: ['ar', 'it'] });
  await town.pool.query(
    `update auth_user set email = $2, phone_number = $3, phone_number_verified = true where id = $1`,
    [mother.id, amina.email, amina.phone],
  );
  const open = await ask(town, mother, { details: 'Una mano con la spesa' });
  await offerRegularly(town, mother, { categories: ['COMPANY'] });
  const requestId = await ask(town, mother, { category: 'PAPERS' });
  const match = await offer(helper, requestId);
  ({ matchId } = match);
  await accept(mother, matchId);
  await share(mother, { phone: amina.sharedPhone, address: amina.sharedAddress });
  const { actionId, shiftId } = await openWithShift(town, {}, {}, { meetingPoint });
  await signUp(mother, shiftId);
  ids = { helpRequest: requestId, thread: match.threadId, member: mother.id, solidarityAction: actionId, open };
  readers = {
    'a visitor': town.visitor,
    'a neighbour': await town.member(),
    'the other side before sharing anything': helper,
    'an administrator': await town.member({ townRole: 'ADMINISTRATOR' }),
    'a mediator': await town.member({ in: { organisationId: await town.organisation(), role: 'MEDIATOR' } }),
  };
});
afterAll(() => town.close());

const share = (person: Person, contact: Record<string, string>) =>
  person.query(
    'mutation ($key: UUID!, $matchId: UUID!, $phone: String, $address: String) { shareContact(key: $key, matchId: $matchId, phone: $phone, address: $address) { id } }',
    { key: newKey(), matchId, ...contact },
  );
const secretsIn = (text: string) => secrets.filter((secret) => text.includes(secret));
const idsFor = (query: string) => ids[query] ?? mother.id;

/** Parts of pages, and calendars that go on from week to week without an end. */
const notWalked = /^\/_app|\.(js|css|svg|woff2|png|ico)$|^\/language|^\/events\/(week|month)\?/;

/** Every page and feed that can be reached from the first one by links, as this person sees them. */
async function walk(person: Person, from: string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined && seen.size < mostPages; path = waiting.shift()) {
    if (seen.has(path)) continue;
    const response = await fetch(new URL(path, address), { headers: person.headers, redirect: 'manual' });
    const text = await response.text();
    seen.set(path, `${text} ${response.headers.get('location') ?? ''}`);
    const links = [...text.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    for (const link of links) if (!notWalked.test(link)) waiting.push(link);
  }
  return seen;
}

describe('no exact place and no contact gets out', () => {
  test.each(readerNames)('by any query, for %s', async (name) => {
    const reader = readers[name];
    expect(secretsIn(await readAll(schema, reader, idsFor))).toEqual([]);
    expect(
      secretsIn(await readAll(schema, reader, (query) => (query === 'helpRequest' ? (ids.open ?? '') : idsFor(query)))),
      name,
    ).toEqual([]);
  });

  test('by any page or feed, whoever walks through the whole site', async () => {
    for (const [name, reader] of Object.entries(readers)) {
      const pages = await walk(reader, ['/', '/help/feed.xml', `/help/${ids.helpRequest}`, `/members/${mother.id}`]);
      expect(pages.size, name).toBeGreaterThan(15);
      expect(pages.size, `${name}: the walk must end by itself`).toBeLessThan(mostPages);
      for (const [path, text] of pages) expect(secretsIn(text), `${name} ${path}`).toEqual([]);
    }
  });

  test('by any message or notice', async () => {
    await town.app.deliver();
    const { rows } = await town.pool.query<{ said: string }>(
      `select coalesce(subject, '') || text as said from outbox_message
       union all select params::text || path from notification`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { said } of rows) expect(secretsIn(said)).toEqual([]);
  });

  test('though its owner finds it there, and the other side by the act that is kept, after sharing too', async () => {
    const own = await readAll(schema, mother, idsFor);
    expect(secretsIn(own)).toEqual(expect.arrayContaining([amina.email, amina.sharedPhone, amina.sharedAddress]));
    expect(secretsIn((await walk(mother, [`/help/${ids.helpRequest}`])).get(`/help/${ids.helpRequest}`) ?? '')).toEqual(
      expect.arrayContaining([amina.sharedAddress]),
    );
    await share(helper, { phone: '+390811234567' });
    expect(secretsIn(await readAll(schema, helper, idsFor)), 'reading alone still shows nothing').toEqual([]);
    const opened = await helper.query(
      'mutation ($key: UUID!, $matchId: UUID!) { openContact(key: $key, matchId: $matchId) { phone address } }',
      { key: newKey(), matchId },
    );
    expect(secretsIn(JSON.stringify(opened.data))).toEqual(
      expect.arrayContaining([amina.sharedPhone, amina.sharedAddress]),
    );
    const { rows } = await town.pool.query('select 1 from contact_access where owner_id = $1 and reader_id = $2', [
      mother.id,
      helper.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});
