import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventWords, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, registerGuest, seatsOf, settle, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const event = (registration: Record<string, unknown>, more: EventWords = {}) =>
  publishEvent(town, giulia, association, { ...more, registration: { mode: 'DATE', ...registration } });

describe('without an account', () => {
  test('a name and one contact: the places are theirs once the message is answered', async () => {
    const dateId = await event({ places: 3 });
    const guest = { name: 'Samira', contact: 'Samira@Example.org' };
    expect((await registerGuest(town, dateId, guest, { adults: 1, children: 2 })).data.registerGuest).toBe(true);
    expect((await seatsOf(town, dateId))?.taken).toBe(0);
    const token = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    const confirmed = await useToken(town.visitor, 'confirmRegistration', token);
    expect(confirmed.data.confirmRegistration).toMatchObject({ state: 'CONFIRMED', people: 3 });
    // Once more with the same contact: the same answer, nothing more, and the message again.
    expect((await registerGuest(town, dateId, guest)).data.registerGuest).toBe(true);
    expect(await seatsOf(town, dateId)).toMatchObject({ taken: 3, waiting: 0 });
  });

  test('who does not confirm in time registers anew', async () => {
    const dateId = await event({ places: 1 });
    const ivan = { name: 'Ivan', contact: '333 222 1111' };
    await registerGuest(town, dateId, ivan);
    const late = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    town.now = new Date(town.now.getTime() + 31 * 60_000);
    expect((await useToken(town.visitor, 'confirmRegistration', late)).codes).toEqual(['WRONG_STATE']);
    await settle(town);
    await registerGuest(town, dateId, ivan);
    const again = (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
    expect(again).not.toBe(late);
    expect((await useToken(town.visitor, 'confirmRegistration', again)).codes).toEqual([]);
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
      code: 'INVALID_CONTACT',
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

  test('an SMS to a guest leads to the page of the registration, never to a page for members', async () => {
    const dateId = await publishEvent(town, giulia, association, {
      input: { title: 'Laboratorio di cucina di Natale' },
      registration: { mode: 'DATE', places: 5 },
    });
    await registerGuest(town, dateId, { name: 'Olena', contact: '333 777 1234' });
    await town.app.deliver();
    const { rows } = await town.pool.query<{ text: string }>(
      `select text from outbox_message where recipient = '+393337771234'`,
    );
    expect(rows.map(({ text }) => text.split(' ').at(-1))).toEqual([
      expect.stringMatching(new RegExp(`/r/${(await tokensTo(town, 'EVENT_CONFIRM')).at(-1)}$`)),
    ]);
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
    const volunteers = await Promise.all(Array.from({ length: 6 }, () => town.member({ speaks: ['ar'] })));
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
