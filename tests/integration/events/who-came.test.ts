import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeDate, type EventWords, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, seatsOf, stateOf, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const event = (registration: Record<string, unknown>, more: EventWords = {}) =>
  publishEvent(town, giulia, association, { ...more, registration: { mode: 'DATE', ...registration } });

const tomorrow = (rule: string | null = null) => ({
  times: { startsAt: hourIn(town, 1, '18:00'), endsAt: hourIn(town, 1, '20:00'), rule },
});

describe('who came', () => {
  test('two phones at the door and a retry: each registration counts once; names are for organisers', async () => {
    const dateId = await event(
      { places: 20 },
      { times: { startsAt: hourIn(town, 1, '18:00'), endsAt: hourIn(town, 1, '20:00') } },
    );
    const registered = [];
    for (let index = 0; index < 4; index++)
      registered.push((await register(await town.member(), dateId, { adults: 2 })).data.registerForEvent);
    town.now = new Date(hourIn(town, 1, '17:30'));
    const entries = [...registered.map(({ code }) => ({ code })), { code: 'NOBODYXX' }];
    const at = (person: Person) =>
      person.query<{ checkIn: { outcome: string }[] }>(
        'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { code outcome } }',
        { key: newKey(), dateId, entries },
      );
    const answers = await Promise.all([at(giulia), at(giulia), at(giulia)]);
    const outcomes = answers.flatMap(({ data }) => data.checkIn.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'CAME')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'CAME_BEFORE')).toHaveLength(8);
    expect(outcomes.filter((outcome) => outcome === 'NOT_FOUND')).toHaveLength(3);
    expect((await at(await town.member())).codes).toEqual(['NOT_ALLOWED']);
    const people = await giulia.query<{ eventPeople: { came: number; registered: number } }>(
      'query ($id: UUID!) { eventPeople(dateId: $id) { came registered absent registrations(first: 9) { nodes { name cameWith token } } } }',
      { id: dateId },
    );
    expect(people.data.eventPeople).toMatchObject({ came: 8, registered: 8, absent: 0 });
    expect(JSON.stringify(people.data)).not.toContain('"token":"');
    const peek = await (
      await town.member()
    ).query('query ($id: UUID!) { eventPeople(dateId: $id) { came } }', { id: dateId });
    expect(peek.codes).toEqual(['NOT_FOUND']);
  });

  test('a few more than were registered, no crowd; and who was let in has no place to give back', async () => {
    const dateId = await event({ places: 20 }, tomorrow());
    const rosa = await town.member();
    const { code, token, id } = (await register(rosa, dateId)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '17:30'));
    const letIn = (people: number) =>
      giulia.query(
        'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { outcome } }',
        { key: newKey(), dateId, entries: [{ code, people }] },
      );
    expect((await letIn(5)).codes).toEqual(['OUT_OF_RANGE']);
    expect((await letIn(4)).codes).toEqual([]);
    expect((await useToken(rosa, 'cancelRegistration', token ?? '')).codes).toEqual(['WRONG_STATE']);
    expect(await stateOf(town, id)).toBe('CONFIRMED');
  });

  test('before the door opens nobody is let in, also by a phone that sends later what it noted too early', async () => {
    const dateId = await event({ places: 20 }, tomorrow());
    const { code } = (await register(await town.member(), dateId)).data.registerForEvent;
    const opens = new Date(hourIn(town, 1, '06:00'));
    const before = new Date(opens.getTime() - 1000);
    const letIn = async (cameAt: Date | null) =>
      (
        await giulia.query<{ checkIn: { outcome: string }[] }>(
          'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { outcome } }',
          { key: newKey(), dateId, entries: [{ code, cameAt }] },
        )
      ).data.checkIn[0]?.outcome;
    const door = async () =>
      (await giulia.query('query ($id: UUID!) { eventDate(id: $id) { checkInOpensAt checkInOpen } }', { id: dateId }))
        .data;
    town.now = before;
    expect(await letIn(null)).toBe('TOO_EARLY');
    expect(await door()).toEqual({ eventDate: { checkInOpensAt: opens.toISOString(), checkInOpen: false } });
    town.now = new Date(hourIn(town, 0, '17:30'));
    expect(await letIn(before)).toBe('TOO_EARLY');
    expect(await door()).toMatchObject({ eventDate: { checkInOpen: true } });
    expect(await letIn(opens)).toBe('CAME');
    expect(await letIn(null)).toBe('CAME_BEFORE');
  });

  test('to what is called off nobody is let in any more, and who was there before still counts', async () => {
    town.now = new Date(hourIn(town, 0, '12:00'));
    const dateId = await event({ places: 20 }, tomorrow());
    const [rosa, ciro] = [await town.member(), await town.member()];
    const codes = [];
    for (const person of [rosa, ciro]) codes.push((await register(person, dateId)).data.registerForEvent.code);
    town.now = new Date(hourIn(town, 1, '18:10'));
    const cameAt = new Date(town.now.getTime() - 60_000);
    expect((await changeDate(giulia, 'cancelEvent', dateId, { words: 'Piove.' })).codes).toEqual([]);
    const { data } = await giulia.query<{ checkIn: { outcome: string }[] }>(
      'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { outcome } }',
      { key: newKey(), dateId, entries: [{ code: codes[0] }, { code: codes[1], cameAt }] },
    );
    expect(data.checkIn.map(({ outcome }) => outcome)).toEqual(['CALLED_OFF', 'CAME']);
  });

  test('whoever is let in and taken off the list in the same moment is one of the two', async () => {
    const dateId = await event({ places: 40 }, tomorrow());
    const registered = [];
    for (let index = 0; index < 20; index++)
      registered.push((await register(await town.member(), dateId)).data.registerForEvent);
    town.now = new Date(hourIn(town, 1, '17:30'));
    const other = await town.secondProcess();
    const atDoor = town.at(other, giulia);
    const acts = registered.flatMap(({ code, id, token }, index) => {
      const letIn = () =>
        atDoor.query(
          'mutation ($key: UUID!, $dateId: UUID!, $code: String!) { checkIn(key: $key, dateId: $dateId, entries: [{ code: $code }]) { outcome } }',
          { key: newKey(), dateId, code },
        );
      const leave = () =>
        index % 2 > 0
          ? useToken(town.visitor, 'cancelRegistration', token ?? '')
          : giulia.query('mutation ($key: UUID!, $id: UUID!) { removeRegistration(key: $key, id: $id) { id } }', {
              key: newKey(),
              id,
            });
      return index % 3 > 0 ? [letIn, leave] : [leave, letIn];
    });
    await Promise.all(acts.map((act) => act()));
    const { rows } = await town.pool.query<{ state: string; came: boolean }>(
      `select r.state, exists (select 1 from attendance a where a.registration_id = r.id) as came
       from registration r where r.date_id = $1`,
      [dateId],
    );
    expect(rows.map(({ state, came }) => `${state} ${came}`).filter((one) => one === 'CANCELLED true')).toEqual([]);
    expect(rows.every(({ state, came }) => came === (state === 'CONFIRMED'))).toBe(true);
    const seats = await seatsOf(town, dateId);
    expect(seats?.taken).toBe(seats?.really);
  }, 60_000);

  test('the lock of the door waits for the one of whoever is about to leave', async () => {
    const dateId = await event({ places: 5 }, tomorrow());
    const { code, id } = (await register(await town.member(), dateId)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '17:30'));
    const leaving = await town.pool.connect();
    await leaving.query('begin');
    await leaving.query(
      'select 1 from event_seats s join event_date d on d.seats_id = s.id where d.id = $1 for update of s',
      [dateId],
    );
    const letIn = giulia.query<{ checkIn: { outcome: string }[] }>(
      'mutation ($key: UUID!, $dateId: UUID!, $code: String!) { checkIn(key: $key, dateId: $dateId, entries: [{ code: $code }]) { outcome } }',
      { key: newKey(), dateId, code },
    );
    await expect
      .poll(async () => (await town.pool.query(`select 1 from pg_locks where not granted`)).rowCount, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    await leaving.query(`update registration set state = 'CANCELLED', ended_at = now() where id = $1`, [id]);
    await leaving.query('commit');
    leaving.release();
    expect((await letIn).data.checkIn[0]?.outcome).toBe('NO_PLACE');
  });

  test('who came once and gives the other dates of a series back counts where they came', async () => {
    const dateId = await publishEvent(town, giulia, association, {
      ...tomorrow('FREQ=DAILY;COUNT=3'),
      registration: { mode: 'SERIES', places: 20 },
    });
    const rosa = await town.member();
    const { code, token } = (await register(rosa, dateId)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '17:30'));
    await giulia.query(
      'mutation ($key: UUID!, $dateId: UUID!, $code: String!) { checkIn(key: $key, dateId: $dateId, entries: [{ code: $code }]) { outcome } }',
      { key: newKey(), dateId, code },
    );
    expect((await useToken(rosa, 'cancelRegistration', token ?? '')).codes).toEqual([]);
    const people = await giulia.query('query ($id: UUID!) { eventPeople(dateId: $id) { registered came cancelled } }', {
      id: dateId,
    });
    expect(people.data).toEqual({ eventPeople: { registered: 1, came: 1, cancelled: 0 } });
  });

  test('once it is over nobody is taken off the list', async () => {
    const dateId = await event({ places: 20 }, tomorrow());
    const { id } = (await register(await town.member(), dateId)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '20:00'));
    const removed = await giulia.query(
      'mutation ($key: UUID!, $id: UUID!) { removeRegistration(key: $key, id: $id) { id } }',
      { key: newKey(), id },
    );
    expect(removed.errors[0]?.extensions).toMatchObject({ code: 'WRONG_STATE', params: { state: 'PAST' } });
    expect(await stateOf(town, id)).toBe('CONFIRMED');
  });

  test('afterwards: how it was in three faces, shown from five answers on; a certificate for who came', async () => {
    const dateId = await event(
      { places: 20 },
      { times: { startsAt: hourIn(town, 1, '18:00'), endsAt: hourIn(town, 1, '20:00') } },
    );
    const tokens: string[] = [];
    let code = '';
    for (let index = 0; index < 5; index++) {
      const { token, code: own } = (await register(await town.member({ name: `Vicina ${index}` }), dateId)).data
        .registerForEvent;
      tokens.push(token ?? '');
      code ||= own;
    }
    const say = (token: string) =>
      town.visitor.query(
        'mutation ($key: UUID!, $token: String!) { giveEventFeedback(key: $key, token: $token, face: GOOD, words: "Bello") { face certificate { name } } }',
        { key: newKey(), token },
      );
    expect((await say(tokens[0] ?? '')).codes).toEqual(['WRONG_STATE']);
    town.now = new Date(hourIn(town, 1, '18:10'));
    await giulia.query(
      'mutation ($key: UUID!, $dateId: UUID!, $code: String!) { checkIn(key: $key, dateId: $dateId, entries: [{ code: $code }]) { outcome } }',
      {
        key: newKey(),
        dateId,
        code,
      },
    );
    town.now = new Date(hourIn(town, 0, '22:00'));
    const sum = async () =>
      (
        await giulia.query<{ eventPeople: { feedback: unknown; absent: number } }>(
          'query ($id: UUID!) { eventPeople(dateId: $id) { absent feedback { good fair bad words { words } } } }',
          { id: dateId },
        )
      ).data.eventPeople;
    for (const token of tokens.slice(0, 4)) await say(token);
    expect(await sum()).toMatchObject({ feedback: null, absent: 4 });
    await say(tokens[4] ?? '');
    await say(tokens[4] ?? '');
    expect(await sum()).toMatchObject({ feedback: { good: 5, fair: 0, bad: 0 } });
    const certificates = await Promise.all(
      tokens
        .slice(0, 2)
        .map(
          async (token) =>
            (
              await town.visitor.query<{ registration: { certificate: { name: string } | null } }>(
                'query ($token: String!) { registration(token: $token) { certificate { name } } }',
                { token },
              )
            ).data.registration.certificate,
        ),
    );
    expect(certificates).toEqual([{ name: 'Vicina 0' }, null]);
  });
});
