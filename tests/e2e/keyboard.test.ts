import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../testkit/help.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('somebody who uses only the keyboard asks for help, and sees at every step where they are', async () => {
  const page = await site.windowOf(await site.town.member());
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: words('it', 'help.category.REPAIRS'), exact: true }));
  await leaveWith(page, 'Enter');
  await tabTo(page, page.getByRole('link', { name: words('it', 'help.askTomorrow') }));
  await leaveWith(page, 'Enter');
  await tabTo(page, page.locator('summary').filter({ hasText: words('it', 'help.askMore') }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel(words('it', 'help.askDetails')));
  await page.keyboard.type('Il rubinetto perde');
  await tabTo(page, page.getByRole('button', { name: 'San Nicola' }));
  await leaveWith(page, 'Space');
  await page.getByText(words('it', 'help.sent')).waitFor();
  await page.getByText('Il rubinetto perde').waitFor();
  await page.context().close();
});

test('somebody who uses only the keyboard finds a request and offers to help', async () => {
  const { town } = site;
  const requestId = await ask(town, await town.member({ name: 'Amina' }), { details: 'Una spesa leggera' });
  const page = await site.windowOf(await town.member());
  await page.goto('/help');
  const card = page
    .getByRole('article')
    .filter({ has: page.locator(`a[href="/help/${requestId}"]`) })
    .first();
  await tabTo(page, card.getByRole('link', { name: words('it', 'help.iCanHelp') }));
  await leaveWith(page, 'Enter');
  await tabTo(page, page.getByLabel(words('it', 'help.offerNote')));
  await page.keyboard.type('Ci penso io');
  await tabTo(page, page.getByRole('button', { name: words('it', 'help.iCanHelp') }));
  await leaveWith(page, 'Space');
  await page.getByRole('heading', { name: words('it', 'help.offeredTitle') }).waitFor();
  await page.context().close();
});

test('the first stop of a page leads past the navigation to its content', async () => {
  const page = await site.windowOf(site.town.visitor, { locale: 'ar' });
  await page.goto('/help');
  const skip = page.getByRole('link', { name: words('ar', 'ui.skip') });
  await page.keyboard.press('Tab');
  expect(await isFocused(skip)).toBe(true);
  expect((await skip.boundingBox())?.y, 'the skip link comes into view').toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await isFocused(page.locator('main'))).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.locator('main :focus').count(), 'the next stop is inside the content').toBe(1);
  await page.context().close();
});

test('the language is changed from the keyboard', async () => {
  const page = await site.windowOf(site.town.visitor);
  await page.goto('/');
  await tabTo(page, page.locator('summary').filter({ hasText: 'Italiano' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Українська' }));
  await leaveWith(page, 'Enter');
  await page.locator('html[lang="uk"]').waitFor();
  await page.context().close();
});

/** Goes forward with Tab to something; every stop on the way shows that it has the focus, within the window. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < 80; stops++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // A control inside its label may leave the mark to the label.
      const marked = [element, element.closest('label')].some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      });
      const { top, bottom } = element.getBoundingClientRect();
      return { where: element.outerHTML.slice(0, 120), marked, inSight: bottom > 0 && top < innerHeight };
    });
    if (stop) expect(stop, 'a stop of the Tab key').toEqual({ where: stop.where, marked: true, inSight: true });
    if (await isFocused(target)) return;
  }
  throw new Error(`The Tab key never comes to ${target}`);
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses a key that leads to another document. */
async function leaveWith(page: Page, key: string): Promise<void> {
  const arrived = page.waitForEvent('domcontentloaded');
  await page.keyboard.press(key);
  await arrived;
}
