import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisedTown, publishEvent } from '../../testkit/events.ts';
import { answerAppeal, appeal, decide, queueOf, report } from '../../testkit/moderation.ts';
import { register, stateOf, useToken } from '../../testkit/registrations.ts';
import type { Person, Town } from '../../testkit/town.ts';

/** What staff took out of sight is not read by another way, and nobody is called to it. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

test('a registration shows nothing of a hidden event, and its places wait until it is back', async () => {
  const [carla, ada] = [
    await town.member({ townRole: 'COORDINATOR' }),
    await town.member({ townRole: 'ADMINISTRATOR' }),
  ];
  const dateId = await publishEvent(town, giulia, association, {
    input: { title: 'Festa truccata' },
    registration: { mode: 'DATE', places: 1 },
  });
  const [rosa, amina] = [await town.member(), await town.member()];
  const { token, id } = (await register(rosa, dateId)).data.registerForEvent;
  const waits = (await register(amina, dateId)).data.registerForEvent;
  const mine = async () =>
    (
      await rosa.query<{ myRegistrations: { nodes: { nextDate: { event: { title: { words: string } } } }[] } }>(
        '{ myRegistrations(first: 9) { nodes { nextDate { event { title { words } } } } } }',
      )
    ).data.myRegistrations.nodes;
  const read = () =>
    town.visitor.query(
      'query ($token: String!) { registration(token: $token) { date { event { description { words } } } } }',
      { token },
    );
  expect([(await read()).codes, (await mine()).length]).toEqual([[], 1]);

  await report(amina, 'EVENT', dateId);
  const [found] = await queueOf(carla);
  expect((await decide(carla, found?.id ?? '')).codes).toEqual([]);
  expect([(await read()).codes, await mine()]).toEqual([['NOT_FOUND'], []]);
  await giulia.query('mutation ($key: UUID!, $id: UUID!) { removeRegistration(key: $key, id: $id) { id } }', {
    key: crypto.randomUUID(),
    id,
  });
  expect([await stateOf(town, id), await stateOf(town, waits.id)]).toEqual(['CANCELLED', 'WAITING']);

  await appeal(giulia, found?.id ?? '');
  expect((await answerAppeal(ada, found?.id ?? '')).codes).toEqual([]);
  expect(await stateOf(town, waits.id)).toBe('OFFERED');
  expect((await useToken(amina, 'takeOfferedPlace', waits.token ?? '')).codes).toEqual([]);
});
