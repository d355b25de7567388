import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAreaFile } from '../../server/src/platform/files/area-file.ts';
import { areaArchive } from '../testkit/area-file.ts';
import { publishEvent } from '../testkit/events.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type Locale, words } from '../testkit/words.ts';

/** Where things are: a list of zones for everybody, and a map beside it where the operator brought one. */
let folder: string;
let site: Site;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-map-'));
  const file = join(folder, 'area.pmtiles');
  await writeFile(file, areaArchive());
  site = await openSite({ map: readAreaFile(file) });
  const { town } = site;
  const association = await town.organisation('Casa di quartiere');
  const staff = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  const [centre, second] = town.zones;
  await town.pool.query(`update zone set latitude = 40.93, longitude = 14.2 where id = $1`, [centre?.id]);
  await town.pool.query(`update zone set latitude = 40.9, longitude = 14.1 where id = $1`, [second?.id]);
  for (const [title, zone] of [
    ['Caffè', centre],
    ['Coro', centre],
    ['Mercato', second],
  ] as const) {
    await publishEvent(town, staff, association, { input: { title, zoneId: zone?.id, topics: ['FOOD'] } });
  }
  await publishEvent(town, staff, association, { input: { title: 'Scacchi', zoneId: town.zones[2]?.id, topics: [] } });
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const nameIn = (locale: Locale, index: number) => {
  const name = site.town.zones[index]?.name ?? '';
  return locale === 'ar' ? `${name} بالعربية` : name;
};
const count = (locale: Locale, number: number) => words(locale, 'events.total', { count: number });

/** Everything that leaves for somewhere else than the site. */
function strangers(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && origin !== site.address) found.push(request.url());
  });
  return found;
}

describe.each(['it', 'ar'] as const)('in %s on a phone', (locale) => {
  test('zones have their numbers without JavaScript, keep the filter, and lead to their list', async () => {
    const page = await site.windowOf(site.town.visitor, { locale, width: 360, javaScript: false });
    await page.goto('/events?topic=FOOD');
    await page.getByRole('link', { name: words(locale, 'calendar.showMap') }).click();
    expect(new URL(page.url()).pathname).toBe('/events/zones');
    const items = page.locator('main').getByRole('listitem').filter({ hasText: /\p{L}/u }).locator('a[href*="zone="]');
    expect(await items.allInnerTexts()).toEqual([nameIn(locale, 0), nameIn(locale, 1)]);
    expect(await page.locator('main').innerText()).toContain(count(locale, 2));
    expect(await page.getByRole('button', { name: words(locale, 'calendar.showMap') }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await items.first().click();
    expect((await page.locator('main h3, main h2').allInnerTexts()).join()).not.toContain('Mercato');
    expect(new URL(page.url()).searchParams.get('topic')).toBe('FOOD');
    await page.context().close();
  });

  test('the map opens when it is asked for, and its marks lead to the list of a zone', async () => {
    const page = await site.windowOf(site.town.visitor, { locale, width: 360 });
    const others = strangers(page);
    const complaints: string[] = [];
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    const loads: string[] = [];
    page.on('request', (request) => loads.push(new URL(request.url()).pathname));
    await page.goto('/events/zones');
    const button = page.getByRole('button', { name: words(locale, 'calendar.showMap') });
    await button.waitFor();
    expect(loads.filter((path) => path.includes('/workers/') || path.startsWith('/map/'))).toEqual([]);
    await button.press('Enter');
    const mark = page.locator('#map a.zone', { hasText: nameIn(locale, 0) });
    await mark.waitFor();
    await page.locator('#map .maplibregl-canvas').waitFor();
    await page.waitForFunction(() => !document.querySelector('#map [data-show]'));
    expect(await page.locator('#map a.zone').count()).toBe(2);
    expect(await mark.innerText()).toContain(count(locale, 2));
    expect(await page.locator('#map').innerText()).toContain('Made for a test');
    expect(await page.getByText(words(locale, 'calendar.mapFailed')).isVisible()).toBe(false);
    expect(loads.some((path) => path.startsWith('/map/'))).toBe(true);
    await page.getByRole('button', { name: words(locale, 'calendar.mapNearer') }).press('Enter');
    await mark.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/events\?zone=/);
    expect(others).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('where it cannot be drawn, the page says so and the list stays', async () => {
    const page = await site.windowOf(site.town.visitor, { locale, width: 360 });
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto('/events/zones#map');
    await page.getByText(words(locale, 'calendar.mapFailed')).waitFor();
    expect(await page.locator('#map [data-canvas]').count()).toBe(0);
    expect(await page.locator('main a[href*="zone="]').count()).toBe(3);
    await page.context().close();
  });
});

test('without a map there is no button, and the zones stand', async () => {
  const { map } = site.town.config;
  site.town.config.map = null;
  const page = await site.windowOf(await site.town.member(), {});
  await page.goto('/events');
  expect(await page.getByText(words('it', 'calendar.showMap')).count()).toBe(0);
  await page.getByRole('link', { name: words('it', 'calendar.zonesTab') }).click();
  await page.getByRole('heading', { name: words('it', 'calendar.zonesTitle') }).waitFor();
  expect(await page.locator('#map').count()).toBe(0);
  expect(await page.locator('main a[href*="zone="]').count()).toBe(3);
  site.town.config.map = map;
  await page.context().close();
});
