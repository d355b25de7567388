import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photo, recording } from '../testkit/files.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const says = (id: string, values?: Record<string, string | number>) => words('ar', `attachments.${id}`, values);
const asFile = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const zone = 'Varcaturo بالعربية';

test('without JavaScript: a file that is no photo is refused in Arabic beside its field, and nothing else is lost', async () => {
  const page = await asking({ javaScript: false });
  const taken = await photo({ width: 2000, height: 1200 });
  await page.getByLabel(words('ar', 'help.askDetails')).fill('الباب مكسور');
  await page
    .getByLabel(says('photo', { number: 1 }), { exact: true })
    .setInputFiles(asFile('porta.jpg', 'image/jpeg', taken));
  await page.getByLabel(says('alt', { number: 1 })).fill('باب مكسور');
  await page.getByLabel(says('voiceFile')).setInputFiles(asFile('voce.webm', 'audio/webm', await recording('webm', 4)));
  await page.getByText(says('another', { number: 2 })).tap();
  await page
    .getByLabel(says('photo', { number: 2 }), { exact: true })
    .setInputFiles(asFile('b.jpg', 'image/jpeg', Buffer.from('words')));
  await page.getByRole('button', { name: zone }).tap();

  const wrong = page
    .getByLabel(says('photo', { number: 2 }), { exact: true })
    .and(page.locator('[aria-invalid="true"]'));
  await wrong.waitFor();
  expect(await page.locator(`#${await wrong.getAttribute('aria-describedby')}`).innerText()).toContain(
    words('ar', 'errors.NOT_A_PHOTO'),
  );
  expect(await page.getByLabel(words('ar', 'help.askDetails')).inputValue()).toBe('الباب مكسور');
  expect(await page.getByLabel(says('alt', { number: 1 })).inputValue()).toBe('باب مكسور');
  await shown(page, says('uploaded', { number: 1 }));
  expect(await page.locator('audio').count()).toBe(1);
  await noWiderThanThePhone(page);

  await page.getByRole('button', { name: words('ar', 'help.askSend', { zone }) }).tap();
  await page.getByText(words('ar', 'help.sent')).waitFor();
  await shown(page, 'باب مكسور');
  await page.getByText(says('voiceNoteOf', { time: '0:04' })).waitFor();
  await noWiderThanThePhone(page);
  await page.context().close();
});

test('with JavaScript: a photo is made small before it travels, and a voice is recorded, heard and sent', async () => {
  const page = await asking({ javaScript: true });
  const heavy = await noise(3000, 2000);
  expect(heavy.length).toBeGreaterThan(1_000_000);
  const field = page.getByLabel(says('photo', { number: 1 }), { exact: true });
  await field.setInputFiles(asFile('porta.jpg', 'image/jpeg', heavy));
  await expect
    .poll(() => field.evaluate((input: HTMLInputElement) => input.files?.[0]?.size))
    .toBeLessThan(heavy.length);

  expect(await page.getByLabel(says('voiceFile')).isVisible()).toBe(false);
  await page.getByRole('button', { name: says('record') }).tap();
  await page.getByText(says('says.recording')).waitFor();
  await page.getByText(/^0:0[2-9]$/).waitFor();
  await page.getByRole('button', { name: says('stop') }).tap();
  await page.getByText(says('says.recorded')).waitFor();
  await page.getByRole('button', { name: says('delete') }).tap();
  await page.getByText(says('says.deleted')).waitFor();
  await page.getByRole('button', { name: says('record') }).tap();
  await page.getByText(/^0:0[1-9]$/).waitFor();
  await page.getByRole('button', { name: says('stop') }).tap();
  const listen = page.getByRole('button', { name: says('listen') });
  await listen.tap();
  await listen.and(page.locator('[aria-pressed="true"]')).waitFor();
  await noWiderThanThePhone(page);
  await page.getByRole('button', { name: zone }).tap();

  await page.getByText(words('ar', 'help.sent')).waitFor();
  await shown(page, says('photoOf', { number: 1, count: 1 }));
  const seconds = await page.locator('audio').evaluate(async (audio: HTMLAudioElement) => {
    audio.muted = true;
    await audio.play();
    return audio.duration;
  });
  expect(seconds).toBeGreaterThan(0.9);
  expect(seconds).toBeLessThan(10);
  await page.context().close();
});

test('who forgets to stop speaking sends what was said; who gives no microphone may still choose a file', async () => {
  const page = await asking({ javaScript: true });
  await page.getByRole('button', { name: says('record') }).tap();
  await page.getByText(/^0:0[1-9]$/).waitFor();
  await page.getByRole('button', { name: zone }).tap();
  await page.getByText(words('ar', 'help.sent')).waitFor();
  expect(await page.locator('audio').count()).toBe(1);
  await page.context().close();

  const without = await asking({ javaScript: true, microphone: false });
  await without.getByRole('button', { name: says('record') }).tap();
  await without.getByText(says('says.noMicrophone')).waitFor();
  expect(await without.getByLabel(says('voiceFile')).isVisible()).toBe(true);
  await without.context().close();
});

test('a visitor reads that photos come after signing in', async () => {
  const page = await site.windowOf(site.town.visitor, { locale: 'ar', width: 360 });
  await page.goto('/help/ask?category=REPAIRS&when=TOMORROW');
  await page.getByText(words('ar', 'help.askMore')).tap();
  await page.getByText(says('signInFirst')).waitFor();
  expect(await page.locator('input[type=file]').count()).toBe(0);
  await page.context().close();
});

test('a page reads long forms of people who are signed in only', async () => {
  const amina = await site.town.member({ locale: 'ar' });
  const post = async (cookie: string, megabytes: number) => {
    const body = new FormData();
    body.set('photo-1', new Blob([new Uint8Array(megabytes * 1024 * 1024)], { type: 'image/jpeg' }), 'x.jpg');
    const headers = { cookie, origin: site.address, accept: 'text/html' };
    const answer = await fetch(`${site.address}/help/ask`, { method: 'POST', headers, body, redirect: 'manual' });
    return answer.status;
  };
  expect(await post(amina.headers.cookie ?? '', 8)).toBe(303);
  expect(await post('vicinia.session_token=made-up', 8)).toBe(413);
  expect(await post('', 8)).toBe(413);
  expect(await post(amina.headers.cookie ?? '', 41)).toBe(413);
  expect(await Promise.all(Array.from({ length: 8 }, () => post(amina.headers.cookie ?? '', 7)))).toEqual(
    Array(8).fill(303),
  );
});

async function asking({ javaScript, microphone = true }: { javaScript: boolean; microphone?: boolean }): Promise<Page> {
  const amina = await site.town.member({ locale: 'ar', speaks: ['ar'] });
  const page = await site.windowOf(amina, { locale: 'ar', width: 360, javaScript });
  if (!microphone) await page.addInitScript(refuseTheMicrophone);
  await page.goto('/help/ask?category=REPAIRS&when=TOMORROW');
  await page.getByText(words('ar', 'help.askMore')).tap();
  return page;
}

/** As when somebody says no to the question of the browser, which tests without a screen are not asked. */
function refuseTheMicrophone(): void {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
}

/** A photo with this description is there and was really loaded. */
async function shown(page: Page, alt: string): Promise<void> {
  const image = page.getByAltText(alt);
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(480);
}

async function noWiderThanThePhone(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: 'white', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
