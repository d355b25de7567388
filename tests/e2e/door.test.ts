import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDate, hourIn, publishEvent } from '../testkit/events.ts';
import { press } from '../testkit/pages.ts';
import { type Registered, register } from '../testkit/registrations.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { newKey, type Person } from '../testkit/town.ts';
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
const doorOf = (...names: string[]) => doorAt('17:30', ...names);

/** The same, at an hour of that day; it begins at 18:00. */
async function doorAt(at: string, ...names: string[]): Promise<{ door: Page; dateId: string; come: Registered[] }> {
  const { dateId, come } = await dateAt(at, ...names);
  const door = await site.windowOf(giulia, { width: 360 });
  await door.clock.setFixedTime(site.town.now);
  await open(door, dateId);
  return { door, dateId, come };
}

async function dateAt(at: string, ...names: string[]): Promise<{ dateId: string; come: Registered[] }> {
  const { town } = site;
  town.now = new Date();
  const dateId = await publishEvent(town, giulia, organisationId, { registration: { mode: 'DATE', places: 50 } });
  const come: Registered[] = [];
  for (const name of names)
    come.push((await register(await town.member({ name }), dateId)).data.registerForEvent as Registered);
  town.now = new Date(hourIn(town, 3, at));
  return { dateId, come };
}

async function open(door: Page, dateId: string): Promise<void> {
  await door.goto(`/events/${dateId}/check-in`);
  await door.locator('[data-find]:not([hidden])').waitFor();
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

test('the code on a guest’s phone is read by the camera of a browser that has no reader of its own, with and without a network', async () => {
  const { door, dateId, come } = await doorOf('Amina', 'Ivan');
  const codes: string[] = [];
  for (const { token } of come) {
    const guest = await site.windowOf(site.town.visitor, { width: 360 });
    await guest.goto(`/r/${token}`);
    codes.push((await guest.locator('svg path[d^="M4 4h1v1h-1z"]').getAttribute('d')) ?? '');
    await guest.context().close();
  }
  await door.addInitScript(() => {
    Reflect.deleteProperty(window, 'BarcodeDetector');
    // A camera that sees what is on the canvas.
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 });
    const context = canvas.getContext('2d');
    Object.assign(window, {
      see: (code: string | null) => {
        if (!context) return;
        context.resetTransform();
        context.fillStyle = 'white';
        context.fillRect(0, 0, 480, 360);
        context.fillStyle = 'black';
        context.setTransform(9, 0, 0, 9, 100, 40);
        if (code) context.fill(new Path2D(code));
      },
    });
    setInterval(() => context?.fillRect(0, 0, 1, 1), 40);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(25));
  });
  await open(door, dateId);
  const see = (code: string | null | undefined) =>
    door.evaluate((one) => (window as unknown as { see(code: string | null): void }).see(one), code ?? null);
  await door.getByRole('button', { name: words('it', 'events.scan') }).click();
  await see(null);
  await see(codes[0]);
  await door.locator('[data-outcome]', { hasText: 'Amina' }).waitFor();
  await expect.poll(() => cameTo(dateId)).toBe(1);
  await door.context().setOffline(true);
  await see(codes[1]);
  await door.locator('[data-outcome]', { hasText: 'Ivan' }).waitFor();
  expect(await cameTo(dateId)).toBe(1);
  await door.context().setOffline(false);
  await expect.poll(() => cameTo(dateId), { timeout: 30_000 }).toBe(2);
  await door.context().close();
});

test('of a family of four three are at the door, with a script and without', async () => {
  const { town } = site;
  town.now = new Date();
  const dateId = await publishEvent(town, giulia, organisationId, { registration: { mode: 'DATE', places: 50 } });
  for (const name of ['Amina', 'Ivan']) await register(await town.member({ name }), dateId, { adults: 2, children: 2 });
  town.now = new Date(hourIn(town, 3, '17:30'));
  const noted = async () =>
    (await town.pool.query<{ people: number }>('select people from attendance where date_id = $1', [dateId])).rows;
  const door = await site.windowOf(giulia, { width: 360 });
  await door.clock.setFixedTime(town.now);
  await open(door, dateId);
  const amina = door.locator('[data-person]', { hasText: 'Amina' });
  await amina.getByLabel(words('it', 'events.howManyCame')).fill('3');
  await letIn(door, 'Amina');
  await expect.poll(noted).toEqual([{ people: 3 }]);
  await door.context().close();

  const plain = await site.windowOf(giulia, { width: 360, javaScript: false });
  await plain.goto(`/events/${dateId}/check-in`);
  const ivan = plain.locator('[data-person]', { hasText: 'Ivan' });
  for (const people of ['0', 'tre', '99']) {
    const code = (await ivan.locator('[name="code"]').getAttribute('value')) ?? '';
    const form = { key: newKey(), code, people };
    const sent = await plain.request.post(`/events/${dateId}/check-in`, { form, headers: { origin: site.address } });
    expect(await sent.text(), people).toContain('OUT_OF_RANGE');
  }
  await ivan.getByLabel(words('it', 'events.howManyCame')).fill('2');
  await letIn(plain, 'Ivan');
  await expect.poll(noted).toEqual([{ people: 3 }, { people: 2 }]);
  await plain.context().close();
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

test('before the door opens nobody is let in, and it says when it does; what a phone noted before is refused with the reason', async () => {
  const { door, dateId, come } = await doorAt('05:30', 'Amina', 'Ivan');
  const opens = door.locator('[data-closed]');
  await opens.getByText('06:00').waitFor();
  const active = () =>
    door.locator('[data-check-in] form :is(button, [name="code"]:not([type="hidden"])):enabled').count();
  expect(await active()).toBe(0);
  const plain = await site.windowOf(giulia, { width: 360, javaScript: false });
  await plain.goto(`/events/${dateId}/check-in`);
  expect(await plain.locator('[data-check-in] form :is(button, [name="code"]):disabled').count()).toBe(4);
  await plain.context().close();
  await type(door, come[0]?.code ?? '');
  await door.getByText(words('it', 'events.outcome.TOO_EARLY')).waitFor();
  const kept = () => door.evaluate((id) => localStorage.getItem(`vicinia-check-in-${id}`), dateId);
  expect([await kept(), await door.locator('[data-came]').innerText()]).toEqual([null, '0']);

  // Noted by a page that knew nothing of this, or while the date was earlier.
  const early = [{ code: come[1]?.id, cameAt: site.town.now.toISOString() }];
  await door.evaluate(
    ([id, queue]) => localStorage.setItem(`vicinia-check-in-${id}`, queue ?? ''),
    [dateId, JSON.stringify(early)],
  );
  await door.reload();
  const ivan = door.locator('[data-person]', { hasText: 'Ivan' });
  await ivan.locator('[data-refused]:not([hidden])').waitFor({ timeout: 30_000 });
  expect(await ivan.locator('[data-refused]').innerText()).toBe(
    words('it', 'events.outcome.TOO_EARLY').replace(':', ''),
  );
  await expect.poll(kept).toBe(null);
  expect([await door.locator('[data-came]').innerText(), await cameTo(dateId)]).toEqual(['0', 0]);

  // The page stays open until the door does: it is let in without a network, and counted once.
  site.town.now = new Date(hourIn(site.town, 0, '06:00'));
  await door.clock.setFixedTime(site.town.now);
  await expect.poll(active, { timeout: 30_000 }).toBe(4);
  await door.context().setOffline(true);
  await letIn(door, 'Ivan');
  await door.getByText(words('it', 'events.outcome.CAME')).waitFor();
  expect([await opens.isHidden(), await ivan.locator('[data-refused]').isHidden()]).toEqual([true, true]);
  await door.context().setOffline(false);
  await expect.poll(() => cameTo(dateId), { timeout: 30_000 }).toBe(1);
  await expect.poll(kept, { timeout: 30_000 }).toBe(null);
  await door.context().close();
});

test('opened again without a network it still shows who was let in; back on it, whom another phone let in', async () => {
  const { town } = site;
  town.now = new Date();
  const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const dateId = await publishEvent(town, giulia, organisationId, {
    times: { startsAt: soon(1), endsAt: soon(3) },
    registration: { mode: 'DATE', places: 50 },
  });
  const come: Registered[] = [];
  for (const name of ['Amina', 'Ivan', 'Rosa'])
    come.push((await register(await town.member({ name }), dateId)).data.registerForEvent as Registered);
  const door = await site.windowOf(giulia, { width: 360 });
  await open(door, dateId);
  const kept = () =>
    door.evaluate(async () => (await caches.match(location.href, { ignoreVary: true }))?.text().catch(() => ''));
  await expect.poll(kept, { timeout: 15_000 }).toContain('Amina');
  await letIn(door, 'Amina');
  await expect.poll(kept, { timeout: 15_000 }).toMatch(/data-came-in/);
  await door.context().setOffline(true);
  await door.reload();
  await door.locator('[data-find]:not([hidden])').waitFor();
  const here = () => door.locator('[data-came-in] .who > :first-child').allInnerTexts();
  expect([await here(), await door.locator('[data-came]').innerText()]).toEqual([['Amina'], '1']);

  await letIn(door, 'Ivan');
  const other = await giulia.query(
    'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { outcome } }',
    { key: newKey(), dateId, entries: [{ code: come[2]?.code }] },
  );
  expect(other.codes).toEqual([]);
  await door.context().setOffline(false);
  await expect.poll(here, { timeout: 30_000 }).toEqual(['Amina', 'Ivan', 'Rosa']);
  expect([await door.locator('[data-came]').innerText(), await cameTo(dateId)]).toEqual(['3', 3]);
  await door.context().close();
});

test('a code counts however it is grouped, without JavaScript too', async () => {
  const { dateId, come } = await dateAt('17:30', 'Amina', 'Ivan');
  const grouped = (code = '') => `${code.slice(0, 4)} - ${code.slice(4)}`.toLowerCase();
  const plain = await site.windowOf(giulia, { width: 360, javaScript: false });
  await plain.goto(`/events/${dateId}/check-in`);
  await plain.getByLabel(words('it', 'events.codeAtDoor'), { exact: true }).fill(grouped(come[0]?.code));
  await plain.locator('[data-code-form] button').click();
  await plain.locator('[data-outcome]', { hasText: 'Amina' }).waitFor();
  await plain.context().close();
  const door = await site.windowOf(giulia, { width: 360 });
  await door.clock.setFixedTime(site.town.now);
  await open(door, dateId);
  await type(door, grouped(come[1]?.code));
  await door.locator('[data-outcome]', { hasText: 'Ivan' }).waitFor();
  await expect.poll(() => cameTo(dateId)).toBe(2);
  await door.context().close();
});

test('the door and the form of what was called off say so, and offer nothing', async () => {
  const { dateId } = await dateAt('17:30', 'Amina');
  expect((await changeDate(giulia, 'cancelEvent', dateId, { words: 'Piove forte.' })).codes).toEqual([]);
  const page = await site.windowOf(giulia, { width: 360 });
  for (const path of ['check-in', 'edit']) {
    const answer = await page.goto(`/events/${dateId}/${path}`);
    expect(answer?.status()).toBe(200);
    await page.getByText(words('it', 'events.cancelledNote')).waitFor();
    await page.getByText('Piove forte.').waitFor();
    expect(await page.locator('main form').count()).toBe(0);
  }
  await page.context().close();
});

test('opens without a network after one visit, and leaves no names behind when one signs out', async () => {
  const { dateId } = await dateAt('17:30', 'Amina');
  // With a clock of its own the browser would not tell what it loaded.
  const door = await site.windowOf(giulia, { width: 360 });
  await open(door, dateId);
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
