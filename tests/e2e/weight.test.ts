import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../testkit/help.ts';
import { openSite, type Site } from '../testkit/site.ts';

let site: Site;
let request: string;
beforeAll(async () => {
  site = await openSite();
  request = await ask(site.town, await site.town.member({ name: 'Amina', speaks: ['ary'] }), { details: 'Una spesa' });
});
afterAll(() => site.close());

const kB = 1000;

test.each([
  '/',
  '/help',
  '/help/ask',
  '/help/<id>',
  '/events',
  '/organisations',
  '/consultations',
  '/sign-in',
  '/privacy',
])('the first load of %s is light, asks nobody else for anything, and has nothing to complain about', async (path) => {
  const page = await site.windowOf(site.town.visitor, { locale: 'ar', width: 360 });
  const session = await page.context().newCDPSession(page);
  const wire = await weighing(session);
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  const answer = await page.goto(path.replace('<id>', request), { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(200);
  expect(complaints).toEqual([]);
  expect(wire.origins()).toEqual([site.address]);
  expect(wire.bytes('Script'), 'bytes of JavaScript').toBeLessThanOrEqual(60 * kB);
  expect(wire.bytes('Stylesheet'), 'bytes of CSS').toBeGreaterThan(0);
  expect(wire.bytes('Stylesheet'), 'bytes of CSS').toBeLessThanOrEqual(25 * kB);
  expect(wire.uncompressed(), 'text that travels uncompressed').toEqual([]);
  await page.context().close();
});

/** What travels to a page from now on, as it travels: compressed, with its headers. */
async function weighing(session: CDPSession) {
  const loads = new Map<string, { type: string; url: URL; bytes: number; encoding: string | undefined }>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
    loads.set(requestId, { type, url: new URL(response.url), bytes: 0, encoding });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId);
    if (load) load.bytes = encodedDataLength;
  });
  await session.send('Network.enable');
  const all = () => [...loads.values()];
  return {
    bytes: (type: string) => all().reduce((sum, load) => sum + (load.type === type ? load.bytes : 0), 0),
    origins: () => [...new Set(all().flatMap(({ url }) => (url.protocol === 'data:' ? [] : [url.origin])))],
    uncompressed: () =>
      all()
        .filter(
          ({ type, bytes, encoding }) =>
            ['Document', 'Script', 'Stylesheet'].includes(type) && bytes > 2 * kB && !encoding,
        )
        .map(({ url }) => url.pathname),
  };
}
