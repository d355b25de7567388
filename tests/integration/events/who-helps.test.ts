import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
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
  test('hear of a claim, once', async () => {
    const { dateId, slotId } = await interpreted();
    const samir = await town.member({ speaks: ['ar'] });
    await claim(samir, slotId);
    await samir.query('mutation ($key: UUID!, $slotId: UUID!) { leaveSupport(key: $key, slotId: $slotId) { id } }', {
      key: newKey(),
      slotId,
    });
    await claim(samir, slotId);
    expect(await told(giulia, 'EVENT_SUPPORT_CLAIMED', dateId)).toBe(1);
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
