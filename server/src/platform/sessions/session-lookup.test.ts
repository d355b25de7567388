import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { expect, test, vi } from 'vitest';
import { createSessionLookup } from './session-lookup.ts';

const secret = 'secret-for-this-test';
const signed = (token: string) =>
  encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);
const request = (cookie: string) => new Headers({ cookie: `other=1; vicinia.session_token=${cookie}` });

function lookupWith(answer: () => Promise<unknown[]>, mayRemember = () => true) {
  const query = vi.fn(async () => ({ rows: await answer() }));
  const lookup = createSessionLookup({
    pool: { query } as unknown as pg.Pool,
    secret,
    cookieName: 'vicinia.session_token',
    mayRemember,
  });
  return { query, lookup };
}

const row = { id: 's1', user_id: 'm1', second_factor: true, expires_at: new Date(Date.now() + 3_600_000) };

test('a known session is answered from memory until it is told to have changed', async () => {
  const { query, lookup } = lookupWith(async () => [row]);
  const found = { memberId: 'm1', sessionId: 's1', secondFactor: true };
  expect(await lookup.find(request(signed('t1')))).toEqual(found);
  expect(await lookup.find(request(signed('t1')))).toEqual(found);
  expect(query).toHaveBeenCalledTimes(1);
  lookup.forget('s1');
  await lookup.find(request(signed('t1')));
  expect(query).toHaveBeenCalledTimes(2);
});

test('a session that changes while it is read is not remembered', async () => {
  const { query, lookup } = lookupWith(async () => {
    lookup.forget('s1');
    return [row];
  });
  await lookup.find(request(signed('t1')));
  await lookup.find(request(signed('t1')));
  expect(query).toHaveBeenCalledTimes(2);
});

test('without a listening connection every answer comes from the database', async () => {
  const { query, lookup } = lookupWith(
    async () => [row],
    () => false,
  );
  await lookup.find(request(signed('t1')));
  await lookup.find(request(signed('t1')));
  expect(query).toHaveBeenCalledTimes(2);
});

test('a cookie with a wrong signature never reaches the database', async () => {
  const { query, lookup } = lookupWith(async () => [row]);
  for (const cookie of ['t1', 't1.', `${signed('t1')}x`, signed('t1').replace('t1', 't2'), '%zz', '.abc']) {
    expect(await lookup.find(request(cookie))).toBeNull();
  }
  expect(await lookup.find(new Headers())).toBeNull();
  expect(query).not.toHaveBeenCalled();
});
