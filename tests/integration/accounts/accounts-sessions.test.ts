import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function member() {
  const memberId = await stage.accounts.createPerson({ displayName: 'Rosa', locale: 'it' });
  const card = await stage.accounts.issueAccessCard(memberId, memberId);
  const signIn = async (): Promise<Browser> => {
    const browser = stage.browser({ 'user-agent': 'Firefox' });
    await browser.post('/sign-in/access-card', { ...card, remember: true });
    return browser;
  };
  return { memberId, signIn };
}

interface OwnSession {
  id: string;
  current: boolean;
}

test('a member sees the own sessions by id and ends one; it is out at once in every process', async () => {
  const { signIn } = await member();
  const [phone, library] = [await signIn(), await signIn()];
  const second = await stage.secondProcess();
  expect(await second.accounts.lookupSession(library.headers())).not.toBeNull();
  expect(await stage.accounts.lookupSession(library.headers())).not.toBeNull();

  const { body } = await phone.get<OwnSession[]>('/sessions');
  expect(body).toHaveLength(2);
  expect(JSON.stringify(body)).not.toMatch(/token/i);
  const other = body.find(({ current }) => !current);
  expect((await phone.post('/sessions/revoke', { id: other?.id })).status).toBe(200);

  await expect.poll(() => second.accounts.lookupSession(library.headers())).toBeNull();
  await expect.poll(() => stage.accounts.lookupSession(library.headers())).toBeNull();
  expect(await stage.accounts.lookupSession(phone.headers())).not.toBeNull();
  await second.stop();
});

test('nobody ends the session of somebody else', async () => {
  const [one, other] = [await (await member()).signIn(), await (await member()).signIn()];
  const { body } = await other.get<OwnSession[]>('/sessions');
  expect(await one.post('/sessions/revoke', { id: body[0]?.id })).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  });
  expect(await stage.accounts.lookupSession(other.headers())).not.toBeNull();
});

test('ending all others keeps this one', async () => {
  const { signIn } = await member();
  const [here, there] = [await signIn(), await signIn()];
  await here.post('/sessions/revoke-others');
  await expect.poll(() => stage.accounts.lookupSession(there.headers())).toBeNull();
  expect(await stage.accounts.lookupSession(here.headers())).not.toBeNull();
});

test('a visitor has no sessions to see', async () => {
  expect(await stage.browser().get('/sessions')).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REQUIRED' } });
});

test('a forged or foreign cookie is nobody, without asking the database', async () => {
  const browser = await (await member()).signIn();
  const [name, value = ''] = [...browser.cookies][0] ?? [];
  for (const forged of [`${value}x`, value.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')), 'a.b', '%', '']) {
    expect(await stage.accounts.lookupSession(new Headers({ cookie: `${name}=${forged}` }))).toBeNull();
  }
});

test('a POST with cookies but from nowhere or another site is refused', async () => {
  const browser = await (await member()).signIn();
  expect((await browser.post('/sessions/revoke-others', {}, { origin: 'https://evil.example' })).body).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const nowhere = await stage.http.inject({
    method: 'POST',
    url: '/api/auth/sign-out',
    headers: { cookie: browser.cookieHeader() },
    payload: {},
  });
  expect(nowhere.json()).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('the export holds no secrets, and a deleted account is out everywhere', async () => {
  const { memberId, signIn } = await member();
  const browser = await signIn();
  const { secret } = await stage.accounts.createApiToken(memberId, 'Calendar', ['profile:read'], 30);
  const exported = JSON.stringify(await stage.accounts.exportAccount(memberId));
  expect(exported).toContain('Calendar');
  expect(exported).not.toMatch(/no-mail|hash|"token"/);
  await stage.accounts.deleteAccount(memberId);
  await expect.poll(() => stage.accounts.lookupSession(browser.headers())).toBeNull();
  expect(await stage.accounts.verifyApiToken(secret)).toBeNull();
  expect(await stage.accounts.accountProfile(memberId)).toBeNull();
});

test('an API token carries its scopes, is kept as a hash, and ends when revoked', async () => {
  const { memberId } = await member();
  const { token, secret } = await stage.accounts.createApiToken(
    memberId,
    'Shop',
    ['help:read', 'help:write', 'zones:write'],
    null,
  );
  expect(secret).toMatch(/^vic_/);
  expect(token).toMatchObject({ name: 'Shop', scopes: ['help:read', 'help:write', 'zones:write'], expiresAt: null });
  const found = await stage.accounts.lookupToken(new Headers({ authorization: `Bearer ${secret}` }));
  expect(found).toEqual({ memberId, scopes: new Set(['help:read', 'help:write', 'zones:write']) });
  expect((await stage.accounts.listApiTokens(memberId))[0]?.lastUsedAt).toBeInstanceOf(Date);
  const { rows } = await stage.pool.query(`select * from auth_api_key where id = $1`, [token.id]);
  expect(JSON.stringify(rows)).not.toContain(secret.slice(10));
  const stranger = (await member()).memberId;
  expect(await stage.accounts.revokeApiToken(stranger, token.id)).toBe(false);
  expect(await stage.accounts.revokeApiToken(memberId, token.id)).toBe(true);
  expect(await stage.accounts.verifyApiToken(secret)).toBeNull();
});

test('a token past its day, an unknown one and a wrong scope are refused', async () => {
  const { memberId } = await member();
  const { token, secret } = await stage.accounts.createApiToken(memberId, 'Old', ['help:read'], 1);
  await stage.pool.query(`update auth_api_key set expires_at = now() - interval '1 minute' where id = $1`, [token.id]);
  expect(await stage.accounts.verifyApiToken(secret)).toBeNull();
  expect(await stage.accounts.verifyApiToken('vic_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).toBeNull();
  await expect(stage.accounts.createApiToken(memberId, 'X', ['everything'], null)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('what has expired is cleared, and with it accounts that nobody confirmed within a week', async () => {
  await stage
    .browser()
    .post('/sign-up/email', { name: 'Ghost', email: 'ghost@example.org', password: 'quattro-melanzane-viola' });
  const { rows } = await stage.pool.query<{ id: string }>(
    `update auth_user set created_at = now() - interval '8 days' where email = 'ghost@example.org' returning id`,
  );
  const { memberId, signIn } = await member();
  const browser = await signIn();
  expect(await stage.accounts.removeExpired()).toEqual([rows[0]?.id]);
  expect(await stage.accounts.lookupSession(browser.headers())).toMatchObject({ memberId });
});

test('behind https the cookie is Secure, and only the public address counts as this site', async () => {
  const secure = await openStage({ publicUrl: 'https://vicinia.example' });
  const memberId = await secure.accounts.createPerson({ displayName: 'Rosa', locale: 'it' });
  const card = await secure.accounts.issueAccessCard(memberId, memberId);
  expect((await secure.browser().post('/sign-in/access-card', card)).body).toMatchObject({ code: 'NOT_ALLOWED' });
  const browser = secure.browser({ origin: 'https://vicinia.example' });
  await browser.post('/sign-in/access-card', card);
  expect([...browser.cookies.keys()]).toContain('__Secure-vicinia.session_token');
  expect(await secure.accounts.lookupSession(browser.headers())).toMatchObject({ memberId });
  await browser.post('/sign-in/magic-link', { email: 'secure@example.org' });
  expect((await secure.lastMessage('secure@example.org'))?.text).toContain(
    'https://vicinia.example/sign-in/link?token=',
  );
  await secure.close();
});
