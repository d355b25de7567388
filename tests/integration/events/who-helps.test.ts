import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remindOfEvents } from '../../../server/src/features/events/index.ts';
import { changeDate, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { outboxOf } from '../../testkit/notices.ts';
import { register, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** A slot is held by somebody who can do what it asks for, and the organisers know who that is. */
let town: Town;
let association: string;
let giulia: Person;
let today: Date;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  today = town.now;
});
afterAll(() => town.close());

/** A date with a slot for an interpreter. */
async function interpreted(): Promise<{ dateId: string; slotId: string }> {
  town.now = today;
  const dateId = await publishEvent(town, giulia, association);
  const planned = await giulia.query<{ saveSupportSlot: { support: { id: string }[] } }>(
    'mutation ($key: UUID!, $dateId: UUID!) { saveSupportSlot(key: $key, dateId: $dateId, input: { kind: INTERPRETER, language: "ar" }) { support { id } } }',
    { key: newKey(), dateId },
  );
  return { dateId, slotId: planned.data.saveSupportSlot.support[0]?.id ?? '' };
}
const claim = (person: Person, slotId: string) =>
  person.query('mutation ($key: UUID!, $slotId: UUID!) { claimSupport(key: $key, slotId: $slotId) { placesLeft } }', {
    key: newKey(),
    slotId,
  });
const claimOf = async ({ id }: Person) =>
  (await town.pool.query<{ id: string }>('select id from support_claim where member_id = $1', [id])).rows[0]?.id;
const release = (person: Person, claimId: string | undefined) =>
  person.query<{ releaseSupport: { interpreted: string[]; support: { placesLeft: number }[] } }>(
    'mutation ($key: UUID!, $claimId: UUID!) { releaseSupport(key: $key, claimId: $claimId) { interpreted support { placesLeft } } }',
    { key: newKey(), claimId },
  );
const told = async ({ id }: Person, kind: string, dateId: string) =>
  (
    await town.pool.query('select 1 from notification where member_id = $1 and kind = $2 and path like $3', [
      id,
      kind,
      `/events/${dateId}%`,
    ])
  ).rowCount;

test('who does not speak the language does not interpret it; a dialect of it counts', async () => {
  const { slotId } = await interpreted();
  const refused = await claim(await town.member({ speaks: ['it', 'ru'] }), slotId);
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'LANGUAGE_NOT_SPOKEN', params: { language: 'ar' } });
  expect((await claim(await town.member({ speaks: ['ary'] }), slotId)).codes).toEqual([]);
});

describe('the organisers', () => {
  test('hear of each claim, and of each that is given back', async () => {
    const { dateId, slotId } = await interpreted();
    const samir = await town.member({ speaks: ['ar'] });
    await claim(samir, slotId);
    await samir.query('mutation ($key: UUID!, $slotId: UUID!) { leaveSupport(key: $key, slotId: $slotId) { id } }', {
      key: newKey(),
      slotId,
    });
    await claim(samir, slotId);
    expect(await told(giulia, 'EVENT_SUPPORT_CLAIMED', dateId)).toBe(2);
    expect(await told(giulia, 'EVENT_SUPPORT_LEFT', dateId)).toBe(1);
    expect(await told(samir, 'EVENT_SUPPORT_YOURS', dateId)).toBe(2);
  });

  test('take somebody off, who is told; the place is free again', async () => {
    const { dateId, slotId } = await interpreted();
    const samir = await town.member({ speaks: ['ar'] });
    await claim(samir, slotId);
    const claimId = await claimOf(samir);
    for (const other of [samir, await town.member()])
      expect((await release(other, claimId)).codes).toEqual(['NOT_ALLOWED']);
    const { data } = await release(giulia, claimId);
    expect(data.releaseSupport).toEqual({ interpreted: [], support: [{ placesLeft: 1 }] });
    expect(await told(samir, 'EVENT_SUPPORT_RELEASED', dateId)).toBe(1);
    expect((await release(giulia, claimId)).codes).toEqual(['NOT_FOUND']);
  });

  test('say afterwards who helped, and take nobody off any more', async () => {
    const { slotId } = await interpreted();
    const samir = await town.member({ speaks: ['ar'] });
    await claim(samir, slotId);
    town.now = new Date(hourIn(town, 3, '18:30'));
    expect((await release(giulia, await claimOf(samir))).codes).toEqual(['SHIFT_BEGUN']);
  });
});

describe('whoever took something on', () => {
  const mine = async (person: Person) =>
    (
      await person.query<{ mySupport: { nodes: { id: string; date: { id: string } }[] } }>(
        '{ mySupport(first: 9) { nodes { id date { id } } } }',
      )
    ).data.mySupport.nodes.map(({ date }) => date.id);

  test('finds it again, and gives it back from any message without signing in', async () => {
    const { dateId, slotId } = await interpreted();
    const samir = await town.member({ speaks: ['ar'] });
    expect((await town.visitor.query('{ mySupport(first: 9) { nodes { id } } }')).codes).toEqual(['SIGN_IN_REQUIRED']);
    await claim(samir, slotId);
    expect(await mine(samir)).toEqual([dateId]);
    expect(await mine(giulia)).toEqual([]);

    town.now = new Date(hourIn(town, 2, '17:05'));
    const { app, config } = town;
    await remindOfEvents({ config, live: app.live }).run({ em: app.orm.em.fork(), clock: { now: () => town.now } });
    await app.deliver();
    const [first, reminder] = (await outboxOf(town, samir)).map(({ text }) => /\/go\/([\w-]+)/.exec(text ?? '')?.[1]);
    expect(await told(samir, 'EVENT_SUPPORT_REMINDER', dateId)).toBe(1);
    const press = (token: string | undefined) =>
      town.visitor.query('mutation ($key: UUID!, $token: String!) { useLink(key: $key, token: $token) { done } }', {
        key: newKey(),
        token,
      });
    expect((await press(reminder)).codes).toEqual([]);
    expect(await mine(samir)).toEqual([]);
    expect((await press(first)).codes, 'there is nothing to give back any more').toEqual(['LINK_EXPIRED']);
    expect(await told(giulia, 'EVENT_SUPPORT_LEFT', dateId)).toBe(1);
    expect((await claim(await town.member({ speaks: ['ar'] }), slotId)).codes).toEqual([]);
  });

  test('and comes as well hears once that it does not take place', async () => {
    town.now = today;
    const dateId = await publishEvent(town, giulia, association, { registration: { mode: 'DATE', places: 9 } });
    const planned = await giulia.query<{ saveSupportSlot: { support: { id: string }[] } }>(
      'mutation ($key: UUID!, $dateId: UUID!) { saveSupportSlot(key: $key, dateId: $dateId, input: { kind: SET_UP, places: 2 }) { support { id } } }',
      { key: newKey(), dateId },
    );
    const slotId = planned.data.saveSupportSlot.support[0]?.id ?? '';
    const [comes, helps] = [await town.member(), await town.member()];
    const away = await town.member();
    const token = (await register(away, dateId)).data.registerForEvent.token ?? '';
    expect((await claim(away, slotId)).codes).toEqual([]);
    expect((await useToken(town.visitor, 'cancelRegistration', token)).codes).toEqual([]);
    expect(await mine(away), 'who does not come does not help').toEqual([]);
    expect(await told(giulia, 'EVENT_SUPPORT_LEFT', dateId)).toBe(1);
    await register(comes, dateId);
    for (const person of [comes, helps]) expect((await claim(person, slotId)).codes).toEqual([]);
    expect((await changeDate(giulia, 'cancelEvent', dateId)).codes).toEqual([]);
    for (const { id } of [comes, helps]) {
      const { rowCount } = await town.pool.query(
        `select 1 from notification where member_id = $1 and kind = 'EVENT_CANCELLED'`,
        [id],
      );
      expect(rowCount).toBe(1);
    }
  });
});
