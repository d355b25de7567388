import { afterAll, beforeAll, expect, test } from 'vitest';
import { SecurityKey } from './security-key.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const origin = 'http://localhost';

interface Options {
  challenge: string;
  user: { name: string; displayName: string };
}

async function memberWithPasskey() {
  const memberId = await stage.accounts.createPerson({ displayName: 'Nour', locale: 'ar' });
  const card = await stage.accounts.issueAccessCard(memberId, memberId);
  const browser = stage.browser();
  await browser.post('/sign-in/access-card', card);
  const key = new SecurityKey(origin);
  const { body: options } = await browser.get<Options>('/passkey/generate-register-options?name=Phone');
  const registered = await browser.post('/passkey/verify-registration', {
    response: key.register(options.challenge),
    name: 'Phone',
  });
  return { memberId, browser, key, options, registered };
}

async function signInWith(key: SecurityKey, userVerified: boolean) {
  const browser = stage.browser();
  const { body } = await browser.get<Options>('/passkey/generate-authenticate-options');
  return {
    browser,
    answer: await browser.post('/passkey/verify-authentication', {
      response: key.signIn(body.challenge, { userVerified }),
    }),
  };
}

test('a member adds a passkey and signs in with it; checking its owner counts as second factor', async () => {
  const { memberId, browser, key, options, registered } = await memberWithPasskey();
  expect(options.user).toMatchObject({ name: 'Phone', displayName: 'Vicinia' });
  expect(registered).toMatchObject({ status: 200, body: { name: 'Phone' } });
  expect(Object.keys(registered.body).sort()).toEqual(['createdAt', 'id', 'name']);
  expect((await browser.get('/passkey/list-user-passkeys')).body).toMatchObject([{ name: 'Phone' }]);

  const strong = await signInWith(key, true);
  expect(strong.answer).toMatchObject({ status: 200, body: { status: true } });
  await expect
    .poll(() => stage.accounts.lookupSession(strong.browser.headers()))
    .toMatchObject({ memberId, secondFactor: true });

  const weak = await signInWith(key, false);
  expect(weak.answer.status).toBe(200);
  expect(await stage.accounts.lookupSession(weak.browser.headers())).toMatchObject({ memberId, secondFactor: false });
});

test('an unknown passkey gets the answer of wrong credentials', async () => {
  const { answer } = await signInWith(new SecurityKey(origin), true);
  expect(answer).toMatchObject({ status: 401, body: { code: 'WRONG_CREDENTIALS' } });
});

test('a passkey made for another site is refused', async () => {
  const { answer } = await signInWith(new SecurityKey('https://evil.example'), true);
  expect(answer.status).toBe(401);
});

test('a passkey is removed only with the second factor given', async () => {
  const { browser, key } = await memberWithPasskey();
  const { body } = await browser.get<{ id: string }[]>('/passkey/list-user-passkeys');
  expect((await browser.post('/passkey/delete-passkey', { id: body[0]?.id })).body).toMatchObject({
    code: 'SECOND_FACTOR_REQUIRED',
  });
  const strong = await signInWith(key, true);
  expect((await strong.browser.post('/passkey/delete-passkey', { id: body[0]?.id })).status).toBe(200);
  expect((await signInWith(key, true)).answer.status).toBe(401);
});

test('a passkey gets another name, its owner’s alone to give', async () => {
  const { browser, registered } = await memberWithPasskey();
  const { id } = registered.body;
  expect(await browser.post('/passkey/update-passkey', { id, name: '  Il mio telefono ' })).toMatchObject({
    status: 200,
    body: { status: true },
  });
  expect((await browser.get('/passkey/list-user-passkeys')).body).toMatchObject([{ id, name: 'Il mio telefono' }]);
  expect((await browser.post('/passkey/update-passkey', { id, name: ' ' })).body).toMatchObject({
    code: 'REQUIRED',
    field: 'name',
  });
  expect((await browser.post('/passkey/update-passkey', { id, name: 'x'.repeat(81) })).body).toMatchObject({
    code: 'TOO_LONG',
  });
  const stranger = await memberWithPasskey();
  const refused = await stranger.browser.post('/passkey/update-passkey', { id, name: 'Mio' });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect((await stage.browser().post('/passkey/update-passkey', { id, name: 'Mio' })).status).toBe(401);
  expect((await browser.get('/passkey/list-user-passkeys')).body).toMatchObject([{ name: 'Il mio telefono' }]);
});
