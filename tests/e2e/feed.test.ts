import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishEvent } from '../testkit/events.ts';
import { ask } from '../testkit/help.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('a feed reader follows what somebody looked for: in their language, without names, and not again while nothing changes', async () => {
  const { town } = site;
  const amina = await town.member({ name: 'Amina-nome', locale: 'ar' });
  await ask(town, amina, { category: 'PAPERS', details: 'Una lettera <b>& un modulo</b> ]]>\u0001' });
  await ask(town, amina, { category: 'FOOD', details: 'Un pasto caldo' });
  const page = await site.windowOf(town.visitor, { locale: 'fr' });
  await page.goto('/help?category=PAPERS&search=modulo');
  const address = await page.locator('link[type="application/rss+xml"]').getAttribute('href');
  const read = (headers: Record<string, string> = {}) => fetch(new URL(address ?? '', site.address), { headers });

  const answer = await read();
  expect(answer.headers.get('content-type')).toContain('application/rss+xml');
  const feed = await answer.text();
  const parsed = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'application/xml');
    const texts = (name: string) => [...document.querySelectorAll(`item > ${name}`)].map((node) => node.textContent);
    return {
      broken: document.querySelector('parsererror') !== null,
      titles: texts('title'),
      descriptions: texts('description'),
    };
  }, feed);
  expect(parsed.broken).toBe(false);
  expect(parsed.titles).toEqual([`${words('fr', 'help.title.PAPERS')}, Centro storico`]);
  // Readers take it for HTML: shown, it is what was written, and no markup of a stranger.
  expect(parsed.descriptions[0]).toContain('Una lettera &lt;b&gt;&amp; un modulo&lt;/b&gt; ]]&gt;');
  expect(feed).not.toContain('Amina-nome');

  const again = await read({ 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  await ask(town, amina, { category: 'PAPERS', details: 'Un altro modulo' });
  expect((await read({ 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(200);
  for (const odd of ['?search=%00', '?zone=x', '?lang=xx', '?category=%27', `?search=${'a'.repeat(5000)}`]) {
    expect((await fetch(new URL(`/help/feed.xml${odd}`, site.address))).status, odd).toBe(200);
  }
  await page.context().close();
});

test('no page leads to an address that only the request names', async () => {
  const { town, address } = site;
  const organisationId = await town.organisation();
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const dateId = await publishEvent(town, giulia, organisationId);
  const read = (path: string) =>
    new Promise<string>((resolve, reject) => {
      get(
        `${address}${path}`,
        { headers: { host: 'evil.example' } },
        (answer) => void text(answer).then(resolve, reject),
      );
    });
  for (const [path, shown] of [
    ['/events', `${address.replace('http:', 'webcal:')}/calendar.ics`],
    [`/events/${dateId}`, `"url":"${address}/events/${dateId}"`],
    ['/events/embed', `${address}/embed/events`],
    ['/help/feed.xml', `${address}/help`],
  ] as const) {
    const page = await read(path);
    expect(page).toContain(shown);
    expect(page).not.toContain('evil.example');
  }
});
