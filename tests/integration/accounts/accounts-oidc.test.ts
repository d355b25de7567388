import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIdentityProvider, type Person } from './identity-provider.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
const person: Person = {
  sub: 'employee-7',
  name: 'Carla Operatrice',
  email: 'carla@comune.example',
  email_verified: true,
};

beforeAll(async () => {
  provider = await startIdentityProvider('http://localhost/api/auth/callback/oidc', person);
  stage = await openStage({
    oidc: { issuer: provider.issuer, clientId: 'vicinia', clientSecret: 'a-secret-between-the-two', name: 'SPID' },
  });
});
afterAll(async () => {
  await stage.close();
  await provider.close();
});

async function signIn(next?: string) {
  const browser = stage.browser();
  const { body } = await browser.post<{ url: string }>('/sign-in/oidc', next === undefined ? {} : { next });
  const back = await provider.visit(body.url);
  return { browser, answer: await browser.get(`/callback/oidc${back.search}`) };
}

test('the page learns how the provider is called', async () => {
  expect((await stage.browser().get('/ways-in')).body).toEqual({ oidc: { name: 'SPID' } });
});

test('staff sign in through the provider, which counts as second factor, and land where they were going', async () => {
  const { browser, answer } = await signIn('/staff');
  expect(answer).toMatchObject({ status: 303, location: '/staff' });
  const session = await stage.accounts.lookupSession(browser.headers());
  expect(session).toMatchObject({ secondFactor: true });
  const again = await signIn();
  expect((await stage.accounts.lookupSession(again.browser.headers()))?.memberId).toBe(session?.memberId);
});

test('an address the provider does not vouch for never opens the account of somebody else', async () => {
  const memberId = await stage.accounts.createPerson({ displayName: 'Owner', locale: 'it' });
  await stage.pool.query(`update auth_user set email = 'owner@example.org' where id = $1`, [memberId]);
  Object.assign(person, { sub: 'employee-8', email: 'owner@example.org', email_verified: false });
  const { browser, answer } = await signIn();
  expect(answer).toMatchObject({ status: 303, location: '/sign-in?error=WRONG_CREDENTIALS' });
  expect(await stage.accounts.lookupSession(browser.headers())).toBeNull();
});

test('an address that the provider vouches for opens the account that has it, and its owner hears of the new way in', async () => {
  const told = async (memberId: string | undefined) =>
    (
      await stage.pool.query<{ reason: string }>(
        `select params ->> 'reason' as reason from notification where member_id = $1 and kind = 'SECURITY_CHANGED'`,
        [memberId],
      )
    ).rows.map(({ reason }) => reason);
  const memberId = await stage.accounts.createPerson({ displayName: 'Known', locale: 'it' });
  await stage.pool.query(
    `update auth_user set email = 'known@example.org', created_at = now() - interval '1 day' where id = $1`,
    [memberId],
  );
  Object.assign(person, { sub: 'employee-10', email: 'known@example.org', email_verified: true });
  for (let time = 0; time < 2; time++) {
    const { browser } = await signIn();
    expect((await stage.accounts.lookupSession(browser.headers()))?.memberId).toBe(memberId);
  }
  expect(await told(memberId)).toEqual(['PROVIDER_ADDED']);
  Object.assign(person, { sub: 'employee-11', email: 'new@example.org', email_verified: true });
  const { browser } = await signIn();
  expect(await told((await stage.accounts.lookupSession(browser.headers()))?.memberId)).toEqual([]);
});

test('somebody whose provider keeps the address to itself gets an account without one', async () => {
  Object.assign(person, { sub: 'employee-9', email: undefined, email_verified: undefined });
  const { browser } = await signIn();
  const session = await stage.accounts.lookupSession(browser.headers());
  expect(await stage.accounts.accountProfile(session?.memberId ?? '')).toMatchObject({ email: null });
});

test('a callback that nobody asked for leads back to the sign-in page', async () => {
  const answer = await stage.browser().get('/callback/oidc?code=x&state=y');
  expect(answer).toMatchObject({ status: 303, location: '/sign-in?error=WRONG_CREDENTIALS' });
});
