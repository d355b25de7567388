import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let operator: string;
beforeAll(async () => {
  stage = await openStage();
  operator = await stage.accounts.createPerson({ displayName: 'Operator', locale: 'it' });
});
afterAll(() => stage.close());

async function personWithCard() {
  const memberId = await stage.accounts.createPerson({ displayName: 'Fatou', locale: 'fr' });
  const card = await stage.accounts.issueAccessCard(memberId, operator);
  return { memberId, card, wrongPin: card.pin === '000000' ? '000001' : '000000' };
}

test('a person without e-mail and phone signs in with code and PIN, however they are typed', async () => {
  const { memberId, card } = await personWithCard();
  expect(card.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(card.pin).toMatch(/^\d{6}$/);
  const browser = stage.browser();
  const typed = {
    code: card.code.toLowerCase().replace(/(.{5})/g, '$1 '),
    pin: `${card.pin.slice(0, 3)} ${card.pin.slice(3)}`,
  };
  expect(await browser.post('/sign-in/access-card', typed)).toMatchObject({ status: 200, body: { status: true } });
  expect(await stage.accounts.lookupSession(browser.headers())).toMatchObject({ memberId, secondFactor: false });
  const [sessions] = [(await browser.get<{ accessCard: boolean }[]>('/sessions')).body];
  expect(sessions).toMatchObject([{ accessCard: true, current: true }]);
  expect((await stage.accounts.listAccessCards(memberId))[0]?.lastUsedAt).toBeInstanceOf(Date);
});

test('a wrong code and a wrong PIN get the same answer', async () => {
  const { card, wrongPin } = await personWithCard();
  const wrong = await stage.browser().post('/sign-in/access-card', { code: card.code, pin: wrongPin });
  const unknown = await stage.browser().post('/sign-in/access-card', { code: 'A'.repeat(26), pin: card.pin });
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ status: 401, body: { code: 'WRONG_CREDENTIALS' } });
});

test('after five wrong PINs the right one is refused for 15 minutes', async () => {
  const { card, wrongPin } = await personWithCard();
  for (let i = 0; i < 5; i++) await stage.browser().post('/sign-in/access-card', { code: card.code, pin: wrongPin });
  expect((await stage.browser().post('/sign-in/access-card', { code: card.code, pin: card.pin })).status).toBe(401);
  const { rows } = await stage.pool.query(
    `select locked_until > now() + interval '14 minutes' as locked from access_card where id = $1`,
    [card.id],
  );
  expect(rows).toEqual([{ locked: true }]);
  await stage.pool.query(`update access_card set locked_until = now() - interval '1 second' where id = $1`, [card.id]);
  expect((await stage.browser().post('/sign-in/access-card', { code: card.code, pin: card.pin })).status).toBe(200);
});

test('forty guesses at once get five tries together', async () => {
  const { card, wrongPin } = await personWithCard();
  const guesses = Array.from({ length: 40 }, (_, i) => (i === 39 ? card.pin : wrongPin));
  const answers = await Promise.all(
    guesses.map((pin) => stage.browser().post('/sign-in/access-card', { code: card.code, pin })),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  const { rows } = await stage.pool.query<{ failed_attempts: number }>(
    `select failed_attempts from access_card where id = $1`,
    [card.id],
  );
  expect(rows[0]?.failed_attempts).toBeLessThanOrEqual(5);
  const { checkAccessCard } = await import('../../../server/src/platform/sessions/access-cards.ts');
  expect(await checkAccessCard(stage.pool, card.code, card.pin)).toBeNull();
});

test('a revoked card ends its sessions everywhere and never works again; other sessions of the member stay', async () => {
  const { memberId, card } = await personWithCard();
  const second = await stage.accounts.issueAccessCard(memberId, operator);
  const [browser, other] = [stage.browser(), stage.browser()];
  await browser.post('/sign-in/access-card', card);
  await other.post('/sign-in/access-card', second);
  expect(await stage.accounts.lookupSession(browser.headers())).not.toBeNull();
  expect(await stage.accounts.revokeAccessCard(card.id)).toMatchObject({ id: card.id, memberId });
  await expect.poll(() => stage.accounts.lookupSession(browser.headers())).toBeNull();
  expect(await stage.accounts.lookupSession(other.headers())).not.toBeNull();
  expect((await stage.browser().post('/sign-in/access-card', card)).status).toBe(401);
});

test('neither code nor PIN is in the database', async () => {
  const { card } = await personWithCard();
  const { rows } = await stage.pool.query<Record<string, unknown>>(`select * from access_card where id = $1`, [
    card.id,
  ]);
  expect(JSON.stringify(rows)).not.toContain(card.code);
  expect(JSON.stringify(rows)).not.toContain(`"${card.pin}"`);
});
