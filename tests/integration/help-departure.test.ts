import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, ask, invite, offer, offerRegularly } from '../testkit/help.ts';
import { noticesOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const leave = (person: Person) =>
  person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });

test('who counts on somebody who leaves for good is told, without the name, and nothing told before keeps it', async () => {
  const [anna, bruno] = [await town.member({ name: 'Anna Partita' }), await town.member({ name: 'Bruno Partito' })];
  const [carla, dina] = [await town.member(), await town.member()];
  const given = await offer(bruno, await ask(town, carla));
  await accept(carla, given.matchId);
  const got = await offer(dina, await ask(town, anna));
  await accept(anna, got.matchId);

  expect((await leave(bruno)).codes).toEqual([]);
  expect((await leave(anna)).codes).toEqual([]);
  for (const person of [carla, dina]) {
    const notices = await noticesOf(person);
    expect(notices.map(({ kind }) => kind)).toContain('HELP_CANCELLED');
    expect(JSON.stringify(notices)).not.toMatch(/Partit/);
  }
});

test('what somebody wrote with an invitation goes with them', async () => {
  const [anna, bruno] = [await town.member(), await town.member()];
  const { data } = await invite(anna, await ask(town, anna), await offerRegularly(town, bruno));
  expect((await leave(anna)).codes).toEqual([]);
  const { rows } = await town.pool.query<{ note: string | null }>('select note from help_match where id = $1', [
    data.inviteHelper.id,
  ]);
  expect(rows).toEqual([{ note: null }]);
});
