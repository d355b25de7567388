import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisedTown, publishEvent } from '../../testkit/events.ts';
import { register } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** The address of an online meeting is for those who are expected in it. */
let town: Town;
let association: string;
let giulia: Person;
let dateId: string;
const places: Record<string, string> = {};
const address = 'https://meet.example.org/caffe';
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  dateId = await publishEvent(town, giulia, association, {
    input: { onlineUrl: address },
    registration: { mode: 'DATE', places: 1 },
  });
  for (const [kind, language] of [
    ['INTERPRETER', 'ar'],
    ['SET_UP', null],
  ]) {
    const planned = await giulia.query<{ saveSupportSlot: { support: { id: string; kind: string }[] } }>(
      `mutation ($key: UUID!, $dateId: UUID!, $input: SupportSlotInput!) { saveSupportSlot(key: $key, dateId: $dateId, input: $input) { support { id kind } } }`,
      { key: newKey(), dateId, input: { kind, language, places: 5 } },
    );
    for (const slot of planned.data.saveSupportSlot.support) places[slot.kind] = slot.id;
  }
});
afterAll(() => town.close());

const urlFor = async (person: Person) =>
  (
    await person.query<{ eventDate: { onlineUrl: string | null } }>(
      'query ($id: UUID!) { eventDate(id: $id) { onlineUrl } }',
      { id: dateId },
    )
  ).data.eventDate.onlineUrl;

async function helping(person: Person, kind: string): Promise<Person> {
  const claimed = await person.query(
    'mutation ($key: UUID!, $id: UUID!) { claimSupport(key: $key, slotId: $id) { id } }',
    {
      key: newKey(),
      id: places[kind],
    },
  );
  expect(claimed.codes).toEqual([]);
  return person;
}

test('a stranger who claims a slot does not read it', async () => {
  for (const kind of ['INTERPRETER', 'SET_UP'])
    expect(await urlFor(await helping(await town.member({ speaks: ['ar'] }), kind))).toBeNull();
});

test('an interpreter whom staff have seen reads it, and a volunteer of the house; who sets up does not', async () => {
  const seen = { speaks: ['ar'], checks: ['IDENTITY_SEEN' as const] };
  const ofTheHouse = { speaks: ['ar'], in: { organisationId: association, role: 'VOLUNTEER' as const } };
  for (const known of [seen, ofTheHouse]) {
    expect(await urlFor(await town.member(known))).toBeNull();
    expect(await urlFor(await helping(await town.member(known), 'SET_UP'))).toBeNull();
    expect(await urlFor(await helping(await town.member(known), 'INTERPRETER'))).toBe(address);
  }
});

test('who has a place reads it, who waits for one does not', async () => {
  const [rosa, amina] = [await town.member(), await town.member()];
  await register(rosa, dateId);
  await register(amina, dateId);
  expect(await urlFor(rosa)).toBe(address);
  expect(await urlFor(amina)).toBeNull();
});
