import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askHowItWas, forgetGuests, remindOfEvents } from '../../../server/src/features/events/index.ts';
import type { NoticeParams } from '../../../server/src/platform/link-action.ts';
import { townDay } from '../../../server/src/platform/time.ts';
import { changeDate, editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, registerGuest, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const publish = (days: number, input: Record<string, unknown> = {}, hour = '18:00') =>
  publishEvent(town, giulia, association, {
    input,
    times: { startsAt: hourIn(town, days, hour), endsAt: hourIn(town, days, '20:00') },
    registration: { mode: 'DATE', places: 10 },
  });

/** A member and a guest, both with a place. */
async function two(dateId: string) {
  const rosa = await town.member({ name: 'Rosa' });
  const own = (await register(rosa, dateId)).data.registerForEvent;
  await registerGuest(town, dateId, { name: 'Samira', contact: `${newKey()}@people.example` });
  const token = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
  await useToken(town.visitor, 'confirmRegistration', token);
  return { rosa, own, guestToken: token };
}

/** What those of a date were told of a kind, a guest's with no member. */
const told = async (kind: string, at: string) =>
  (
    await town.pool.query<{ member_id: string | null; reason: string | null; link_kind: string | null }>(
      `select member_id, params ->> 'reason' as reason, link_kind from notification where kind = $1 and params ->> 'at' = $2`,
      [kind, at],
    )
  ).rows;

/** What the timetable does, as two processes might at the same moment. */
const twice = (make: typeof remindOfEvents) =>
  Promise.all(
    [1, 2].map(() =>
      make({ config: town.config, live: town.app.live }).run({
        em: town.app.orm.em.fork(),
        clock: { now: () => town.now },
      }),
    ),
  );

describe('whoever counts on a date is told once', () => {
  test('the evening before, with a way to say no; by two processes at once and again, still once', async () => {
    town.now = new Date(hourIn(town, 0, '10:00'));
    const at = hourIn(town, 1, '18:00');
    const dateId = await publish(1);
    const { rosa } = await two(dateId);
    await twice(remindOfEvents);
    expect(await told('EVENT_REMINDER', at)).toEqual([]);
    town.now = new Date(hourIn(town, 0, '17:05'));
    await twice(remindOfEvents);
    await twice(remindOfEvents);
    const reminders = await told('EVENT_REMINDER', at);
    expect(reminders.map(({ member_id }) => member_id).toSorted()).toEqual([rosa.id, null].toSorted());
    expect(reminders.map(({ link_kind }) => link_kind)).toEqual(['EVENT_CANNOT_COME', 'EVENT_CANNOT_COME']);
  });

  test('what changed, and only that; and that it is off', async () => {
    const dateId = await publish(20);
    const { rosa } = await two(dateId);
    const times = { startsAt: hourIn(town, 20, '18:00'), endsAt: hourIn(town, 20, '20:00') };
    const registration = { mode: 'DATE', places: 10 };
    const silent = { version: 2, times, registration, input: { description: 'Si parla e si ride.' } };
    expect((await editEvent(town, giulia, dateId, silent)).codes).toEqual([]);
    expect(await told('EVENT_CHANGED', times.startsAt)).toEqual([]);
    const moved = { startsAt: hourIn(town, 21, '17:00'), endsAt: hourIn(town, 21, '19:00') };
    const input = { description: 'Si parla e si ride.', venue: 'Palestra' };
    expect((await editEvent(town, giulia, dateId, { version: 3, times: moved, registration, input })).codes).toEqual(
      [],
    );
    const changes = await told('EVENT_CHANGED', moved.startsAt);
    expect(changes.map(({ member_id }) => member_id).toSorted()).toEqual([rosa.id, null].toSorted());
    expect(new Set(changes.map(({ reason }) => reason))).toEqual(new Set(['CHANGED_WHEN,CHANGED_WHERE']));
    const { rows } = await town.pool.query<{ params: NoticeParams }>(
      `select params from notification where kind = 'EVENT_CHANGED' and params ->> 'at' = $1`,
      [moved.startsAt],
    );
    for (const { params } of rows)
      expect(params).toMatchObject({
        times: { before: [times.startsAt, times.endsAt], now: [moved.startsAt, moved.endsAt] },
        places: { before: { name: 'Biblioteca comunale, Via Roma 1' }, now: { name: 'Palestra, Via Roma 1' } },
      });
    expect((await changeDate(giulia, 'cancelEvent', dateId)).codes).toEqual([]);
    expect(await told('EVENT_CANCELLED', moved.startsAt)).toHaveLength(2);
  });

  test('what is no longer accessible or spoken there, another contact, zone and kind of cost; what is there besides, to nobody', async () => {
    const input = { access: ['STEP_FREE', 'QUIET_ROOM'], speaks: ['it', 'en', 'ar'] };
    const dateId = await publish(25, input);
    const rosa = await town.member();
    await register(rosa, dateId);
    const times = { startsAt: hourIn(town, 25, '18:00'), endsAt: hourIn(town, 25, '20:00') };
    const same = { times, registration: { mode: 'DATE', places: 10 } };
    const more = { access: [...input.access, 'HEARING_LOOP'], speaks: [...input.speaks, 'fr'] };
    expect((await editEvent(town, giulia, dateId, { ...same, version: 2, input: more })).codes).toEqual([]);
    const [zone, other] = town.zones;
    const less = {
      access: ['QUIET_ROOM', 'HEARING_LOOP'],
      speaks: ['it', 'fr'],
      contact: '081 000 0000',
      zoneId: other?.id,
      cost: 'PAID',
      costWords: '5 euro',
    };
    expect((await editEvent(town, giulia, dateId, { ...same, version: 3, input: less })).codes).toEqual([]);
    const { rows } = await town.pool.query<{ params: NoticeParams }>(
      `select params from notification where kind = 'EVENT_CHANGED' and member_id = $1`,
      [rosa.id],
    );
    expect(rows.map(({ params }) => params)).toEqual([
      expect.objectContaining({
        reason: 'CHANGED_WHERE,CHANGED_NO_STEP_FREE,CHANGED_NO_LANGUAGE,CHANGED_COST,CHANGED_CONTACT',
        places: {
          before: expect.objectContaining({ zone: zone?.name }),
          now: expect.objectContaining({ zone: other?.name }),
        },
        costs: { before: 'FREE', now: 'PAID' },
        languages: ['en', 'ar'],
      }),
    ]);
  });

  test('whole days that change are days, and a place online names nothing but that it changed', async () => {
    const days = (from: number, until: number) => ({
      startsAt: hourIn(town, from, '00:00'),
      endsAt: hourIn(town, until + 1, '00:00'),
      allDay: true,
    });
    const registration = { mode: 'DATE', places: 10 };
    const dateId = await publishEvent(town, giulia, association, { times: days(30, 30), registration });
    const rosa = await town.member();
    await register(rosa, dateId);
    const input = { venue: null, address: null, onlineUrl: 'https://meet.example.org/x' };
    const edited = await editEvent(town, giulia, dateId, { version: 2, times: days(31, 32), registration, input });
    expect(edited.codes).toEqual([]);
    const { rows } = await town.pool.query<{ params: NoticeParams }>(
      `select params from notification where kind = 'EVENT_CHANGED' and member_id = $1`,
      [rosa.id],
    );
    const day = (days: number) => townDay(town.now).add({ days }).toString();
    expect(rows.map(({ params }) => [params.reason, params.times, params.places])).toEqual([
      ['CHANGED_WHEN,CHANGED_WHERE,CHANGED_ONLINE', { before: [day(30), day(30)], now: [day(31), day(32)] }, undefined],
    ]);
    const whens = await town.pool.query<NoticeParams>(
      `select kind, params ->> 'at' as at, params ->> 'day' as day, params ->> 'lastDay' as "lastDay"
         from notification where member_id = $1 and kind like 'EVENT_%' order by id`,
      [rosa.id],
    );
    expect(whens.rows).toEqual([
      { kind: 'EVENT_REGISTERED', at: null, day: day(30), lastDay: day(30) },
      { kind: 'EVENT_CHANGED', at: null, day: day(31), lastDay: day(32) },
    ]);
  });

  test('whom the organisers take off the list hears it, by account or by contact; an unconfirmed contact does not', async () => {
    town.now = new Date(hourIn(town, 0, '10:00'));
    const at = hourIn(town, 6, '18:00');
    const dateId = await publish(6);
    const { rosa } = await two(dateId);
    await registerGuest(town, dateId, { name: 'Nessuno', contact: `${newKey()}@people.example` });
    const { rows } = await town.pool.query<{ id: string }>('select id from registration where date_id = $1', [dateId]);
    for (const { id } of rows) {
      const answer = await giulia.query(
        'mutation ($key: UUID!, $id: UUID!) { removeRegistration(key: $key, id: $id) { state } }',
        { key: newKey(), id },
      );
      expect(answer.codes).toEqual([]);
    }
    expect((await told('EVENT_TAKEN_OFF', at)).map(({ member_id }) => member_id).toSorted()).toEqual(
      [rosa.id, null].toSorted(),
    );
  });

  test('afterwards, how it was; a month later nobody knows the guest any more, and the numbers stay', async () => {
    town.now = new Date(hourIn(town, 0, '10:00'));
    const at = hourIn(town, 1, '19:00');
    const dateId = await publish(1, {}, '19:00');
    const { guestToken } = await two(dateId);
    town.now = new Date(hourIn(town, 1, '23:00'));
    await twice(askHowItWas);
    await twice(askHowItWas);
    expect(await told('EVENT_HOW_WAS_IT', at)).toHaveLength(2);
    town.now = new Date(town.now.getTime() + 31 * 86_400_000);
    await forgetGuests.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    expect((await useToken(town.visitor, 'cancelRegistration', guestToken)).codes).toEqual(['NOT_FOUND']);
    const { rows } = await town.pool.query<{ people: number; hashes: number; names: number }>(
      `select sum(r.people)::int as people, count(r.contact_hash)::int as hashes,
         count(g.name)::int as names
       from registration r left join guest g on g.id = r.guest_id where r.date_id = $1`,
      [dateId],
    );
    expect(rows).toEqual([{ people: 2, hashes: 0, names: 0 }]);
  });
});

describe('what belongs to who registered', () => {
  test('a guest with a place reads where the online meeting is; one who waits, and everybody else, does not', async () => {
    town.now = new Date(hourIn(town, 0, '10:00'));
    const dateId = await publish(5, { onlineUrl: 'https://meet.example.org/x' });
    await registerGuest(town, dateId, { name: 'Ivan', contact: `${newKey()}@people.example` });
    const token = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    const url = async () =>
      (
        await town.visitor.query<{ registration: { onlineUrl: string | null } }>(
          'query ($token: String!) { registration(token: $token) { onlineUrl } }',
          { token },
        )
      ).data.registration.onlineUrl;
    expect(await url()).toBeNull();
    await useToken(town.visitor, 'confirmRegistration', token);
    expect(await url()).toBe('https://meet.example.org/x');
    const people = await giulia.query(
      'query ($id: UUID!) { eventPeople(dateId: $id) { registrations(first: 9) { nodes { onlineUrl } } } }',
      { id: dateId },
    );
    expect(JSON.stringify(people.data)).not.toContain('meet.example');
  });

  test('an organiser who opens an own registration reads nobody else’s token, face or certificate beside it', async () => {
    town.now = new Date(hourIn(town, 0, '10:00'));
    const dateId = await publish(1);
    const { own } = await two(dateId);
    const mine = (await register(giulia, dateId)).data.registerForEvent;
    town.now = new Date(hourIn(town, 1, '23:00'));
    await town.visitor.query(
      'mutation ($key: UUID!, $token: String!) { giveEventFeedback(key: $key, token: $token, face: BAD) { id } }',
      { key: newKey(), token: own.token },
    );
    const fields = 'id token face certificate { name }';
    const both = await giulia.query<{
      eventPeople: { registrations: { nodes: { id: string; token: string | null; face: string | null }[] } };
    }>(
      `query ($token: String!, $id: UUID!) { registration(token: $token) { ${fields} } eventPeople(dateId: $id) { registrations(first: 9) { nodes { ${fields} } } } }`,
      { token: mine.token, id: dateId },
    );
    expect(both.codes).toEqual([]);
    const { nodes } = both.data.eventPeople.registrations;
    expect(nodes).toHaveLength(3);
    const others = nodes.filter(({ id }) => id !== mine.id);
    expect(others.map(({ token, face }) => [token, face])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
