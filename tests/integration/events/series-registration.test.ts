import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendar } from '../../../server/src/features/events/calendar/read-calendar.ts';
import { askHowItWas, remindOfEvents } from '../../../server/src/features/events/index.ts';
import { changeDate, editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, registerGuest, stateOf, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** One registration for all dates of a series: what it is for is the next date, until the last is over. */
let town: Town;
let association: string;
let giulia: Person;
let morning: Date;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  morning = new Date(hourIn(town, 0, '10:00'));
});
afterAll(() => town.close());

const address = 'https://meet.example.org/corso';
const times = () => ({
  startsAt: hourIn(town, 1, '18:00'),
  endsAt: hourIn(town, 1, '20:00'),
  rule: 'FREQ=DAILY;COUNT=4',
});

/** A course of four evenings, from tomorrow on; the ids of its dates. */
async function course(places = 10): Promise<string[]> {
  town.now = morning;
  const first = await publishEvent(town, giulia, association, {
    input: { onlineUrl: address },
    times: times(),
    registration: { mode: 'SERIES', places, closesMinutes: 0 },
  });
  const { rows } = await town.pool.query<{ id: string }>(
    'select o.id from event_date d join event_date o on o.event_id = d.event_id where d.id = $1 order by o.starts_at',
    [first],
  );
  return rows.map(({ id }) => id);
}

interface Shown {
  onlineUrl: string | null;
  canCancel: boolean;
  canGiveFeedback: boolean;
  nextDate: { id: string };
  dates: { id: string }[];
}
const shownTo = async (token: string | null) =>
  (
    await town.visitor.query<{ registration: Shown }>(
      'query ($token: String!) { registration(token: $token) { onlineUrl canCancel canGiveFeedback nextDate { id } dates { id } } }',
      { token },
    )
  ).data.registration;

const told = async ({ id }: Person, kind: string) =>
  (
    await town.pool.query<{ at: string; dates: number | null }>(
      `select params ->> 'at' as at, (params ->> 'dates')::int as dates from notification where member_id = $1 and kind = $2 order by id`,
      [id, kind],
    )
  ).rows;

const run = (make: typeof remindOfEvents) =>
  make({ config: town.config, live: town.app.live }).run({
    em: town.app.orm.em.fork(),
    clock: { now: () => town.now },
  });

const feedback = (token: string | null) =>
  town.visitor.query(
    'mutation ($key: UUID!, $token: String!) { giveEventFeedback(key: $key, token: $token, face: GOOD) { id } }',
    { key: newKey(), token },
  );

describe('once the first date has begun', () => {
  test('it says the next one, and one can still not come and join online', async () => {
    const [first = '', second = '', , last = ''] = await course();
    const { token } = (await register(await town.member(), first)).data.registerForEvent;
    const before = await shownTo(token);
    expect([before.nextDate.id, before.dates.length]).toEqual([first, 4]);
    town.now = new Date(hourIn(town, 1, '19:00'));
    expect(await shownTo(token)).toMatchObject({ nextDate: { id: first }, canCancel: true, onlineUrl: address });
    town.now = new Date(hourIn(town, 0, '21:00'));
    expect(await shownTo(token)).toMatchObject({ nextDate: { id: second }, canCancel: true, onlineUrl: address });
    const left = await useToken(town.visitor, 'cancelRegistration', token ?? '');
    expect(left.data['cancelRegistration']?.state).toBe('CANCELLED');
    const other = (await register(await town.member(), last)).data.registerForEvent.token;
    town.now = new Date(hourIn(town, 3, '18:30'));
    expect(await shownTo(other)).toMatchObject({ canCancel: false, onlineUrl: address });
    expect((await useToken(town.visitor, 'cancelRegistration', other ?? '')).codes).toEqual(['WRONG_STATE']);
  });

  test('a freed place is taken by who was offered it, and a guest confirms', async () => {
    const [first = ''] = await course(1);
    const has = (await register(await town.member(), first)).data.registerForEvent;
    const amina = await town.member();
    const waits = (await register(amina, first)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '21:00'));
    await useToken(town.visitor, 'cancelRegistration', has.token ?? '');
    expect(await stateOf(town, waits.id)).toBe('OFFERED');
    const taken = await useToken(town.visitor, 'takeOfferedPlace', waits.token ?? '');
    expect(taken.data['takeOfferedPlace']?.state).toBe('CONFIRMED');
    expect(await told(amina, 'EVENT_REGISTERED')).toEqual([{ at: hourIn(town, 1, '18:00'), dates: 3 }]);

    const [again = ''] = await course();
    town.now = new Date(hourIn(town, 1, '17:50'));
    await registerGuest(town, again, { name: 'Samira', contact: `${newKey()}@people.example` });
    town.now = new Date(hourIn(town, 0, '18:10'));
    await changeDate(giulia, 'cancelEvent', again, { scope: 'ONE' });
    const token = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    const confirmed = await useToken(town.visitor, 'confirmRegistration', token);
    expect(confirmed.data['confirmRegistration']?.state).toBe('CONFIRMED');
  });

  test('where only the first was called off, a kept place is still there to take', async () => {
    const [first = ''] = await course(1);
    const has = (await register(await town.member(), first)).data.registerForEvent;
    const waits = (await register(await town.member(), first)).data.registerForEvent;
    await useToken(town.visitor, 'cancelRegistration', has.token ?? '');
    await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' });
    expect((await useToken(town.visitor, 'takeOfferedPlace', waits.token ?? '')).codes).toEqual([]);
  });
});

test('all dates that are left go into a calendar at once', async () => {
  const [first = '', , third = '', last = ''] = await course();
  const uids = async (id: string) => {
    const file = await town.app.http.inject({ url: `/events/${id}/dates.ics` });
    return readCalendar(file.rawPayload).events.map(({ uid }) => uid.split('@')[0]);
  };
  expect(await uids(first)).toHaveLength(4);
  expect(await uids(third)).toEqual([third, last]);
  const alone = await publishEvent(town, giulia, association, { registration: { mode: 'NONE' } });
  expect(await uids(alone)).toEqual([alone]);
});

describe('one message for one act', () => {
  test('says the first date it is about, and about how many', async () => {
    const [first = '', second = ''] = await course();
    const rosa = await town.member();
    await register(rosa, first);
    expect(await told(rosa, 'EVENT_REGISTERED')).toEqual([{ at: times().startsAt, dates: 4 }]);
    const { codes } = await editEvent(town, giulia, first, {
      version: 2,
      input: { onlineUrl: address, venue: 'Palestra' },
      times: times(),
      registration: { mode: 'SERIES', places: 10, closesMinutes: 0 },
    });
    expect(codes).toEqual([]);
    expect(await told(rosa, 'EVENT_CHANGED')).toEqual([{ at: times().startsAt, dates: 4 }]);
    await changeDate(giulia, 'cancelEvent', second, { scope: 'FOLLOWING' });
    await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' });
    expect(await told(rosa, 'EVENT_CANCELLED')).toEqual([
      { at: hourIn(town, 2, '18:00'), dates: 3 },
      { at: times().startsAt, dates: null },
    ]);
    await town.app.deliver();
    const { rows } = await town.pool.query<{ text: string }>(
      `select text from outbox_message where recipient = $1 and subject = 'Il tuo posto è sicuro'`,
      [`${rosa.id}@people.example`],
    );
    expect(rows[0]?.text).toContain(', la prima di 4 date.');
  });

  test('a series that is made longer says so once, with the first of its new dates', async () => {
    const [first] = await course();
    const rosa = await town.member();
    await register(rosa, first ?? '');
    const longer = { ...times(), rule: 'FREQ=DAILY;COUNT=6' };
    const registration = { mode: 'SERIES', places: 10, closesMinutes: 0 };
    const words = { input: { onlineUrl: address }, times: longer, registration };
    expect((await editEvent(town, giulia, first ?? '', { ...words, version: 2 })).codes).toEqual([]);
    expect(await told(rosa, 'EVENT_CHANGED')).toEqual([{ at: hourIn(town, 5, '18:00'), dates: 2 }]);
    const { rows } = await town.pool.query(
      `select params ->> 'reason' as reason from notification where member_id = $1 and kind = 'EVENT_CHANGED'`,
      [rosa.id],
    );
    expect(rows).toEqual([{ reason: 'CHANGED_ADDED' }]);
  });

  test('also where a date had become an event of its own', async () => {
    const [first = '', second = ''] = await course();
    const registration = { mode: 'SERIES', places: 10, closesMinutes: 0 };
    const alone = { startsAt: hourIn(town, 2, '18:00'), endsAt: hourIn(town, 2, '20:00'), rule: null };
    const input = { onlineUrl: address, title: 'Serata speciale' };
    const split = { version: 2, scope: 'ONE', input, times: alone, registration };
    expect((await editEvent(town, giulia, second, split)).codes).toEqual([]);
    const rosa = await town.member();
    await register(rosa, first);
    const { data } = await giulia.query<{ eventDate: { event: { version: number; rule: string | null } } }>(
      'query ($id: UUID!) { eventDate(id: $id) { event { version rule } } }',
      { id: first },
    );
    const { version, rule } = data.eventDate.event;
    const all = {
      version,
      input: { onlineUrl: address, venue: 'Palestra' },
      times: { ...times(), rule },
      registration,
    };
    expect((await editEvent(town, giulia, first, all)).codes).toEqual([]);
    expect(await told(rosa, 'EVENT_CHANGED')).toEqual([{ at: times().startsAt, dates: 4 }]);
  });
});

test('who comes from the third date on hears and is asked nothing about those before', async () => {
  const [first = '', , third = ''] = await course();
  const rosa = await town.member();
  const { token } = (await register(rosa, third)).data.registerForEvent;
  expect((await shownTo(token)).dates).toHaveLength(2);
  town.now = new Date(hourIn(town, 0, '17:05'));
  await run(remindOfEvents);
  await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' });
  town.now = new Date(hourIn(town, 2, '23:00'));
  await run(askHowItWas);
  expect((await shownTo(token)).canGiveFeedback).toBe(false);
  expect((await feedback(token)).codes).toEqual(['WRONG_STATE']);
  for (const kind of ['EVENT_REMINDER', 'EVENT_CANCELLED', 'EVENT_HOW_WAS_IT'])
    expect(await told(rosa, kind), kind).toEqual([]);
  town.now = new Date(hourIn(town, 1, '23:00'));
  await run(askHowItWas);
  expect((await shownTo(token)).canGiveFeedback).toBe(true);
  expect(await told(rosa, 'EVENT_HOW_WAS_IT')).toHaveLength(1);
});
