import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editEvent, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, registerGuest, seatsOf, stateOf, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** Whoever has not shown that a contact is theirs takes nothing from anybody: no place, no turn, no knowledge. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const event = (places: number) =>
  publishEvent(town, giulia, association, { registration: { mode: 'DATE', places }, input: { title: 'Sportello' } });
const invented = () => ({ name: 'Nessuno', contact: `${newKey()}@people.example` });
const lastToken = async () => (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
const counters = async (dateId: string) =>
  (
    await town.visitor.query<{ eventDate: { placesLeft: number | null; waiting: number } }>(
      'query ($id: UUID!) { eventDate(id: $id) { placesLeft waiting } }',
      { id: dateId },
    )
  ).data.eventDate;

describe('places', () => {
  test('invented contacts hold none: who confirms first comes', async () => {
    const dateId = await event(2);
    for (const adults of [2, 1, 2]) await registerGuest(town, dateId, invented(), { adults });
    const late = await lastToken();
    expect((await register(await town.member(), dateId)).data.registerForEvent.state).toBe('CONFIRMED');
    await registerGuest(town, dateId, { name: 'Samira', contact: `${newKey()}@people.example` });
    const samira = (await useToken(town.visitor, 'confirmRegistration', await lastToken())).data.confirmRegistration;
    expect(samira?.state).toBe('CONFIRMED');
    const waits = (await useToken(town.visitor, 'confirmRegistration', late)).data.confirmRegistration;
    expect(waits?.state).toBe('WAITING');
    expect(await seatsOf(town, dateId)).toEqual({ taken: 2, waiting: 1, really: 2, queue: 1 });
  });

  test('a guest who confirms does not pass those who waited before', async () => {
    const dateId = await event(1);
    const rosa = (await register(await town.member(), dateId)).data.registerForEvent;
    const amina = (await register(await town.member(), dateId)).data.registerForEvent;
    await registerGuest(town, dateId, invented());
    const token = await lastToken();
    await useToken(town.visitor, 'cancelRegistration', rosa.token ?? '');
    const guest = (await useToken(town.visitor, 'confirmRegistration', token)).data.confirmRegistration;
    expect([await stateOf(town, amina.id), guest?.state]).toEqual(['OFFERED', 'WAITING']);
  });

  test('fifty guests who confirm at once for ten places: ten come, forty wait', async () => {
    const dateId = await event(10);
    for (let index = 0; index < 50; index++)
      await registerGuest(town, dateId, invented(), {}, town.visitorFrom(`198.51.100.${index}`));
    const tokens = (await tokensTo(town, 'EVENT_CONFIRM')).slice(-50);
    const answers = await Promise.all(tokens.map((token) => useToken(town.visitor, 'confirmRegistration', token)));
    const states = answers.map(({ data }) => data.confirmRegistration?.state);
    expect(states.filter((state) => state === 'CONFIRMED')).toHaveLength(10);
    expect(states.filter((state) => state === 'WAITING')).toHaveLength(40);
    expect(await seatsOf(town, dateId)).toEqual({ taken: 10, waiting: 40, really: 10, queue: 40 });
  }, 60_000);

  test('the way to register stays as it is while somebody has a message to confirm', async () => {
    const dateId = await event(4);
    await registerGuest(town, dateId, invented());
    const other = await editEvent(town, giulia, dateId, { version: 2, registration: { mode: 'NONE' } });
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'REGISTRATION_BEGUN', field: 'registration.mode' });
  });
});

test('the numbers that everybody reads do not tell who is registered', async () => {
  const dateId = await event(3);
  const samira = { name: 'Samira', contact: `${newKey()}@people.example` };
  await registerGuest(town, dateId, samira);
  await useToken(town.visitor, 'confirmRegistration', await lastToken());
  const before = await counters(dateId);
  expect(before).toEqual({ placesLeft: 2, waiting: 0 });
  await registerGuest(town, dateId, samira);
  expect(await counters(dateId)).toEqual(before);
  await registerGuest(town, dateId, invented());
  expect(await counters(dateId)).toEqual(before);
  await registerGuest(town, dateId, invented(), { adults: 3 });
  expect(await counters(dateId)).toEqual(before);
});

describe('turns', () => {
  const contact = () => ({ name: 'Olena', contact: `${newKey()}@people.example` });

  test('a stranger who knows an address uses up the own turns, not its owner’s', async () => {
    const dateId = await event(9);
    const olena = contact();
    const stranger = town.visitorFrom('203.0.113.7');
    for (let turn = 0; turn < 6; turn++)
      expect((await registerGuest(town, dateId, olena, {}, stranger)).codes).toEqual([]);
    expect((await registerGuest(town, dateId, olena, {}, stranger)).codes).toEqual(['RATE_LIMITED']);
    expect((await registerGuest(town, dateId, olena, {}, town.visitorFrom('203.0.113.8'))).codes).toEqual([]);
  });

  test('the codes that a stranger guesses leave the owner’s tries alone', async () => {
    const dateId = await event(9);
    const olena = contact();
    await registerGuest(town, dateId, olena, {}, town.visitorFrom('203.0.113.20'));
    const { rows } = await town.pool.query<{ code: string }>(
      `select params ->> 'code' as code from notification where kind = 'EVENT_CONFIRM' order by id desc limit 1`,
    );
    const confirm = (visitor: Person, code: string) =>
      visitor.query(
        'mutation ($key: UUID!, $dateId: UUID!, $contact: String!, $code: String!) { confirmByCode(key: $key, dateId: $dateId, contact: $contact, code: $code) { state } }',
        { key: newKey(), dateId, contact: olena.contact, code },
      );
    const stranger = town.visitorFrom('203.0.113.21');
    for (let turn = 0; turn < 6; turn++) expect((await confirm(stranger, '11111')).codes).toEqual(['WRONG_CODE']);
    expect((await confirm(stranger, '11111')).codes).toEqual(['RATE_LIMITED']);
    expect((await confirm(town.visitorFrom('203.0.113.20'), rows[0]?.code ?? '')).codes).toEqual([]);
  });

  test('one household registers so many at one date and no more, whichever of its addresses it uses; others go on', async () => {
    const dateId = await event(90);
    const codes: string[] = [];
    for (let index = 0; index < 21; index++)
      codes.push(
        ...(await registerGuest(town, dateId, contact(), {}, town.visitorFrom(`2001:db8:0:1::${index + 1}`))).codes,
      );
    expect(codes).toEqual(['RATE_LIMITED']);
    expect((await registerGuest(town, dateId, contact(), {}, town.visitorFrom('2001:db8:0:2::1'))).codes).toEqual([]);
  });

  test('from many places at once, one contact gets no flood of messages', async () => {
    const olena = contact();
    const dateId = await event(9);
    for (let index = 0; index < 30; index++) {
      await registerGuest(town, dateId, olena, {}, town.visitorFrom(`192.0.2.${index}`));
      await town.app.deliver();
    }
    const { rows } = await town.pool.query<{ count: number }>(
      'select count(*)::int as count from outbox_message where recipient = $1',
      [olena.contact],
    );
    expect(rows[0]?.count).toBe(24);
  });
});

describe('what somebody else typed with the own contact', () => {
  const vera = () => ({ name: 'Vera', contact: `${newKey()}@people.example` });
  const message = async ({ contact }: { contact: string }) => {
    await town.app.deliver();
    const { rows } = await town.pool.query<{ text: string }>(
      'select text from outbox_message where recipient = $1 order by created_at desc, id desc limit 1',
      [contact],
    );
    return rows[0]?.text ?? '';
  };

  test('is replaced by what she types herself: her link confirms her own, the other one nothing', async () => {
    const dateId = await event(20);
    const own = vera();
    await registerGuest(town, dateId, { ...own, name: 'Troll' }, { adults: 12 }, town.visitorFrom('203.0.113.40'));
    const before = await lastToken();
    expect(await message(own)).toContain('Adulti: 12, bambini: 0.');
    await registerGuest(town, dateId, own, { adults: 1, children: 1 });
    const token = await lastToken();
    expect(token).not.toBe(before);
    expect(await message(own)).toContain('Adulti: 1, bambini: 1.');
    expect((await useToken(town.visitor, 'confirmRegistration', before)).codes).toEqual(['WRONG_STATE']);
    const { data } = await useToken(town.visitor, 'confirmRegistration', token);
    expect(data.confirmRegistration).toMatchObject({ state: 'CONFIRMED', people: 2 });
    const { rows } = await town.pool.query('select name from guest where mail = $1', [own.contact]);
    expect(rows).toEqual([{ name: 'Vera' }]);
    expect(await seatsOf(town, dateId)).toEqual({ taken: 2, waiting: 0, really: 2, queue: 0 });
  });

  test('many corrections and confirmations at once: one registration, and never more people than places', async () => {
    const dateId = await event(3);
    const own = vera();
    await registerGuest(town, dateId, own, { adults: 2 });
    const token = await lastToken();
    await Promise.all([
      ...[1, 2, 3].map((adults) =>
        registerGuest(town, dateId, own, { adults }, town.visitorFrom(`203.0.113.5${adults}`)),
      ),
      ...[1, 2].map(() => useToken(town.visitor, 'confirmRegistration', token)),
      register(await town.member(), dateId),
    ]);
    const { rows } = await town.pool.query<{ count: number }>(
      `select count(*)::int as count from registration where date_id = $1 and contact_hash is not null and state <> 'EXPIRED'`,
      [dateId],
    );
    expect(rows[0]?.count).toBe(1);
    const seats = await seatsOf(town, dateId);
    expect([seats?.taken, seats?.waiting]).toEqual([seats?.really, seats?.queue]);
    expect(seats?.taken).toBeLessThanOrEqual(3);
  });
});
