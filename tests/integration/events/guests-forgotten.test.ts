import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetGuests } from '../../../server/src/features/events/index.ts';
import { editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { registerGuest, settle, stateOf, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** A guest is remembered as long as the event needs it, and not a night longer. */
let town: Town;
let association: string;
let giulia: Person;
let today: Date;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  today = town.now;
});
afterAll(() => town.close());

const lastToken = async () => (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
const samira = () => ({ name: 'Samira', contact: `${newKey()}@people.example` });
const isKnown = async ({ contact }: { contact: string }) =>
  (await town.pool.query('select 1 from guest where mail = $1', [contact])).rowCount === 1;

async function night(daysFromToday: number): Promise<void> {
  town.now = new Date(today.getTime() + daysFromToday * 86_400_000);
  await forgetGuests.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
}

test('of a series until a month after its last date, wherever that moves', async () => {
  town.now = today;
  const weekly = { startsAt: hourIn(town, 3, '18:00'), endsAt: hourIn(town, 3, '20:00'), rule: 'FREQ=WEEKLY;COUNT=7' };
  const registration = { mode: 'SERIES', places: 9 };
  const dateId = await publishEvent(town, giulia, association, { times: weekly, registration });
  const guest = samira();
  await registerGuest(town, dateId, guest);
  await useToken(town.visitor, 'confirmRegistration', await lastToken());
  await night(40);
  expect(await isKnown(guest)).toBe(true);
  town.now = today;
  const longer = { ...weekly, rule: 'FREQ=WEEKLY;COUNT=9' };
  expect((await editEvent(town, giulia, dateId, { version: 2, times: longer, registration })).codes).toEqual([]);
  // The seventh date is on day 45, the ninth on day 59.
  await night(80);
  expect(await isKnown(guest)).toBe(true);
  await night(91);
  expect(await isKnown(guest)).toBe(false);
});

const single = () => publishEvent(town, giulia, association, { registration: { mode: 'DATE', places: 9 } });
const readAs = (token: string) =>
  town.visitor.query<{ registration: { id: string; state: string; name: string } }>(
    'query ($token: String!) { registration(token: $token) { id state name } }',
    { token },
  );

test('whoever does not confirm in time is forgotten at once, and reads at the link that it is too late', async () => {
  town.now = today;
  const dateId = await single();
  const guest = samira();
  await registerGuest(town, dateId, guest);
  const token = await lastToken();
  town.now = new Date(today.getTime() + 31 * 60_000);
  await settle(town);
  expect(await isKnown(guest)).toBe(false);
  const read = (await readAs(token)).data.registration;
  expect(read).toMatchObject({ state: 'EXPIRED', name: '' });
  const { rows } = await town.pool.query('select guest_id, contact_hash from registration where id = $1', [read.id]);
  expect(rows).toEqual([{ guest_id: null, contact_hash: null }]);
});

test('whoever says no instead of confirming is forgotten the night after', async () => {
  town.now = today;
  const guest = samira();
  await registerGuest(town, await single(), guest);
  const id = (await useToken(town.visitor, 'cancelRegistration', await lastToken())).data.cancelRegistration?.id ?? '';
  expect(await isKnown(guest)).toBe(true);
  await night(1);
  expect([await isKnown(guest), await stateOf(town, id)]).toEqual([false, 'CANCELLED']);
});
