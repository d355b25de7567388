import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const known = 'known@example.org';
const password = 'quattro-melanzane-viola';
beforeAll(async () => {
  stage = await openStage();
  const memberId = await stage.accounts.createPerson({ displayName: 'Known', locale: 'it' });
  await stage.pool.query(`delete from auth_user where id = $1`, [memberId]);
  await stage.accounts.createDemoAccount({ memberId, displayName: 'Known', locale: 'it', email: known, password });
  await stage.pool.query(
    `update auth_user set phone_number = '+393470000001', phone_number_verified = true where id = $1`,
    [memberId],
  );
});
afterAll(() => stage.close());

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

describe('answers never tell whether an account exists', () => {
  test.each([
    ['/sign-in/magic-link', { email: known }, { email: 'unknown@example.org' }],
    ['/request-password-reset', { email: known }, { email: 'unknown@example.org' }],
    ['/sign-up/email', { name: 'A', email: known, password }, { name: 'A', email: 'new@example.org', password }],
    ['/phone-number/send-otp', { phoneNumber: '347 0000001' }, { phoneNumber: '347 0000002' }],
    [
      '/sign-in/email',
      { email: known, password: 'wrong-wrong-wrong' },
      { email: 'unknown@example.org', password: 'wrong-wrong-wrong' },
    ],
  ])('%s', async (path, forKnown, forUnknown) => {
    const difference = async (attempt: number) => {
      const nobody = 'email' in forUnknown ? { ...forUnknown, email: `${attempt}-${forUnknown.email}` } : forUnknown;
      const one = await timed(() => stage.browser().post(path, forKnown));
      const other = await timed(() => stage.browser().post(path, nobody));
      expect(one.result).toEqual(other.result);
      return Math.abs(one.ms - other.ms);
    };
    // A busy machine holds back one answer or another; what tells something does so every time.
    const differences: number[] = [];
    while (differences.length < 3 && !differences.some((ms) => ms < 300)) {
      differences.push(await difference(differences.length));
    }
    expect(Math.min(...differences)).toBeLessThan(300);
  });

  test('the owner of a known address is told by mail how to sign in', async () => {
    await stage.pool.query(`delete from auth_target_limit`);
    await stage.browser().post('/sign-up/email', { name: 'A', email: known, password });
    expect((await stage.lastMessage(known))?.subject).toBe('Hai già un accesso a Vicinia');
  });

  test('the right password of an unconfirmed account gets the answer of a wrong one', async () => {
    await stage.browser().post('/sign-up/email', { name: 'A', email: 'unconfirmed@example.org', password });
    const unconfirmed = await stage.browser().post('/sign-in/email', { email: 'unconfirmed@example.org', password });
    const unknown = await stage.browser().post('/sign-in/email', { email: 'nobody@example.org', password });
    expect(unconfirmed).toEqual(unknown);
  });

  test('a placeholder address is refused like any wrong one', async () => {
    const answer = await stage.browser().post('/sign-up/email', { name: 'A', email: 'x@no-mail.invalid', password });
    expect(answer.body).toMatchObject({ code: 'INVALID_INPUT', field: 'email' });
  });
});

describe('limits', () => {
  test('an address gets at most five messages an hour, whoever asks; the answer stays the same', async () => {
    for (let i = 0; i < 7; i++) {
      expect(await stage.browser().post('/sign-in/magic-link', { email: 'flooded@example.org' })).toMatchObject({
        status: 200,
        body: { status: true },
      });
    }
    expect(await stage.messageCount('flooded@example.org')).toBe(5);
  });

  test('one address on the net may ask ten times a minute, counted over all processes', async () => {
    const browser = stage.browser();
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, i) => browser.post('/sign-in/magic-link', { email: `many${i}@example.org` })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(refused[0]?.body).toMatchObject({ code: 'RATE_LIMITED', params: { seconds: expect.any(Number) } });
    expect((await stage.browser().post('/sign-in/magic-link', { email: 'other@example.org' })).status).toBe(200);
  });

  test('a header cannot pretend another address', async () => {
    const browser = stage.browser();
    const answers = [];
    for (let i = 0; i < 12; i++) {
      const headers = { 'x-vicinia-address': `10.9.9.${i}`, 'x-forwarded-for': `10.9.9.${i}` };
      answers.push(await browser.post('/request-password-reset', { email: `a${i}@example.org` }, headers));
    }
    expect(answers.at(-1)?.status).toBe(429);
  });

  test('fifteen wrong codes an hour end the guessing of a phone code, however many codes are asked for', async () => {
    const phoneNumber = '+393479998877';
    const answers = [];
    for (let i = 0; i < 18; i++) {
      if (i % 3 === 0) await stage.browser().post('/phone-number/send-otp', { phoneNumber });
      answers.push(await stage.browser().post('/phone-number/verify', { phoneNumber, code: 'x' }));
    }
    expect(answers[14]?.body).toMatchObject({ code: 'WRONG_CODE' });
    expect(answers[15]?.body).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('guessing one password from many addresses ends after twenty tries, for unknown addresses too', async () => {
    for (const email of ['guessed@example.org', known]) {
      const answers = [];
      for (let i = 0; i < 22; i++)
        answers.push(await stage.browser().post('/sign-in/email', { email, password: `guess-number-${i}` }));
      expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    }
  });
});

test('wrong input is coded, names the field and is never a 5xx', async () => {
  const browser = stage.browser();
  expect(await browser.post('/sign-in/magic-link', {})).toMatchObject({
    status: 400,
    body: { code: 'REQUIRED', field: 'email' },
  });
  expect(await browser.post('/sign-in/magic-link', { email: 'no' })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', field: 'email' },
  });
  expect(await browser.post('/sign-in/magic-link', { email: { a: 1 } })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', field: 'email' },
  });
  const broken = await stage.http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/json' },
    payload: '{',
  });
  expect(broken.statusCode).toBe(400);
  expect(broken.json()).toMatchObject({ code: 'INVALID_INPUT' });
  const form = await stage.http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=b',
  });
  expect(form.statusCode).toBe(415);
  for (const path of ['/sign-in/link', '/confirm-email', '/reset-password']) {
    expect(await browser.post(path, { token: '💥..', newPassword: password })).toMatchObject({
      status: 400,
      body: { code: 'LINK_EXPIRED' },
    });
  }
});
