import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../server/src/platform/ids.ts';
import type { Browser } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const password = 'quattro-melanzane-viola';
const codeOf = (secret: string) => new TOTP({ secret }).generate();
const wrongCode = (secret: string) => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');

async function cardMember() {
  const memberId = await stage.accounts.createPerson({ displayName: 'Ines', locale: 'it' });
  const card = await stage.accounts.issueAccessCard(memberId, memberId);
  const signIn = async () => {
    const browser = stage.browser();
    await browser.post('/sign-in/access-card', card);
    return browser;
  };
  return { memberId, signIn };
}

interface Enrolment {
  totpURI: string;
  secret: string;
  backupCodes: string[];
}

async function enrol(browser: Browser): Promise<Enrolment> {
  const { body } = await browser.post<Enrolment>('/two-factor/enable');
  expect((await browser.post('/two-factor/verify-totp', { code: codeOf(body.secret) })).status).toBe(200);
  return body;
}

const secondFactor = async (browser: Browser) => (await stage.accounts.lookupSession(browser.headers()))?.secondFactor;

test('a member without a password enrols an authenticator app, and the session counts as strong', async () => {
  const { signIn } = await cardMember();
  const browser = await signIn();
  expect(await secondFactor(browser)).toBe(false);
  const { totpURI, backupCodes } = await enrol(browser);
  expect(totpURI).toMatch(/^otpauth:\/\/totp\/Vicinia\?/);
  expect(totpURI).not.toContain('invalid');
  expect(backupCodes).toHaveLength(10);
  expect(await secondFactor(browser)).toBe(true);
});

test('the next session gives the second factor later, with the app or a backup code that works once', async () => {
  const { signIn } = await cardMember();
  const { secret, backupCodes } = await enrol(await signIn());
  const later = await signIn();
  expect(await secondFactor(later)).toBe(false);
  expect((await later.post('/two-factor/verify-totp', { code: wrongCode(secret) })).body).toMatchObject({
    code: 'WRONG_CODE',
  });
  expect(await secondFactor(later)).toBe(false);
  expect((await later.post('/two-factor/verify-totp', { code: codeOf(secret) })).status).toBe(200);
  await expect.poll(() => secondFactor(later)).toBe(true);

  const [one, two] = [await signIn(), await signIn()];
  expect((await one.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(200);
  await expect.poll(() => secondFactor(one)).toBe(true);
  expect((await two.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).body).toMatchObject({
    code: 'WRONG_CODE',
  });
});

test('guessing codes within a session ends after ten tries', async () => {
  const { signIn } = await cardMember();
  const { secret } = await enrol(await signIn());
  const thief = await signIn();
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push(await thief.post('/two-factor/verify-totp', { code: wrongCode(secret) }));
  expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
});

test('with only the first factor nobody replaces the second', async () => {
  const { signIn } = await cardMember();
  await enrol(await signIn());
  const thief = await signIn();
  for (const path of ['/two-factor/disable', '/two-factor/generate-backup-codes', '/two-factor/enable']) {
    expect((await thief.post(path)).body).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
  }
  expect((await thief.get('/passkey/generate-register-options')).body).toMatchObject({
    code: 'SECOND_FACTOR_REQUIRED',
  });
  expect((await thief.post('/change-email', { newEmail: 'thief@example.org' })).body).toMatchObject({
    code: 'SECOND_FACTOR_REQUIRED',
  });
});

test('with the second factor given it can be switched off', async () => {
  const { memberId, signIn } = await cardMember();
  const browser = await signIn();
  await enrol(browser);
  expect(
    (await browser.post<{ backupCodes: string[] }>('/two-factor/generate-backup-codes')).body.backupCodes,
  ).toHaveLength(10);
  expect((await browser.post('/two-factor/disable')).status).toBe(200);
  expect((await stage.accounts.accountProfile(memberId))?.hasSecondFactor).toBe(false);
});

test('a demo account signs in with password and code', async () => {
  const memberId = newId();
  const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  await stage.accounts.createDemoAccount({
    memberId,
    displayName: 'Staff',
    locale: 'it',
    email: 'staff@example.org',
    password,
    totpSecret,
  });
  const browser = stage.browser();
  expect(await browser.post('/sign-in/email', { email: 'staff@example.org', password })).toMatchObject({
    status: 200,
    body: { secondFactor: true },
  });
  expect(await stage.accounts.lookupSession(browser.headers())).toBeNull();
  expect((await browser.post('/two-factor/verify-totp', { code: wrongCode(totpSecret) })).body).toMatchObject({
    code: 'WRONG_CODE',
  });
  expect((await browser.post('/two-factor/verify-totp', { code: codeOf(totpSecret) })).status).toBe(200);
  await expect
    .poll(() => stage.accounts.lookupSession(browser.headers()))
    .toMatchObject({ memberId, secondFactor: true });
});

test('a code without a challenge leads back to signing in', async () => {
  expect((await stage.browser().post('/two-factor/verify-totp', { code: '123456' })).body).toMatchObject({
    code: 'SIGN_IN_REQUIRED',
  });
});
