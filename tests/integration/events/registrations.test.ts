import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleAllSeats } from '../../../server/src/features/events/index.ts';
import { draftEvent, editEvent, hourIn, publishEvent, type EventWords } from '../../testkit/events.ts';
import { register, registerGuest, tokensTo, useToken } from '../../testkit/registrations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

const event = (registration: Record<string, unknown>, more: EventWords = {}) =>
  publishEvent(town, giulia, association, { ...more, registration: { mode: 'DATE', ...registration } });

const seatsOf = async (dateId: string) => {
  const { rows } = await town.pool.query<{ taken: number; waiting: number; really: number; queue: number }>(
    `select s.taken, s.waiting,
       (select coalesce(sum(people), 0)::int from registration r where r.seats_id = s.id and state in ('HELD', 'CONFIRMED', 'OFFERED')) as really,
       (select count(*)::int from registration r where r.seats_id = s.id and state = 'WAITING') as queue
     from event_date d join event_seats s on s.id = d.seats_id where d.id = $1`,
    [dateId],
  );
  return rows[0];
};
const stateOf = async (id: string) =>
  (await town.pool.query<{ state: string }>('select state from registration where id = $1', [id])).rows[0]?.state;

/** What the timetable does each minute. */
const settle = () =>
  settleAllSeats({ config: town.config, live: town.app.live }).run({
    em: town.app.orm.em.fork(),
    clock: { now: () => town.now },
  });

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
    expect(await seatsOf(dateId)).toEqual({ taken: 30, waiting: 70, really: 30, queue: 70 });
  }, 60_000);

  test('families count by heads; one that is larger than the room is told so', async () => {
    const dateId = await event({ places: 5 });
    const family = await register(await town.member(), dateId, { adults: 2, children: 2 });
    expect(family.data.registerForEvent).toMatchObject({ state: 'CONFIRMED', people: 4 });
    expect((await register(await town.member(), dateId, { adults: 2 })).data.registerForEvent.state).toBe('WAITING');
    expect((await register(await town.member(), dateId, { adults: 1 })).data.registerForEvent.state).toBe('CONFIRMED');
    expect((await register(await town.member(), dateId, { adults: 6 })).codes).toEqual(['OUT_OF_RANGE']);
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
    expect(await stateOf(waiting.id)).toBe('OFFERED');
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

  test('one registration for a whole series', async () => {
    const dateId = await event(
      { mode: 'SERIES', places: 1 },
      { times: { startsAt: hourIn(town, 5, '18:00'), endsAt: hourIn(town, 5, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' } },
    );
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
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['OFFERED', 'WAITING']);
    // Meanwhile the place is kept: whoever comes now waits.
    expect((await register(await town.member(), dateId)).data.registerForEvent.state).toBe('WAITING');
    town.now = new Date(town.now.getTime() + 61 * 60_000);
    expect((await useToken(amina, 'takeOfferedPlace', first.token ?? '')).codes).toEqual(['WRONG_STATE']);
    await settle();
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['EXPIRED', 'OFFERED']);
    expect((await useToken(town.visitor, 'takeOfferedPlace', second.token ?? '')).codes).toEqual([]);
    expect(await stateOf(second.id)).toBe('CONFIRMED');
    expect(await seatsOf(dateId)).toEqual({ taken: 1, waiting: 1, really: 1, queue: 1 });
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
    const seats = await seatsOf(dateId);
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
    expect([await stateOf(family.id), await stateOf(single.id)]).toEqual(['WAITING', 'OFFERED']);
    for (const token of tokens.slice(1)) await useToken(town.visitor, 'cancelRegistration', token);
    expect(await stateOf(family.id)).toBe('OFFERED');
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
    expect(await stateOf(rows[0]?.id ?? '')).toBe('OFFERED');
  });
});

describe('without an account', () => {
  test('a name and one contact: the places are kept until the message is answered', async () => {
    const dateId = await event({ places: 3 });
    const guest = { name: 'Samira', contact: 'Samira@Example.org' };
    expect((await registerGuest(town, dateId, guest, { adults: 1, children: 2 })).data.registerGuest).toBe(true);
    expect((await seatsOf(dateId))?.taken).toBe(3);
    const token = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    const confirmed = await useToken(town.visitor, 'confirmRegistration', token);
    expect(confirmed.data.confirmRegistration).toMatchObject({ state: 'CONFIRMED', people: 3 });
    // Once more with the same contact: the same answer, nothing more, and the message again.
    expect((await registerGuest(town, dateId, guest)).data.registerGuest).toBe(true);
    expect(await seatsOf(dateId)).toMatchObject({ taken: 3, waiting: 0 });
  });

  test('who does not confirm gives the places back', async () => {
    const dateId = await event({ places: 1 });
    await registerGuest(town, dateId, { name: 'Ivan', contact: '333 222 1111' });
    expect((await seatsOf(dateId))?.taken).toBe(1);
    town.now = new Date(town.now.getTime() + 31 * 60_000);
    await settle();
    expect((await seatsOf(dateId))?.taken).toBe(0);
  });

  test('the code of the message does the same; guessing is not possible for long', async () => {
    const dateId = await event({ places: 5 });
    const contact = '3339998877';
    await registerGuest(town, dateId, { name: 'Olena', contact });
    const { rows } = await town.pool.query<{ code: string }>(
      `select params ->> 'code' as code from notification where kind = 'EVENT_CONFIRM' order by id desc limit 1`,
    );
    const confirm = (code: string) =>
      town.visitor.query<{ confirmByCode: { state: string } }>(
        'mutation ($key: UUID!, $dateId: UUID!, $contact: String!, $code: String!) { confirmByCode(key: $key, dateId: $dateId, contact: $contact, code: $code) { state } }',
        { key: newKey(), dateId, contact, code },
      );
    expect((await confirm('000000')).codes).toEqual(['WRONG_CODE']);
    expect((await confirm(rows[0]?.code ?? '')).data.confirmByCode.state).toBe('CONFIRMED');
    const guesses = [];
    for (let index = 0; index < 8; index++) guesses.push((await confirm('111111')).codes[0]);
    expect(guesses.at(-1)).toBe('RATE_LIMITED');
  });

  test('made-up tokens open nothing, and neither a name nor a contact is needed to find that out', async () => {
    for (const token of ['x', 'A'.repeat(43), ''])
      expect((await useToken(town.visitor, 'cancelRegistration', token)).codes).toEqual(['NOT_FOUND']);
    const dateId = await event({});
    expect(
      (await registerGuest(town, dateId, { name: 'Samira', contact: 'nowhere' })).errors[0]?.extensions,
    ).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'guest.contact',
    });
    expect((await registerGuest(town, dateId, { name: ' ', contact: 'a@b.example' })).codes).toEqual(['REQUIRED']);
  });

  test('mails and SMS reach a guest, each once', async () => {
    await town.app.deliver();
    const { rows } = await town.pool.query<{ channel: string; recipient: string; text: string }>(
      `select channel, recipient, text from outbox_message where recipient in ('samira@example.org', '+393339998877')`,
    );
    expect(rows.map(({ channel }) => channel).toSorted()).toContain('sms');
    expect(rows.find(({ channel }) => channel === 'mail')?.text).toContain('/r/');
  });
});

describe('questions and needs', () => {
  test('what must be answered must be answered, and only what can be chosen is taken', async () => {
    const dateId = await event({ places: 9 });
    const saved = await giulia.query<{ saveEventQuestions: { event: { questions: { id: string }[] } } }>(
      `mutation ($key: UUID!, $dateId: UUID!) { saveEventQuestions(key: $key, dateId: $dateId, questions: [
        { kind: CHOICE, words: "Con chi vieni?", options: ["Sola", "Con amiche"], required: true }, { kind: TEXT, words: "Allergie?" }]) { event { questions { id } } } }`,
      { key: newKey(), dateId },
    );
    const [choice, text] = saved.data.saveEventQuestions.event.questions.map(({ id }) => id);
    const person = await town.member();
    const answer = (questionId: string | undefined, words: string) => ({ questionId, words });
    expect((await register(person, dateId)).errors[0]?.extensions.field).toBe(`input.answers.${choice}`);
    expect((await register(person, dateId, { answers: [answer(choice, 'Altro')] })).codes).toEqual(['INVALID_INPUT']);
    const fine = await register(person, dateId, {
      answers: [answer(choice, 'Sola'), answer(text, 'Noci'), answer(newKey(), 'x')],
    });
    expect(fine.codes).toEqual([]);
    const { rows } = await town.pool.query<{ answers: object }>('select answers from registration where id = $1', [
      fine.data.registerForEvent.id,
    ]);
    expect(rows[0]?.answers).toEqual({ [choice ?? '']: 'Sola', [text ?? '']: 'Noci' });
  });

  test('who needs an interpreter opens a slot that a volunteer takes on', async () => {
    const dateId = await event({ places: 9 });
    await register(await town.member(), dateId, {
      needs: [{ kind: 'INTERPRETER', language: 'ar' }, { kind: 'CHILD_CARE' }],
    });
    const open = await town.visitor.query<{
      openSupport: { nodes: { id: string; kind: string; language: string | null }[] };
    }>('{ openSupport(first: 50, filter: { languages: ["ar"] }) { nodes { id kind language date { id } } } }');
    const slot = open.data.openSupport.nodes.at(-1);
    expect(slot).toMatchObject({ kind: 'INTERPRETER', language: 'ar' });
    const volunteers = await Promise.all(Array.from({ length: 6 }, () => town.member()));
    const claim = (person: Person) =>
      person.query('mutation ($key: UUID!, $id: UUID!) { claimSupport(key: $key, slotId: $id) { placesLeft } }', {
        key: newKey(),
        id: slot?.id,
      });
    const codes = (await Promise.all(volunteers.map(claim))).flatMap((answer) => answer.codes);
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'PLACES_TAKEN'));
    const shown = await town.visitor.query<{ eventDate: { interpreted: string[]; childCare: boolean } }>(
      'query ($id: UUID!) { eventDate(id: $id) { interpreted childCare support { kind claims { id } } } }',
      { id: dateId },
    );
    expect(shown.data.eventDate).toMatchObject({ interpreted: ['ar'], childCare: false });
    const children = await giulia.query<{ eventDate: { support: { id: string; kind: string }[] } }>(
      'query ($id: UUID!) { eventDate(id: $id) { support { id kind } } }',
      { id: dateId },
    );
    const care = children.data.eventDate.support.find(({ kind }) => kind === 'CHILD_CARE')?.id;
    const unchecked = await town.member();
    const tryCare = await unchecked.query(
      'mutation ($key: UUID!, $id: UUID!) { claimSupport(key: $key, slotId: $id) { id } }',
      {
        key: newKey(),
        id: care,
      },
    );
    expect(tryCare.codes).toEqual(['CHECK_REQUIRED']);
  });
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
