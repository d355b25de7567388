import { TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrPath } from '../../web/src/lib/features/members/qr.server.ts';
import { eventually } from '../testkit/eventually.ts';
import { ask, offer } from '../testkit/help.ts';
import { openSession } from '../testkit/session.ts';
import { openSite, type Sight, type Site } from '../testkit/site.ts';
import { newKey, type Person } from '../testkit/town.ts';
import { words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const t = (id: string, values?: Record<string, string>) => words('it', id, values);
const password = 'quattro-melanzane-viola';
const simple: Sight = { width: 360, javaScript: false };

describe('ways in', () => {
  test('a visitor asks, comes in with the link from her mail, says her name, and her request is still there', async () => {
    const page = await site.windowOf(site.town.visitor, simple);
    await page.goto('/help/ask?category=FURNITURE&when=THIS_WEEK');
    await page.getByText(t('help.askMore')).tap();
    await page.getByLabel(t('help.askDetails')).fill('Un tavolo per studiare');
    await page.getByRole('button', { name: 'San Nicola' }).tap();
    await page.getByLabel(t('account.email')).fill('samira@example.org');
    await button(page, 'account.sendLink').tap();
    await heading(page, 'account.sent').waitFor();

    const link = await linkSentTo('samira@example.org');
    await page.goto(link);
    await button(page, 'account.comeIn').tap();
    await page.getByLabel(t('profile.name')).fill('Samira');
    await button(page, 'profile.welcomeDone').tap();
    expect(await page.getByLabel(t('help.askDetails')).inputValue()).toBe('Un tavolo per studiare');
    await page.getByRole('button', { name: t('help.askSend', { zone: 'San Nicola' }) }).tap();
    await page.getByText(t('help.sent')).waitFor();
    await page.getByText(t('help.askedBy', { name: 'Samira' })).waitFor();

    // The link has done its work.
    const other = await site.windowOf(site.town.visitor, simple);
    await other.goto(link);
    await button(other, 'account.comeIn').tap();
    await other.getByText(t('errors.LINK_EXPIRED')).waitFor();
    await closing(page, other);
  });

  test('somebody begins with a password, confirms the address, goes, and comes in again', async () => {
    const page = await site.windowOf(site.town.visitor, simple);
    await page.goto('/sign-up');
    await page.getByLabel(t('profile.name')).fill('Oleh');
    await page.getByLabel(t('account.email')).fill('oleh@example.org');
    await page.getByLabel(t('account.newPassword')).fill('1234567890');
    await button(page, 'account.signUpButton').tap();
    await page.getByText(t('errors.COMMON_PASSWORD')).waitFor();
    expect(await page.getByLabel(t('account.email')).inputValue()).toBe('oleh@example.org');
    await page.getByLabel(t('account.newPassword')).fill(password);
    await button(page, 'account.signUpButton').tap();
    await heading(page, 'account.sent').waitFor();
    await page.goto(await linkSentTo('oleh@example.org'));
    await button(page, 'account.confirm').tap();
    await heading(page, 'profile.welcome').waitFor();

    await page.goto('/profile');
    await button(page, 'account.signOut').tap();
    await page.waitForURL(`${site.address}/`);
    await page.goto('/profile');
    await heading(page, 'account.signIn').waitFor();
    await page.getByRole('link', { name: t('account.byPassword') }).tap();
    await page.getByLabel(t('account.email')).fill('oleh@example.org');
    await page.getByLabel(t('account.password'), { exact: true }).fill('quattro-melanzane-gialle');
    await button(page, 'account.comeIn').tap();
    await page.getByText(t('errors.WRONG_CREDENTIALS')).waitFor();
    expect(await page.getByLabel(t('account.email')).inputValue()).toBe('oleh@example.org');
    await page.getByLabel(t('account.password'), { exact: true }).fill(password);
    await button(page, 'account.comeIn').tap();
    await page.getByRole('heading', { level: 1, name: 'Oleh' }).waitFor();
    await closing(page);
  });

  test('a phone number and the code from an SMS are enough', async () => {
    const page = await site.windowOf(site.town.visitor, simple);
    await page.goto('/sign-in/phone?next=/help/mine');
    await page.getByLabel(t('account.phone')).fill('333 456 7890');
    await button(page, 'account.sendCode').tap();
    await page.getByText(t('account.codeSent')).waitFor();
    const code = /\b\d{6}\b/.exec(await (await messageTo('+393334567890')).innerText())?.[0] ?? '';
    await page.getByLabel(t('account.code')).fill(code === '111111' ? '222222' : '111111');
    await button(page, 'account.comeIn').tap();
    await page.getByText(t('errors.WRONG_CODE')).waitFor();
    await page.getByLabel(t('account.code')).fill(code);
    await button(page, 'account.comeIn').tap();
    await heading(page, 'profile.welcome').waitFor();
    await page.getByRole('link', { name: t('profile.later') }).tap();
    await heading(page, 'help.mineTitle').waitFor();
    await closing(page);
  });

  test('a passkey is added on a device and opens the door there', async () => {
    const salma = await site.town.member({ name: 'Salma' });
    const page = await site.windowOf(salma);
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto('/profile/security/passkeys');
    await page.getByLabel(t('account.passkeyName')).fill('Il mio telefono');
    await button(page, 'account.addPasskey').click();
    await page.getByRole('heading', { name: 'Il mio telefono' }).waitFor();
    await page.getByText(t('account.renamePasskey'), { exact: true }).click();
    await page.locator('article, .card').getByLabel(t('account.passkeyName')).first().fill('Il telefono nuovo');
    await button(page, 'account.saveName').click();
    await page.getByRole('heading', { name: 'Il telefono nuovo' }).waitFor();

    await page.context().clearCookies({ name: 'vicinia.session_token' });
    await page.goto('/sign-in/passkey?next=/profile');
    await button(page, 'account.comeIn').click();
    await page.getByRole('heading', { level: 1, name: 'Salma' }).waitFor();
    await closing(page);
  });
});

test('the desk writes down somebody without e-mail or phone and prints a card; with it and its PIN she comes in', async () => {
  const operator = await site.town.member({ name: 'Carla', townRole: 'ACCESS_POINT_OPERATOR' });
  const desk = await site.windowOf(operator, { javaScript: false });
  await desk.goto('/staff/people/new');
  await desk.getByLabel(t('staff.personName')).fill('Nonna Carmela');
  await button(desk, 'staff.registerButton').click();
  await desk.getByRole('heading', { level: 1, name: 'Nonna Carmela' }).waitFor();
  const file = desk.url();
  await desk.getByRole('link', { name: t('staff.newCard') }).click();
  await button(desk, 'staff.makeCard').click();
  await desk.getByText(t('staff.cardReady')).waitFor();
  const sheet = await desk.locator('main').innerText();
  const code = (/(?:[0-9A-Z]{4,5} ){4,}[0-9A-Z]+/.exec(sheet)?.[0] ?? '').replaceAll(' ', '');
  const pin = /\b\d{6}\b/.exec(sheet)?.[0] ?? '';
  const url = `${site.address}/card/${code}`;
  const drawing = desk.getByRole('img', { name: t('staff.printQr') }).locator('path');
  expect(await drawing.getAttribute('d'), 'the QR code leads to the page of the card').toBe(qrPath(url).path);
  await desk.goto(desk.url());
  expect(await desk.content(), 'the PIN is shown once').not.toContain(pin);

  const phone = await site.windowOf(site.town.visitor, simple);
  await phone.goto(url);
  await phone.getByLabel(t('account.pin')).fill(pin === '000000' ? '000001' : '000000');
  await button(phone, 'account.comeIn').tap();
  await phone.getByText(t('errors.WRONG_CREDENTIALS')).waitFor();
  await phone.getByLabel(t('account.pin')).fill(pin);
  await button(phone, 'account.comeIn').tap();
  await phone.waitForURL(`${site.address}/`);
  await phone.goto('/profile');
  await phone.getByRole('heading', { level: 1, name: 'Nonna Carmela' }).waitFor();

  await desk.goto(file);
  await button(desk, 'staff.endCard').click();
  await desk.getByText(t('staff.cardEnded')).waitFor();
  const finder = await site.windowOf(site.town.visitor, simple);
  await finder.goto('/card');
  await finder.getByLabel(t('account.cardCode')).fill(code.toLowerCase());
  await finder.getByLabel(t('account.pin')).fill(pin);
  await button(finder, 'account.comeIn').tap();
  await finder.getByText(t('errors.WRONG_CREDENTIALS')).waitFor();
  await closing(desk, phone, finder);
});

test('staff see nothing delicate before the second code, which they set up once and give in every session', async () => {
  const operator = await site.town.member({ townRole: 'ACCESS_POINT_OPERATOR', secondFactor: false });
  const page = await site.windowOf(operator, simple);
  await page.goto('/staff/people');
  await heading(page, 'account.secondFactor').waitFor();
  await page.getByRole('link', { name: t('account.setUpApp') }).tap();
  await button(page, 'account.setUpApp').tap();
  const secret = (await page.locator('code[dir="ltr"]').innerText()).replaceAll(/\s/g, '');
  const backupCode = await page.getByRole('listitem').locator('code').first().innerText();
  await page.getByLabel(t('account.appCode')).fill(new TOTP({ secret }).generate());
  await button(page, 'account.finishApp').tap();
  await page.getByText(t('profile.saved')).waitFor();
  await page.goto('/staff/people');
  await heading(page, 'staff.people').waitFor();

  const next = await site.windowOf(await again(operator), simple);
  await next.goto('/staff/people');
  await next.getByLabel(t('account.appCode')).fill('12');
  await button(next, 'account.goOn').first().tap();
  await next.getByText(t('errors.WRONG_CODE')).waitFor();
  await next.getByLabel(t('account.appCode')).fill(new TOTP({ secret }).generate());
  await button(next, 'account.goOn').first().tap();
  await heading(next, 'staff.people').waitFor();

  const withoutPhone = await site.windowOf(await again(operator), simple);
  await withoutPhone.goto('/staff/people');
  await withoutPhone.getByText(t('account.noApp')).tap();
  await withoutPhone.getByLabel(t('account.backupCode')).fill(backupCode);
  await button(withoutPhone, 'account.goOn').last().tap();
  await heading(withoutPhone, 'staff.people').waitFor();
  await closing(page, next, withoutPhone);
});

test('a member sees where they are signed in, and ends the session of a lost phone', async () => {
  const rosa = await site.town.member({ name: 'Rosa' });
  const [desk, lost] = [await site.windowOf(rosa), await site.windowOf(await again(rosa), simple)];
  await lost.goto('/profile');
  await lost.getByRole('heading', { level: 1, name: 'Rosa' }).waitFor();
  await desk.goto('/profile/security');
  await desk.getByText(t('account.thisDevice'), { exact: true }).waitFor();
  const end = desk.getByRole('button', { name: t('account.endSession'), exact: true });
  expect(await end.count(), 'the other session, not this one').toBe(1);
  await end.click();
  await desk.getByText(t('profile.saved')).waitFor();
  expect(await end.count()).toBe(0);
  await lost.goto('/profile');
  await heading(lost, 'account.signIn').waitFor();
  await closing(desk, lost);
});

test('somebody takes her data with her and leaves; the neighbour still reads their talk, without the name', async () => {
  const { town } = site;
  const [rosa, mother] = [await town.member({ name: 'Rosa' }), await town.member({ name: 'Amina Benali' })];
  const { threadId } = await offer(
    rosa,
    await ask(town, mother, { details: 'Una spesa per il compleanno' }),
    'Vengo io',
  );
  await mother.query(
    'mutation ($key: UUID!, $id: UUID!) { sendMessage(key: $key, threadId: $id, text: "Grazie mille, a domani") { id } }',
    { key: newKey(), id: threadId },
  );
  const page = await site.windowOf(mother);
  await page.goto('/profile/data');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: t('profile.downloadButton') }).click();
  const file = await textOf(await (await download).createReadStream());
  for (const own of ['Amina Benali', 'Una spesa per il compleanno', 'Grazie mille, a domani']) {
    expect(JSON.stringify(JSON.parse(file))).toContain(own);
  }

  await page.goto('/profile/data/delete');
  await page.getByLabel(t('profile.leaveSure')).check();
  await button(page, 'profile.leaveNow').click();
  await page.waitForURL(`${site.address}/`);
  await page.goto('/profile');
  await heading(page, 'account.signIn').waitFor();

  const neighbour = await site.windowOf(rosa);
  await neighbour.goto(`/threads/${threadId}`);
  await neighbour.getByText('Grazie mille, a domani').waitFor();
  await neighbour.getByText(t('ui.gone')).first().waitFor();
  expect(await neighbour.content()).not.toContain('Amina');
  await closing(page, neighbour);
});

const button = (page: Page, id: string) => page.getByRole('button', { name: t(id), exact: true });
const heading = (page: Page, id: string) => page.getByRole('heading', { level: 1, name: t(id) });
const closing = (...pages: Page[]) => Promise.all(pages.map((page) => page.context().close()));

/** The newest message to somebody, on the page that shows what would have been sent. */
async function messageTo(recipient: string): Promise<Locator> {
  const outbox = await site.windowOf(site.town.visitor);
  const message = outbox.getByRole('article').filter({ hasText: recipient }).first();
  await eventually(async () => {
    await outbox.goto('/dev/outbox');
    expect(await message.count()).toBe(1);
  });
  return message;
}

async function linkSentTo(address: string): Promise<string> {
  const message = await messageTo(address);
  const link = await message.getByRole('link').getAttribute('href');
  await message.page().context().close();
  return link ?? '';
}

/** The same person on another device. */
async function again(person: Person): Promise<Person> {
  const cookie = await openSession(site.town.pool, person.id, site.town.config.secret);
  return { ...person, headers: { cookie } };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk.toString();
  return text;
}
