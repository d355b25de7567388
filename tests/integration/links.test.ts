import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { linkActions } from '../../server/src/features.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { LinkAction } from '../../server/src/platform/link-action.ts';
import { outboxOf, tell } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let performed: { as: string; memberId: string; subjectId: string }[];
let open = true;

/** Stands in for the feature that a link belongs to. */
const cannotCome: LinkAction = {
  kind: 'HELP_CANNOT_COME',
  describe: () => Promise.resolve(open ? { name: 'Rosa', category: 'SHOPPING' } : null),
  perform: (ctx, memberId, subjectId) => {
    performed.push({ as: ctx.actor.kind === 'member' ? ctx.actor.id : 'visitor', memberId, subjectId });
    return Promise.resolve();
  },
};

beforeAll(async () => {
  linkActions.unshift(cannotCome);
  town = await createTown();
});
afterAll(async () => {
  linkActions.shift();
  await town.close();
});
beforeEach(() => {
  performed = [];
  open = true;
});

const see = (token: string) =>
  town.visitor.query('query ($token: String!) { linkAction(token: $token) { locale title button } }', { token });
const press = (token: string, person: Person = town.visitor) =>
  person.query<{ useLink: { done: string } }>(
    'mutation ($key: UUID!, $token: String!) { useLink(key: $key, token: $token) { done } }',
    { key: newKey(), token },
  );

async function linkFor(person: Person, hours = 24): Promise<{ token: string; subjectId: string; text: string }> {
  const subjectId = newId();
  const expiresAt = new Date(town.now.getTime() + hours * 3_600_000);
  await tell(town, person, { kind: 'HELP_REMINDER', linkAction: { kind: 'HELP_CANNOT_COME', subjectId, expiresAt } });
  await town.app.deliver();
  const text = (await outboxOf(town, person)).at(-1)?.text ?? '';
  return { token: /\/go\/([\w-]+)/.exec(text)?.[1] ?? '', subjectId, text };
}

describe('a link in a message', () => {
  test('says in the language of the person what it does, changes nothing when opened, and does it once when pressed', async () => {
    const amina = await town.member({ locale: 'ar' });
    const { token, subjectId } = await linkFor(amina);
    expect(token).toHaveLength(24);
    for (let i = 0; i < 3; i++) {
      expect((await see(token)).data).toEqual({
        linkAction: { locale: 'ar', title: 'هل الحضور صعب عليك؟', button: 'لا أستطيع الحضور' },
      });
    }
    expect(performed).toEqual([]);
    expect((await press(token)).data.useLink.done).toContain('Rosa');
    expect(performed).toEqual([{ as: amina.id, memberId: amina.id, subjectId }]);
    for (const answer of [await see(token), await press(token)])
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'LINK_USED', params: { locale: 'ar' } });
    expect(performed).toHaveLength(1);
  });

  test('pressed by many at once does it once', async () => {
    const { token } = await linkFor(await town.member());
    const answers = await Promise.all(Array.from({ length: 8 }, () => press(token)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 7 }, () => 'LINK_USED'));
    expect(performed).toHaveLength(1);
  });

  test('whose message was sent twice is used up with its twin', async () => {
    const person = await town.member();
    const { token } = await linkFor(person);
    await town.pool.query(`update notification set state = 'PENDING', settled_at = null where member_id = $1`, [
      person.id,
    ]);
    await town.pool.query('delete from outbox_message');
    await town.app.deliver();
    const twin = /\/go\/([\w-]+)/.exec((await outboxOf(town, person)).at(-1)?.text ?? '')?.[1] ?? '';
    expect(twin).not.toBe(token);
    expect((await press(twin)).codes).toEqual([]);
    expect((await press(token)).codes).toEqual(['LINK_USED']);
  });

  test('that is too old, made up, or about what is over does nothing', async () => {
    const { token } = await linkFor(await town.member(), 1);
    open = false;
    expect((await see(token)).codes).toEqual(['LINK_EXPIRED']);
    expect((await press(token)).codes).toEqual(['LINK_EXPIRED']);
    open = true;
    town.now = new Date(town.now.getTime() + 2 * 3_600_000);
    for (const wrong of [token, 'made-up', '', 'x'.repeat(5000)]) {
      expect((await see(wrong)).codes).toEqual(['LINK_EXPIRED']);
      expect((await press(wrong)).codes).toEqual(['LINK_EXPIRED']);
    }
    expect(performed).toEqual([]);
  });

  test('is not in the database, and opened too often it rests', async () => {
    const { token } = await linkFor(await town.member());
    await town.pool.query('delete from outbox_message');
    for (const table of ['action_link', 'notification', 'idempotency_key']) {
      const { rows } = await town.pool.query(`select * from ${table}`);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
    const codes: string[] = [];
    for (let i = 0; i < 70; i++) codes.push(...(await see(token)).codes);
    expect(new Set(codes)).toEqual(new Set(['RATE_LIMITED']));
  });
});
