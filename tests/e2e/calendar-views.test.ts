import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDate, hourIn, publishEvent } from '../testkit/events.ts';
import { openSite, type Site } from '../testkit/site.ts';

let site: Site;
let day: string;
beforeAll(async () => {
  site = await openSite();
  const { town } = site;
  const association = await town.organisation('Casa di quartiere');
  const staff = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  const times = (from: string, until: string) => ({ startsAt: hourIn(town, 9, from), endsAt: hourIn(town, 9, until) });
  day = hourIn(town, 9, '12:00').slice(0, 10);
  await publishEvent(town, staff, association, { input: { title: 'Caffè' }, times: times('18:00', '20:00') });
  const off = await publishEvent(town, staff, association, {
    input: { title: 'Disdetto', topics: ['FOOD'] },
    times: times('10:00', '11:00'),
  });
  await changeDate(staff, 'cancelEvent', off);
});
afterAll(() => site.close());

test.each([
  ['it', 'Annullato', 'Dopo', 'Prima'],
  ['ar', 'ملغى', 'التالي', 'السابق'],
] as const)('week and month on a phone, in %s, without JavaScript', async (locale, cancelled, after, before) => {
  const page = await site.windowOf(site.town.visitor, { locale, width: 360, javaScript: false });
  for (const path of [`/events/week?from=${day}`, `/events/month?month=${day.slice(0, 7)}`]) {
    await page.goto(path);
    const list = page.locator('main .list');
    expect(await list.getByRole('heading', { level: 3 }).count()).toBe(1);
    expect(await list.locator(`time[datetime="${day}"]`).count()).toBe(1);
    expect(await list.getByRole('link').allTextContents()).toEqual(['Disdetto', 'Caffè']);
    expect(await list.locator('.off').textContent()).toBe('Disdetto');
    expect(await list.getByText(cancelled, { exact: true }).count()).toBe(1);
    expect(await page.getByRole('table').count(), 'a phone has the list alone').toBe(0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(360);
  }
  await page.goto(`/events/week?from=${day}&topic=FOOD`);
  expect(await page.locator('main .list').getByRole('link').allTextContents()).toEqual(['Disdetto']);
  await page.getByRole('link', { name: after, exact: true }).click();
  expect(new URL(page.url()).searchParams.get('topic')).toBe('FOOD');
  await page.getByRole('link', { name: before, exact: true }).click();
  expect(await page.locator('main .list').getByRole('link').allTextContents()).toEqual(['Disdetto']);
  await page.context().close();
});

test('a wide screen has a table with the days of the week above', async () => {
  const page = await site.windowOf(site.town.visitor, { javaScript: false });
  await page.goto(`/events/month?month=${day.slice(0, 7)}`);
  const table = page.getByRole('table');
  expect(await table.getByRole('columnheader').allTextContents()).toEqual([
    'lunedì',
    'martedì',
    'mercoledì',
    'giovedì',
    'venerdì',
    'sabato',
    'domenica',
  ]);
  expect(await table.getByRole('link', { name: 'Caffè' }).count()).toBe(1);
  await page.context().close();
});
