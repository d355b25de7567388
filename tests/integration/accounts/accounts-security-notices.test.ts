import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, linkParameter } from './browser.ts';
import { SecurityKey } from './security-key.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const password = 'quattro-melanzane-viola';

async function signedIn(email: string, headers: Record<string, string> = {}): Promise<Browser> {
  const browser = stage.browser(headers);
  await browser.post('/sign-in/magic-link', { email });
  await browser.post('/sign-in/link', { token: linkParameter((await stage.lastMessage(email))?.text, 'token') });
  return browser;
}

/** The reasons of the notices of a member, oldest first. */
async function toldTo(browser: Browser): Promise<string[]> {
  const session = await stage.accounts.lookupSession(browser.headers());
  const { rows } = await stage.pool.query<{ reason: string }>(
    `select params ->> 'reason' as reason from notification where member_id = $1 and kind = 'SECURITY_CHANGED' order by id`,
    [session?.memberId],
  );
  return rows.map(({ reason }) => reason);
}

async function addPhone(browser: Browser, phoneNumber: string) {
  await browser.post('/phone-number/send-otp', { phoneNumber });
  const code = /\d{6}/.exec((await stage.lastMessage(phoneNumber))?.text ?? '')?.[0];
  return browser.post('/phone-number/add', { phoneNumber, code });
}

async function addPasskey(browser: Browser) {
  const { body } = await browser.get<{ challenge: string }>('/passkey/generate-register-options?name=Telefono');
  const response = new SecurityKey('http://localhost').register(body.challenge);
  return browser.post('/passkey/verify-registration', { response, name: 'Telefono' });
}

describe('people hear of what changes in how they get in', () => {
  test('a password: the first, the next, and one chosen with a link; each once, and nothing of it is in the notice', async () => {
    const email = 'serena@example.org';
    const browser = await signedIn(email);
    expect(await toldTo(browser), 'who has just come is told nothing').toEqual([]);
    await browser.post('/set-password', { newPassword: password });
    expect(await toldTo(browser)).toEqual(['PASSWORD_ADDED']);
    const next = 'un-altro-cielo-azzurro';
    expect(
      (await browser.post('/change-password', { currentPassword: 'wrong-password', newPassword: next })).status,
    ).toBe(401);
    expect(await toldTo(browser), 'what was refused changed nothing').toEqual(['PASSWORD_ADDED']);
    await browser.post('/change-password', { currentPassword: password, newPassword: next });
    await stage.browser().post('/request-password-reset', { email });
    const token = linkParameter((await stage.lastMessage(email))?.text, 'token');
    await stage.browser().post('/reset-password', { token, newPassword: password });
    const again = await signedIn(email);
    expect(await toldTo(again)).toEqual(['PASSWORD_ADDED', 'PASSWORD_CHANGED', 'PASSWORD_CHANGED']);
    const { rows } = await stage.pool.query<{ all: string }>(`select json_agg(n)::text as all from notification n`);
    for (const secret of [password, next, token]) expect(rows[0]?.all).not.toContain(secret);
  });

  test('who signs up with a password is not told that there is one', async () => {
    const email = 'nuova@example.org';
    const browser = stage.browser();
    await browser.post('/sign-up/email', { name: 'Nuova', email, password });
    await browser.post('/confirm-email', { token: linkParameter((await stage.lastMessage(email))?.text, 'token') });
    expect(await toldTo(browser)).toEqual([]);
  });

  test('a passkey that comes and goes, but not its new name', async () => {
    const browser = await signedIn('piera@example.org');
    const { body } = await addPasskey(browser);
    expect(await toldTo(browser)).toEqual(['PASSKEY_ADDED']);
    await browser.post('/passkey/update-passkey', { id: body['id'], name: 'Il mio telefono' });
    const session = await stage.accounts.lookupSession(browser.headers());
    await stage.pool.query('update auth_session set second_factor_at = now() where user_id = $1', [session?.memberId]);
    await browser.post('/passkey/delete-passkey', { id: body['id'] });
    expect(await toldTo(browser)).toEqual(['PASSKEY_ADDED', 'PASSKEY_REMOVED']);
  });

  test('the code app, once it works and when it is switched off; giving a code later is no change', async () => {
    const browser = await signedIn('ines@example.org');
    const { body } = await browser.post<{ secret: string }>('/two-factor/enable');
    expect(await toldTo(browser)).toEqual([]);
    const code = () => new TOTP({ secret: body.secret }).generate();
    await browser.post('/two-factor/verify-totp', { code: code() });
    await browser.post('/two-factor/verify-totp', { code: code() });
    expect(await toldTo(browser)).toEqual(['SECOND_FACTOR_ADDED']);
    expect((await browser.post('/two-factor/disable')).status).toBe(200);
    expect(await toldTo(browser)).toEqual(['SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED']);
  });

  test('a phone number, and the number that it replaces hears of it too', async () => {
    const browser = await signedIn('gina@example.org', { 'accept-language': 'uk' });
    expect((await addPhone(browser, '+393330000201')).status).toBe(200);
    expect(await toldTo(browser)).toEqual(['PHONE_CHANGED']);
    expect((await addPhone(browser, '+393330000202')).status).toBe(200);
    expect(await toldTo(browser)).toEqual(['PHONE_CHANGED', 'PHONE_CHANGED']);
    expect((await stage.lastMessage('+393330000201'))?.text).toMatch(/^Vicinia: твій акаунт має інший номер/);
  });

  test('an address, and the one of before hears of it too', async () => {
    const browser = await signedIn('prima@example.org');
    await browser.post('/change-email', { newEmail: 'dopo@example.org' });
    const token = linkParameter((await stage.lastMessage('dopo@example.org'))?.text, 'token');
    expect((await stage.browser().post('/confirm-email', { token })).status).toBe(200);
    expect(await toldTo(browser)).toEqual(['EMAIL_CHANGED']);
    const mail = await stage.lastMessage('prima@example.org');
    expect(mail?.subject).toBe('Un altro indirizzo per il tuo accesso a Vicinia');
    expect(mail?.text, 'where it leads is the new owner’s matter').not.toContain('dopo@');
  });

  test('a link that was made up changes and tells nothing', async () => {
    const payload = (word: unknown) => `x.${Buffer.from(JSON.stringify(word)).toString('base64url')}.x`;
    for (const token of ['x', 'x.x.x', payload(null), payload({ updateTo: 'a@b.example', userId: "' or 1=1" })])
      expect((await stage.browser().post('/confirm-email', { token })).body).toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('by mail, even to somebody who wants no mail', async () => {
    const email = 'muta@example.org';
    const browser = await signedIn(email);
    const session = await stage.accounts.lookupSession(browser.headers());
    await stage.pool.query(
      `update auth_user set phone_number = '+393330000203', phone_number_verified = true where id = $1`,
      [session?.memberId],
    );
    await stage.pool.query(`insert into notice_choice (member_id, without) values ($1, '{MAIL}')`, [session?.memberId]);
    await browser.post('/set-password', { newPassword: password });
    await stage.deliver();
    const mail = await stage.lastMessage(email);
    expect(mail?.subject).toBe('Il tuo accesso è cambiato');
    expect(mail?.text).toContain('C’è una password nuova.');
    expect(mail?.text).toContain('/profile/security');
  });
});
