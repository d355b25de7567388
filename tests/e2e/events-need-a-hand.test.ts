import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishEvent } from '../testkit/events.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { newKey } from '../testkit/town.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  const association = await site.town.organisation();
  const giulia = await site.town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  for (let count = 0; count < 4; count++) {
    const dateId = await publishEvent(site.town, giulia, association);
    await giulia.query(
      `mutation ($key: UUID!, $dateId: UUID!) { saveSupportSlot(key: $key, dateId: $dateId, input: { kind: SET_UP }) { id } }`,
      { key: newKey(), dateId },
    );
  }
});
afterAll(() => site.close());

test('whoever looks for a way to help finds every event that needs a hand, also the later ones', async () => {
  const page = await site.windowOf(site.town.visitor, { width: 360, javaScript: false });
  await page.goto('/help');
  const few = page.getByRole('region', { name: 'Incontri che cercano una mano' });
  expect(await few.getByRole('article').count()).toBe(3);
  await few.getByRole('link', { name: 'Vedi tutti gli incontri che cercano una mano' }).click();
  await page.waitForURL('**/events/support');
  expect(await page.getByRole('article').count()).toBe(4);
});
