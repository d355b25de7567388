import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourIn, publishEvent } from '../testkit/events.ts';
import { press } from '../testkit/pages.ts';
import { type Registered, register } from '../testkit/registrations.ts';
import { openSite, type Site } from '../testkit/site.ts';
import type { Person } from '../testkit/town.ts';
import { words } from '../testkit/words.ts';

/** A phone at the door of an event: whoever came is counted, whatever the network and the codes are like. */
let site: Site;
let giulia: Person;
let organisationId: string;
beforeAll(async () => {
  site = await openSite();
  organisationId = await site.town.organisation('Vicini di Licola');
  giulia = await site.town.member({ name: 'Giulia', in: { organisationId, role: 'COORDINATOR' } });
});
afterAll(() => site.close());

/** A date that begins soon, to which these people come. */
async function doorOf(...names: string[]): Promise<{ door: Page; dateId: string; come: Registered[] }> {
  const { town } = site;
  town.now = new Date();
  const dateId = await publishEvent(town, giulia, organisationId, { registration: { mode: 'DATE', places: 50 } });
  const come: Registered[] = [];
  for (const name of names)
    come.push((await register(await town.member({ name }), dateId)).data.registerForEvent as Registered);
  town.now = new Date(hourIn(town, 3, '17:30'));
  const door = await site.windowOf(giulia, { width: 360 });
  await door.goto(`/events/${dateId}/check-in`);
  await door.locator('[data-find]:not([hidden])').waitFor();
  return { door, dateId, come };
}

const letIn = (door: Page, name: string) =>
  door.getByRole('button', { name: `${words('it', 'events.letIn')}: ${name}` }).click();
const type = async (door: Page, code: string) => {
  await door.getByLabel(words('it', 'events.codeAtDoor'), { exact: true }).evaluate((field, value) => {
    (field as HTMLInputElement).value = value;
    (field as HTMLInputElement).form?.requestSubmit();
  }, code);
};
const cameTo = async (dateId: string) =>
  (await site.town.pool.query('select 1 from attendance where date_id = $1', [dateId])).rowCount;
const isCheckIn = (request: Request) => request.postData()?.includes('checkIn(') ?? false;

test('three people in quick succession, slow answers and one that fails: all three are counted', async () => {
  const { door, dateId } = await doorOf('Amina', 'Ivan', 'Rosa');
  let sent = 0;
  await door.route('**/graphql', async (route, request) => {
    if (!isCheckIn(request)) return route.continue();
    sent += 1;
    if (sent === 3) return route.abort();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return route.continue();
  });
  for (const name of ['Amina', 'Ivan', 'Rosa']) await letIn(door, name);
  await expect.poll(() => sent, { timeout: 10_000 }).toBeGreaterThan(1);
  await expect.poll(() => door.locator('[data-waiting]').isHidden(), { timeout: 30_000 }).toBe(true);
  expect(await cameTo(dateId)).toBe(3);
  await door.context().close();
});

test('the code of a network, of another event or of nobody holds nobody up, and is said', async () => {
  const { door, dateId } = await doorOf('Amina');
  await type(door, 'WIFI:T:WPA;S:Biblioteca comunale di Licola;P:una-parola-molto-lunga-e-segreta;;');
  await door.getByText(words('it', 'events.outcome.NOT_FOUND')).waitFor();
  await type(door, 'NOBODYXX');
  await door.locator('[data-outcome]', { hasText: 'NOBODYXX' }).waitFor();
  await letIn(door, 'Amina');
  await expect.poll(() => cameTo(dateId)).toBe(1);
  await expect.poll(() => door.locator('[data-waiting]').isHidden()).toBe(true);
  await door.context().close();
});

test('whose place is gone meanwhile does not stand there as let in, and what the server refuses is said', async () => {
  const { door, come } = await doorOf('Amina');
  await site.town.pool.query(`update registration set state = 'CANCELLED', ended_at = now() where id = $1`, [
    come[0]?.id,
  ]);
  await letIn(door, 'Amina');
  // What does not get through at once is sent again within twenty seconds.
  await door.getByText(words('it', 'events.outcome.NO_PLACE')).waitFor({ timeout: 30_000 });
  await expect.poll(() => door.locator('[data-came]').innerText()).toBe('0');
  await door.context().clearCookies();
  await letIn(door, 'Amina');
  await door.getByText(words('it', 'events.notSent')).waitFor();
  await door.context().close();
});

test('opens without a network after one visit, and leaves no names behind when one signs out', async () => {
  const { door } = await doorOf('Amina');
  const kept = () =>
    door.evaluate(async () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      const parts = [location.href, ...loaded.filter((name) => /\.(js|css)$/.test(name))];
      const found = await Promise.all(parts.map((part) => caches.match(part, { ignoreVary: true })));
      return found.every(Boolean);
    });
  await expect.poll(kept, { timeout: 15_000 }).toBe(true);
  await door.context().setOffline(true);
  await door.reload();
  await door.getByRole('button', { name: `${words('it', 'events.letIn')}: Amina` }).waitFor();
  await door.locator('[data-find]:not([hidden])').waitFor();
  await door.context().setOffline(false);
  await door.goto('/profile');
  await press(door, 'it', 'account.signOut');
  await door.waitForURL(`${site.address}/`);
  expect(await door.evaluate(() => caches.keys())).toEqual([]);
  await door.context().close();
});
