import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishEvent } from '../testkit/events.ts';
import { openSite, type Site } from '../testkit/site.ts';
import type { Person } from '../testkit/town.ts';
import { type Locale, words } from '../testkit/words.ts';

/** Calendars come in from a file, and go out: to other sites, and to one's own phone. */
let site: Site;
let staff: Person;
let association: string;
beforeAll(async () => {
  site = await openSite();
  association = await site.town.organisation('Casa di quartiere');
  staff = await site.town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => site.close());

const calendar = (uid: string, title: string) => {
  const day = new Date(site.town.now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${title}`];
  lines.push(`DTSTART:${day}T160000Z`, `DTEND:${day}T180000Z`, 'END:VEVENT', 'END:VCALENDAR', '');
  return { name: 'coro.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) };
};

describe.each([
  { locale: 'it', width: 1280, javaScript: true },
  { locale: 'ar', width: 360, javaScript: false },
] as const)('in $locale at $width px, JavaScript: $javaScript', ({ locale, width, javaScript }) => {
  const say = (id: string, values?: Record<string, string | number>) => words(locale as Locale, id, values);
  const open = (person: Person) => site.windowOf(person, { locale, width, javaScript });

  test('a calendar is looked at, comes in, and is nothing new the second time', async () => {
    const page = await open(staff);
    const read = async (title = `Coro ${locale}`) => {
      await page.goto('/events/import');
      await page.getByLabel(say('calendar.importFile')).setInputFiles(calendar(`coro-${locale}`, title));
      await page.getByRole('button', { name: say('calendar.importRead') }).click();
      await page.getByRole('heading', { name: say('calendar.importPreview') }).waitFor();
    };
    await read();
    expect(await page.locator('main').innerText()).toContain(say('calendar.importNew', { count: 1 }));
    expect(await page.getByText(`Coro ${locale}`).count()).toBe(1);
    await page.getByLabel(say('calendar.importZone')).selectOption({ index: 1 });
    await page.getByLabel(say('calendar.importPublish')).check();
    await page.getByRole('button', { name: say('calendar.importTake'), exact: true }).click();
    await page.getByText(say('calendar.importDone')).waitFor();
    await page.goto('/events');
    expect(await page.getByRole('link', { name: `Coro ${locale}` }).count()).toBe(1);

    await read();
    await page.getByText(say('calendar.importNothing')).waitFor();
    expect(await page.getByRole('button', { name: say('calendar.importTake'), exact: true }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

    // Where nothing is new, no zone is asked for.
    await read(`Coro grande ${locale}`);
    expect(await page.getByLabel(say('calendar.importZone')).count()).toBe(0);
    await page.getByRole('button', { name: say('calendar.importTake'), exact: true }).click();
    await page.getByText(say('calendar.importDone')).waitFor();
    await page.context().close();
  });

  test('a file that is no calendar, and none at all, get their sentence', async () => {
    const page = await open(staff);
    await page.goto('/events/import');
    const broken = { name: 'foto.ics', mimeType: 'text/calendar', buffer: Buffer.from('non è un calendario') };
    await page.getByLabel(say('calendar.importFile')).setInputFiles(broken);
    await page.getByRole('button', { name: say('calendar.importRead') }).click();
    await page.getByText(say('calendar.reason.NOT_A_CALENDAR')).waitFor();
    expect(await page.getByText(say('calendar.importNothing')).count()).toBe(1);

    await page.goto('/events/import');
    await page.getByRole('button', { name: say('calendar.importRead') }).click();
    await page.getByText(say('errors.REQUIRED')).first().waitFor();
    await page.context().close();
  });

  test('another site shows the list with the code of the page: no cookie, no script, in any frame', async () => {
    const title = `Festa ${locale}`;
    await publishEvent(site.town, staff, association, { input: { title } });
    const page = await open(site.town.visitor);
    await page.goto('/events/embed');
    await page.getByLabel(say('calendar.embedHost')).selectOption({ label: 'Casa di quartiere' });
    await page.getByRole('button', { name: say('calendar.embedShow') }).click();
    await page.waitForURL(/organisation=/);
    const snippet = await page.getByLabel(say('calendar.snippet')).inputValue();
    const address = /src="([^"]+)"/.exec(snippet)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(address).toContain(`/embed/events?organisation=${association}`);
    await page.context().close();

    const context = await site.browser.newContext();
    const frame = await context.newPage();
    const asked: string[] = [];
    frame.on('request', (request) => asked.push(request.url()));
    const answer = await frame.goto(address);
    const headers = await answer?.allHeaders();
    expect(answer?.status()).toBe(200);
    expect(headers?.['content-security-policy']).toContain('frame-ancestors *');
    expect([headers?.['set-cookie'], headers?.['x-frame-options']]).toEqual([undefined, undefined]);
    expect(await frame.locator('script').count()).toBe(0);
    expect(await frame.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    expect(await frame.getByRole('link', { name: title }).count()).toBe(1);
    expect(asked).toEqual([address]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  test('one’s own calendar: its address is shown once, replaced, and switched off', async () => {
    const page = await open(await site.town.member({ locale }));
    const make = async (button: string) => {
      await page.getByRole('button', { name: say(button) }).click();
      await page.getByText(say('calendar.ownOnce')).waitFor();
      return page.locator('main code').innerText();
    };
    const statusOf = async (address: string) => (await fetch(address)).status;
    await page.goto('/profile/calendar');
    const first = await make('calendar.ownMake');
    const answer = await fetch(first);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
    await page.goto('/profile/calendar');
    expect(await page.locator('main').innerText(), 'shown only once').not.toContain(first);

    const second = await make('calendar.ownReplace');
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    await page.getByRole('button', { name: say('calendar.ownRevoke') }).click();
    await page.getByRole('button', { name: say('calendar.ownMake') }).waitFor();
    expect(await statusOf(second)).toBe(404);
    await page.context().close();
  });
});
