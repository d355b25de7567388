import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftEvent, editEvent, type EventWords, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { noticesOf } from '../../testkit/notices.ts';
import { register, seatsOf, settle, stateOf, useToken } from '../../testkit/registrations.ts';
import { type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const event = (registration: Record<string, unknown>, more: EventWords = {}) =>
  publishEvent(town, giulia, association, { ...more, registration: { mode: 'DATE', ...registration } });

/** The mail about a kept place. */
async function offerTo({ id }: Person): Promise<string> {
  await town.app.deliver();
  const { rows } = await town.pool.query<{ text: string }>(
    `select text from outbox_message where recipient = $1 and subject = 'C’è un posto per te'`,
    [`${id}@people.example`],
  );
  return rows.map(({ text }) => text).join();
}

describe('places', () => {
  test('two hundred people at once for thirty places: thirty come, the others wait, nobody twice', async () => {
    const dateId = await event({ places: 30 });
    const people = await Promise.all(Array.from({ length: 100 }, () => town.member()));
    const other = await town.secondProcess();
    const answers = await Promise.all(
      people.flatMap((person) => [register(person, dateId), register(town.at(other, person), dateId)]),
    );
    const states = answers.flatMap((answer) => answer.data?.registerForEvent?.state ?? []);
    expect(states.filter((state) => state === 'CONFIRMED')).toHaveLength(30);
    expect(states.filter((state) => state === 'WAITING')).toHaveLength(70);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 100 }, () => 'ALREADY_REGISTERED'));
    expect(await seatsOf(town, dateId)).toEqual({ taken: 30, waiting: 70, really: 30, queue: 70 });
  }, 60_000);

  test('families count by heads; one that is larger than the room is told so', async () => {
    const dateId = await event({ places: 5 });
    const family = await register(await town.member(), dateId, { adults: 2, children: 2 });
    expect(family.data.registerForEvent).toMatchObject({ state: 'CONFIRMED', people: 4 });
    expect((await register(await town.member(), dateId, { adults: 2 })).data.registerForEvent.state).toBe('WAITING');
    expect((await register(await town.member(), dateId, { adults: 1 })).data.registerForEvent.state).toBe('CONFIRMED');
    const refusal = async (input: Record<string, unknown>) =>
      (await register(await town.member(), dateId, input)).errors[0]?.extensions;
    const field = 'input.adults';
    expect(await refusal({ adults: 4, children: 2 })).toMatchObject({
      code: 'PLACES_FEWER',
      params: { people: 6, places: 5 },
      field,
    });
    expect(await refusal({ adults: 7, children: 6 })).toMatchObject({
      code: 'PARTY_TOO_LARGE',
      params: { people: 13, max: 12 },
      field,
    });
    expect((await register(await town.member(), dateId, { adults: 0 })).codes).toEqual(['REQUIRED']);
  });

  test('fewer places than are taken is refused, more places go to those who wait', async () => {
    const dateId = await event({ places: 2 });
    const [first, second, third] = await Promise.all([town.member(), town.member(), town.member()]);
    await register(first, dateId);
    await register(second, dateId);
    const waiting = (await register(third, dateId)).data.registerForEvent;
    const change = (places: number, version: number) =>
      editEvent(town, giulia, dateId, { version, registration: { mode: 'DATE', places } });
    expect((await change(1, 2)).codes).toEqual(['PLACES_BELOW_TAKEN']);
    expect((await change(3, 2)).codes).toEqual([]);
    expect(await stateOf(town, waiting.id)).toBe('OFFERED');
  });

  test('who registers does no longer change once somebody has, and the organiser reads so', async () => {
    const dateId = await event({ places: 5 });
    await register(await town.member(), dateId);
    const changed = await editEvent(town, giulia, dateId, { version: 2, registration: { mode: 'NONE' } });
    expect(changed.errors[0]?.extensions).toMatchObject({ code: 'REGISTRATION_BEGUN', field: 'registration.mode' });
  });

  test('closed, called off, a draft, or without registration: nobody gets in', async () => {
    const soon = await event({ closesMinutes: 60 * 24 * 10 });
    const draft = await draftEvent(town, giulia, association, { registration: { mode: 'DATE' } });
    const free = await event({ mode: 'NONE' });
    const person = await town.member();
    expect((await register(person, soon)).codes).toEqual(['REGISTRATION_CLOSED']);
    expect((await register(person, draft)).codes).toEqual(['NOT_FOUND']);
    expect((await register(person, free)).codes).toEqual(['WRONG_STATE']);
    expect((await register(town.visitor, free)).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect((await register(town.visitor, await event({}))).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('one registration for a whole series, whose places change for all dates or for none', async () => {
    const times = { startsAt: hourIn(town, 5, '18:00'), endsAt: hourIn(town, 5, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' };
    const dateId = await event({ mode: 'SERIES', places: 5 }, { times });
    const change = (scope: string, registration: Record<string, unknown>) =>
      editEvent(town, giulia, dateId, { version: 2, scope, times, registration });
    expect((await change('ONE', { mode: 'SERIES', places: 60 })).codes).toEqual(['SEATS_OF_SERIES']);
    expect((await change('FOLLOWING', { mode: 'SERIES', places: 60 })).codes).toEqual([]); // the first date: that is all
    expect((await change('ONE', { mode: 'DATE', places: 5 })).codes).toEqual(['CHANGED_MEANWHILE']);
    const one = { version: 3, scope: 'ONE', times, registration: { mode: 'DATE', places: 60 } };
    expect((await editEvent(town, giulia, dateId, one)).codes).toEqual(['SEATS_OF_SERIES']);
    const all = { version: 3, scope: 'ALL', times, registration: { mode: 'SERIES', places: 1 } };
    expect((await editEvent(town, giulia, dateId, all)).codes).toEqual([]);
    const { rows } = await town.pool.query<{ id: string }>(
      'select o.id from event_date d join event_date o on o.event_id = d.event_id where d.id = $1 order by o.starts_at',
      [dateId],
    );
    const person = await town.member();
    expect((await register(person, dateId)).data.registerForEvent.state).toBe('CONFIRMED');
    expect((await register(person, rows[2]?.id ?? '')).codes).toEqual(['ALREADY_REGISTERED']);
    expect((await register(await town.member(), rows[1]?.id ?? '')).data.registerForEvent.state).toBe('WAITING');
  });
});

describe('the waiting list', () => {
  test('a free place goes to the next, who has a limited time, and then to the one after', async () => {
    const dateId = await event({ places: 1, offerMinutes: 60 });
    const [rosa, amina, fatou] = await Promise.all([town.member(), town.member(), town.member()]);
    const has = (await register(rosa, dateId)).data.registerForEvent;
    const first = (await register(amina, dateId)).data.registerForEvent;
    const second = (await register(fatou, dateId)).data.registerForEvent;
    expect((await useToken(rosa, 'cancelRegistration', has.token ?? '')).data.cancelRegistration?.state).toBe(
      'CANCELLED',
    );
    expect([await stateOf(town, first.id), await stateOf(town, second.id)]).toEqual(['OFFERED', 'WAITING']);
    expect(await offerTo(amina)).toContain('Prendi il posto o non puoi venire? Dillo con un tocco:\nhttp');
    // Meanwhile the place is kept: whoever comes now waits.
    expect((await register(await town.member(), dateId)).data.registerForEvent.state).toBe('WAITING');
    town.now = new Date(town.now.getTime() + 61 * 60_000);
    expect((await useToken(amina, 'takeOfferedPlace', first.token ?? '')).codes).toEqual(['WRONG_STATE']);
    await settle(town);
    expect([await stateOf(town, first.id), await stateOf(town, second.id)]).toEqual(['EXPIRED', 'OFFERED']);
    const kinds = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind);
    expect(await kinds(amina)).toContain('EVENT_PLACE_GONE');
    expect(await kinds(fatou)).not.toContain('EVENT_PLACE_GONE');
    expect((await useToken(town.visitor, 'takeOfferedPlace', second.token ?? '')).codes).toEqual([]);
    expect(await stateOf(town, second.id)).toBe('CONFIRMED');
    expect(await seatsOf(town, dateId)).toEqual({ taken: 1, waiting: 1, really: 1, queue: 1 });
  });

  test('twenty give their places back at once while twenty register: every place is given once', async () => {
    const dateId = await event({ places: 20 });
    const have = await Promise.all(Array.from({ length: 20 }, () => town.member()));
    const tokens = await Promise.all(
      have.map(async (person) => (await register(person, dateId)).data.registerForEvent.token ?? ''),
    );
    const wait = await Promise.all(Array.from({ length: 10 }, () => town.member()));
    for (const person of wait) await register(person, dateId);
    const come = await Promise.all(Array.from({ length: 20 }, () => town.member()));
    await Promise.all([
      ...tokens.map((token) => useToken(town.visitor, 'cancelRegistration', token)),
      ...tokens.map((token) => useToken(town.visitor, 'cancelRegistration', token)),
      ...come.map((person) => register(person, dateId)),
    ]);
    const seats = await seatsOf(town, dateId);
    expect(seats?.taken).toBe(seats?.really);
    expect(seats?.waiting).toBe(seats?.queue);
    expect(seats?.taken).toBe(20);
  }, 60_000);

  test('a family that does not fit keeps its turn, and no seat stays empty', async () => {
    const dateId = await event({ places: 4 });
    const tokens: string[] = [];
    for (let index = 0; index < 4; index++)
      tokens.push((await register(await town.member(), dateId)).data.registerForEvent.token ?? '');
    const family = (await register(await town.member(), dateId, { adults: 3 })).data.registerForEvent;
    const single = (await register(await town.member(), dateId)).data.registerForEvent;
    await useToken(town.visitor, 'cancelRegistration', tokens[0] ?? '');
    expect([await stateOf(town, family.id), await stateOf(town, single.id)]).toEqual(['WAITING', 'OFFERED']);
    for (const token of tokens.slice(1)) await useToken(town.visitor, 'cancelRegistration', token);
    expect(await stateOf(town, family.id)).toBe('OFFERED');
  });

  test('by lot: the order of the list is not the order of coming', async () => {
    const dateId = await event({ places: 1, waitingOrder: 'LOTTERY' });
    const has = (await register(await town.member(), dateId)).data.registerForEvent;
    const waiting = [];
    for (let index = 0; index < 5; index++)
      waiting.push((await register(await town.member(), dateId)).data.registerForEvent.id);
    const { rows } = await town.pool.query<{ id: string }>(
      'select id from registration where id = any($1) order by lot limit 1',
      [waiting],
    );
    await useToken(town.visitor, 'cancelRegistration', has.token ?? '');
    expect(await stateOf(town, rows[0]?.id ?? '')).toBe('OFFERED');
  });
});
