import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../testkit/eventually.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('the first story, $way', ({ javaScript }) => {
  test('a mother asks in Arabic in three taps, a neighbour helps in Italian, and both say how it went', async () => {
    const { town } = site;
    const amina = await town.member({ name: 'أمينة', locale: 'ar', speaks: ['ary'] });
    const rosa = await town.member({
      name: 'Rosa Esposito',
      speaks: ['it'],
      zoneId: town.zones[1]?.id,
      checks: ['IDENTITY_SEEN'],
    });
    const phone = await site.windowOf(amina, { locale: 'ar', width: 360, javaScript });
    const desk = await site.windowOf(rosa, { javaScript });

    // Three taps from the first page.
    let taps = 0;
    const tap = async (what: Locator) => {
      taps += 1;
      await what.tap();
    };
    await phone.goto('/');
    expect(await language(phone)).toEqual({ lang: 'ar', dir: 'rtl' });
    await tap(phone.getByRole('link', { name: words('ar', 'help.category.SHOPPING'), exact: true }));
    await tap(phone.getByRole('link', { name: words('ar', 'help.askTomorrow') }));
    const hearsOfOffers = listening(phone, javaScript, '/help/');
    await tap(phone.getByRole('button', { name: 'Centro storico بالعربية' }));
    await phone.waitForURL(/\/help\/[\w-]+\?sent$/);
    expect(taps).toBe(3);
    await phone.getByText(words('ar', 'help.sent')).waitFor();
    const request = new URL(phone.url()).pathname;
    await hearsOfOffers;

    // A neighbour finds it, in her own language.
    await desk.goto('/help');
    expect(await language(desk)).toEqual({ lang: 'it', dir: 'ltr' });
    const card = desk
      .getByRole('article')
      .filter({ has: desk.locator(`a[href="${request}"]`) })
      .last();
    for (const text of ['Fare la spesa', 'domani', 'Centro storico', 'Parla arabo marocchino']) {
      await card.getByText(text).waitFor();
    }
    await card.getByRole('link', { name: words('it', 'help.iCanHelp') }).click();
    await desk.getByLabel(words('it', 'help.offerNote')).fill('Domani passo al mercato, vengo da te.');
    await desk.getByRole('button', { name: words('it', 'help.iCanHelp') }).click();
    await desk.getByRole('heading', { name: words('it', 'help.offeredTitle') }).waitFor();
    await desk.getByText(words('it', 'help.next.PROPOSED', { name: amina.name })).waitFor();

    // The offer arrives by itself where there is JavaScript; else with the next look.
    if (!javaScript) await phone.goto(request);
    await phone.getByRole('heading', { name: words('ar', 'help.offersFrom', { name: rosa.name }) }).waitFor();
    await phone.getByText('Domani passo al mercato, vengo da te.').waitFor();
    await phone.getByText(words('ar', 'ui.writtenIn', { language: 'الإيطالية' }), { exact: true }).waitFor();
    await phone.getByRole('button', { name: words('ar', 'help.accept') }).tap();
    await phone.getByRole('heading', { name: words('ar', 'help.helps', { name: rosa.name }) }).waitFor();

    // They talk.
    const phoneHears = listening(phone, javaScript, '/threads/');
    await phone.getByRole('link', { name: words('ar', 'help.talk', { name: rosa.name }) }).tap();
    await phone.getByText(words('ar', 'messages.none')).waitFor();
    await desk.goto(request);
    await desk.getByText(words('it', 'help.next.ACCEPTED', { name: amina.name })).waitFor();
    const deskHears = listening(desk, javaScript, '/threads/');
    await desk.getByRole('link', { name: words('it', 'help.talk', { name: amina.name }) }).click();
    await Promise.all([phoneHears, deskHears]);
    await neverLeaving(phone, javaScript, async () => {
      await write(desk, 'it', 'Ciao Amina, a che ora?');
      if (!javaScript) await phone.getByRole('link', { name: words('ar', 'messages.look') }).tap();
      await phone.getByText('Ciao Amina, a che ora?').waitFor();
    });
    await neverLeaving(desk, javaScript, async () => {
      await write(phone, 'ar', 'في الساعة العاشرة');
      if (!javaScript) await desk.getByRole('link', { name: words('it', 'messages.look') }).click();
      await desk.getByText('في الساعة العاشرة').waitFor();
    });

    // Done, and both say how it went; each reads the other's words when both have spoken.
    await phone.goto(request);
    await phone.getByRole('button', { name: words('ar', 'help.complete') }).tap();
    await phone.getByText(words('ar', 'help.closed.DONE')).waitFor();
    await sayHowItWent(phone, 'ar', 'شكرا جزيلا');
    await phone.getByText(words('ar', 'help.feedbackGiven', { name: amina.name, face: 'GOOD' })).waitFor();
    await desk.goto(request);
    await desk.getByText(words('it', 'help.next.DONE')).waitFor();
    expect(await desk.getByText('شكرا جزيلا').count()).toBe(0);
    await sayHowItWent(desk, 'it', 'Una bella mattina');
    await desk.getByText(words('it', 'help.feedbackGiven', { name: amina.name, face: 'GOOD' })).waitFor();
    await desk.getByText('شكرا جزيلا').waitFor();
    await phone.goto(request);
    await phone.getByText('Una bella mattina').waitFor();

    // Nobody is offered what is done.
    await desk.goto('/help');
    expect(await desk.locator(`a[href="${request}"]`).count()).toBe(0);
    await Promise.all([phone.context().close(), desk.context().close()]);
  });
});

async function language(page: Page) {
  const html = page.locator('html');
  return { lang: await html.getAttribute('lang'), dir: await html.getAttribute('dir') };
}

/** The next page under a path is connected to the news; nothing to wait for without JavaScript. */
async function listening(page: Page, javaScript: boolean, path: string): Promise<void> {
  if (!javaScript) return;
  await page.waitForResponse(
    (answer) =>
      answer.url().includes('/graphql/stream') &&
      new URL(answer.frame().url()).pathname.startsWith(path) &&
      answer.ok(),
  );
}

async function write(page: Page, locale: 'it' | 'ar', text: string): Promise<void> {
  await page.getByLabel(words(locale, 'messages.write')).fill(text);
  await page.getByRole('button', { name: words(locale, 'messages.send') }).click();
  await page
    .getByRole('list', { name: words(locale, 'messages.list') })
    .getByText(text)
    .waitFor();
}

async function sayHowItWent(page: Page, locale: 'it' | 'ar', text: string): Promise<void> {
  await page.getByText(words(locale, 'help.face.GOOD'), { exact: true }).click();
  await page.getByLabel(words(locale, 'help.feedbackWords')).fill(text);
  await page.getByRole('button', { name: words(locale, 'help.feedbackSend') }).click();
  await page.getByText(text).waitFor();
}

/** Holds that what happens arrives in the page as it stands there: the document is never loaded again. */
async function neverLeaving(page: Page, holds: boolean, happening: () => Promise<void>): Promise<void> {
  if (!holds) return happening();
  const started = () => page.evaluate(() => performance.timeOrigin);
  const before = await started();
  await happening();
  await eventually(async () => expect(await started()).toBe(before));
}
