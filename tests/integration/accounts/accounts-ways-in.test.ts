import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkParameter } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const password = 'quattro-melanzane-viola';

async function confirmedMember(email: string) {
  const browser = stage.browser();
  await browser.post('/sign-up/email', { name: 'Amina', email, password });
  const mail = await stage.lastMessage(email);
  const answer = await browser.post('/confirm-email', { token: linkParameter(mail?.text, 'token') });
  expect(answer).toMatchObject({ status: 200, body: { status: true, newMember: true } });
  return browser;
}

describe('e-mail link', () => {
  test('a new neighbour signs in with a link, in the language of the browser, and only once', async () => {
    const browser = stage.browser({ 'accept-language': 'ar' });
    expect(await browser.post('/sign-in/magic-link', { email: 'Samira@Example.org', next: '/help' })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    const mail = await stage.lastMessage('samira@example.org');
    expect(mail?.subject).toBe('دخولك إلى Vicinia');
    expect(linkParameter(mail?.text, 'next')).toBe('/help');
    const token = linkParameter(mail?.text, 'token');
    expect(await browser.post('/sign-in/link', { token })).toMatchObject({
      status: 200,
      body: { status: true, newMember: true },
    });
    const session = await stage.accounts.lookupSession(browser.headers());
    expect(session).toMatchObject({ secondFactor: false });
    const { rows } = await stage.pool.query(`select display_name, locale from member where id = $1`, [
      session?.memberId,
    ]);
    expect(rows).toEqual([{ display_name: 'شخص من الحي', locale: 'ar' }]);
    expect(await stage.browser().post('/sign-in/link', { token })).toMatchObject({
      status: 400,
      body: { code: 'LINK_EXPIRED' },
    });
  });

  test('the session cookie is HttpOnly and SameSite=Lax, and no answer carries a token', async () => {
    await stage.browser().post('/sign-in/magic-link', { email: 'cookie@example.org' });
    const token = linkParameter((await stage.lastMessage('cookie@example.org'))?.text, 'token');
    const response = await stage.http.inject({ method: 'POST', url: '/api/auth/sign-in/link', payload: { token } });
    const cookie = [response.headers['set-cookie'] ?? []]
      .flat()
      .find((line) => line.startsWith('vicinia.session_token='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(response.body).not.toContain(decodeURIComponent(cookie?.split(/[=;]/)[1] ?? '').split('.')[0]);
  });

  test('`next` never leads to another site', async () => {
    await stage.browser().post('/sign-in/magic-link', { email: 'next@example.org', next: '//evil.example/' });
    expect(linkParameter((await stage.lastMessage('next@example.org'))?.text, 'next')).toBe('/');
  });

  test('nobody can be signed in from another site', async () => {
    const answer = await stage.browser().post('/sign-in/link', { token: 'x' }, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });
});

describe('password', () => {
  test('signing up, confirming, signing out and in again', async () => {
    const browser = await confirmedMember('amina@example.org');
    expect(await stage.accounts.lookupSession(browser.headers())).not.toBeNull();
    await browser.post('/sign-out');
    expect(await stage.accounts.lookupSession(browser.headers())).toBeNull();
    const again = stage.browser();
    expect(await again.post('/sign-in/email', { email: 'AMINA@example.org', password })).toMatchObject({
      status: 200,
      body: { status: true, secondFactor: false },
    });
    expect(await stage.accounts.lookupSession(again.headers())).not.toBeNull();
  });

  test('the link that confirms works once', async () => {
    const browser = stage.browser();
    await browser.post('/sign-up/email', { name: 'Once', email: 'once@example.org', password });
    const token = linkParameter((await stage.lastMessage('once@example.org'))?.text, 'token');
    expect((await browser.post('/confirm-email', { token })).status).toBe(200);
    expect(await stage.browser().post('/confirm-email', { token })).toMatchObject({
      status: 400,
      body: { code: 'LINK_EXPIRED' },
    });
  });

  test.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['1234567890', 'COMMON_PASSWORD'],
    ['Qwertyuiop', 'COMMON_PASSWORD'],
    ['x'.repeat(129), 'TOO_LONG'],
  ])('the password %s is refused', async (weak, code) => {
    const answer = await stage
      .browser()
      .post('/sign-up/email', { name: 'A', email: 'weak@example.org', password: weak });
    expect(answer).toMatchObject({ status: 400, body: { code, field: 'password' } });
  });

  test('a forgotten password is replaced, every session ends, and the link works once', async () => {
    const browser = await confirmedMember('forgetful@example.org');
    await stage.browser().post('/request-password-reset', { email: 'forgetful@example.org' });
    const token = linkParameter((await stage.lastMessage('forgetful@example.org'))?.text, 'token');
    const newPassword = 'un-altro-cielo-azzurro';
    expect((await stage.browser().post('/reset-password', { token, newPassword: '1234567890' })).body).toMatchObject({
      code: 'COMMON_PASSWORD',
    });
    expect((await stage.browser().post('/reset-password', { token, newPassword })).status).toBe(200);
    await expect.poll(() => stage.accounts.lookupSession(browser.headers())).toBeNull();
    expect((await stage.browser().post('/reset-password', { token, newPassword })).body).toMatchObject({
      code: 'LINK_EXPIRED',
    });
    expect((await stage.browser().post('/sign-in/email', { email: 'forgetful@example.org', password })).status).toBe(
      401,
    );
    expect(
      (await stage.browser().post('/sign-in/email', { email: 'forgetful@example.org', password: newPassword })).status,
    ).toBe(200);
  });

  test('a member changes the password; a member without one sets the first', async () => {
    const browser = await confirmedMember('changing@example.org');
    const newPassword = 'tre-gatti-sul-balcone';
    expect(
      (await browser.post('/change-password', { currentPassword: 'wrong-wrong-wrong', newPassword })).body,
    ).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect((await browser.post('/change-password', { currentPassword: password, newPassword })).status).toBe(200);
    expect((await browser.post('/set-password', { newPassword })).body).toMatchObject({ code: 'NOT_ALLOWED' });

    const other = stage.browser();
    await other.post('/sign-in/magic-link', { email: 'first@example.org' });
    await other.post('/sign-in/link', {
      token: linkParameter((await stage.lastMessage('first@example.org'))?.text, 'token'),
    });
    expect((await other.post('/set-password', { newPassword })).status).toBe(200);
    expect(
      (await stage.browser().post('/sign-in/email', { email: 'first@example.org', password: newPassword })).status,
    ).toBe(200);
  });

  test('whoever proves the address with a link does not inherit a password that a stranger set before', async () => {
    await stage.browser().post('/sign-up/email', { name: 'Stranger', email: 'victim@example.org', password });
    const owner = stage.browser();
    await owner.post('/sign-in/magic-link', { email: 'victim@example.org' });
    expect(
      (
        await owner.post('/sign-in/link', {
          token: linkParameter((await stage.lastMessage('victim@example.org'))?.text, 'token'),
        })
      ).status,
    ).toBe(200);
    expect((await stage.browser().post('/sign-in/email', { email: 'victim@example.org', password })).status).toBe(401);
  });
});

describe('phone code', () => {
  const sentCode = async (number: string) => /\d{6}/.exec((await stage.lastMessage(number))?.text ?? '')?.[0] ?? '';

  test('an Italian number as people write it signs up and in, and no address is shown', async () => {
    const browser = stage.browser();
    expect((await browser.post('/phone-number/send-otp', { phoneNumber: '347 123 4567' })).status).toBe(200);
    const code = await sentCode('+393471234567');
    expect(await browser.post('/phone-number/verify', { phoneNumber: '0039 347 1234567', code })).toMatchObject({
      status: 200,
      body: { newMember: true },
    });
    const session = await stage.accounts.lookupSession(browser.headers());
    expect(await stage.accounts.accountProfile(session?.memberId ?? '')).toEqual({
      email: null,
      emailVerified: false,
      phone: '+393471234567',
      hasPassword: false,
      hasSecondFactor: false,
    });
  });

  test('a code dies after three wrong tries', async () => {
    const browser = stage.browser();
    await browser.post('/phone-number/send-otp', { phoneNumber: '+39 347 765 4321' });
    const code = await sentCode('+393477654321');
    const wrong = code === '000000' ? '000001' : '000000';
    for (let i = 0; i < 3; i++) {
      expect(
        (await browser.post('/phone-number/verify', { phoneNumber: '+393477654321', code: wrong })).body,
      ).toMatchObject({ code: 'WRONG_CODE' });
    }
    expect((await browser.post('/phone-number/verify', { phoneNumber: '+393477654321', code })).body).toMatchObject({
      code: 'WRONG_CODE',
    });
  });

  test('a signed-in member adds a number and an address', async () => {
    const browser = await confirmedMember('both@example.org');
    await browser.post('/phone-number/send-otp', { phoneNumber: '333 222 1110' });
    expect(
      (await browser.post('/phone-number/add', { phoneNumber: '333 222 1110', code: await sentCode('+393332221110') }))
        .status,
    ).toBe(200);
    const session = await stage.accounts.lookupSession(browser.headers());
    expect((await stage.accounts.accountProfile(session?.memberId ?? ''))?.phone).toBe('+393332221110');
  });

  test('a member with only a phone adds a confirmed address', async () => {
    const browser = stage.browser();
    await browser.post('/phone-number/send-otp', { phoneNumber: '333 222 1112' });
    await browser.post('/phone-number/verify', { phoneNumber: '333 222 1112', code: await sentCode('+393332221112') });
    expect((await browser.post('/change-email', { newEmail: 'later@example.org' })).status).toBe(200);
    const mail = await stage.lastMessage('later@example.org');
    expect(await browser.post('/confirm-email', { token: linkParameter(mail?.text, 'token') })).toMatchObject({
      status: 200,
      body: { newMember: false },
    });
    const session = await stage.accounts.lookupSession(browser.headers());
    expect(await stage.accounts.accountProfile(session?.memberId ?? '')).toMatchObject({
      email: 'later@example.org',
      emailVerified: true,
    });
  });

  test('what is not a phone number is said at once', async () => {
    expect((await stage.browser().post('/phone-number/send-otp', { phoneNumber: 'casa' })).body).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'phoneNumber',
    });
  });
});

test('paths that are not ours do not exist', async () => {
  for (const path of [
    '/update-user',
    '/list-sessions',
    '/api-key/create',
    '/two-factor/get-totp-uri',
    '/__proto__',
    '/delete-user',
  ]) {
    expect((await stage.browser().post(path)).body).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('ten sign-ups with one address at once make one account, with the same answer for all', async () => {
  const signUp = () => stage.browser().post('/sign-up/email', { name: 'Ten', email: 'ten@example.org', password });
  const answers = await Promise.all(Array.from({ length: 10 }, signUp));
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { status: true } });
  const { rows } = await stage.pool.query(`select 1 from auth_user where email = 'ten@example.org'`);
  expect(rows).toHaveLength(1);
});
