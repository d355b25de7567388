import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDate, organisedTown, publishEvent } from '../../testkit/events.ts';
import { registerGuest, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** What strangers cannot find out or set going with somebody else's contact. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const event = () =>
  publishEvent(town, giulia, association, { registration: { mode: 'DATE', places: 9 }, input: { title: 'Sportello' } });
const lastToken = async () => (await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '';
const slots = async (dateId: string) =>
  (
    await town.pool.query<{ kind: string; language: string | null }>(
      'select kind, language from support_slot where date_id = $1 order by kind',
      [dateId],
    )
  ).rows.map(({ kind, language }) => [kind, language].filter(Boolean).join(' '));

test('wrong input is refused alike, whether the contact is registered or not', async () => {
  const dateId = await event();
  const registered = { name: 'Samira', contact: 'samira@people.example' };
  await registerGuest(town, dateId, registered);
  const confirmed = await useToken(town.visitor, 'confirmRegistration', await lastToken());
  expect(confirmed.data.confirmRegistration?.state).toBe('CONFIRMED');
  const stranger = { name: 'Samira', contact: 'nobody@people.example' };
  for (const input of [{ adults: 40 }, { adults: 0 }, { needs: [{ kind: 'INTERPRETER' }] }]) {
    const [known, unknown] = [
      await registerGuest(town, dateId, registered, input),
      await registerGuest(town, dateId, stranger, input),
    ];
    expect(known.codes).not.toEqual([]);
    expect(known.errors[0]?.extensions).toEqual(unknown.errors[0]?.extensions);
  }
  const nameless = await registerGuest(town, dateId, { ...registered, name: ' ' });
  expect(nameless.errors[0]?.extensions).toMatchObject({ code: 'REQUIRED', field: 'guest.name' });
});

test('the message that asks to confirm carries no words of whoever asked for it', async () => {
  const dateId = await event();
  const contact = `${newKey()}@people.example`;
  await registerGuest(town, dateId, { name: 'Vinci su www.evil.example', contact });
  await town.app.deliver();
  const { rows } = await town.pool.query<{ subject: string; text: string }>(
    'select subject, text from outbox_message where recipient = $1',
    [contact],
  );
  expect(rows).toHaveLength(1);
  expect(`${rows[0]?.subject} ${rows[0]?.text}`).not.toContain('evil');
});

test('what a guest needs is looked for once the guest has confirmed', async () => {
  const dateId = await event();
  const guest = { name: 'Olena', contact: `${newKey()}@people.example` };
  await registerGuest(town, dateId, guest, { needs: [{ kind: 'INTERPRETER', language: 'uk' }, { kind: 'LIFT' }] });
  expect(await slots(dateId)).toEqual([]);
  await useToken(town.visitor, 'confirmRegistration', await lastToken());
  expect(await slots(dateId)).toEqual(['INTERPRETER uk', 'LIFT']);
});

test('nobody confirms a place at something that was called off, and those half registered hear of it', async () => {
  const dateId = await event();
  await registerGuest(town, dateId, { name: 'Ivan', contact: `${newKey()}@people.example` });
  const token = await lastToken();
  await changeDate(giulia, 'cancelEvent', dateId);
  expect((await tokensTo(town, 'EVENT_CANCELLED')).at(-1)).toBe(token);
  const confirmed = await useToken(town.visitor, 'confirmRegistration', token);
  expect(confirmed.errors[0]?.extensions).toMatchObject({ code: 'WRONG_STATE' });
});

test('an address is written in one way: none with a list, a name or a comment around it is taken', async () => {
  const dateId = await event();
  for (const contact of [
    'x1,olha@people.example',
    'x2;olha@people.example',
    'Bob<olha@people.example',
    'olha@people.example;',
  ]) {
    const answer = await registerGuest(town, dateId, { name: 'Olha', contact });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_CONTACT', field: 'guest.contact' });
  }
});

test('who registers with a contact that is registered gets the same answer; its owner reads what is kept', async () => {
  const dateId = await event();
  const contact = `${newKey()}@people.example`;
  await registerGuest(town, dateId, { name: 'Amina', contact });
  await useToken(town.visitor, 'confirmRegistration', await lastToken());
  const again = await registerGuest(town, dateId, { name: 'Nonna Fatima', contact }, { adults: 2, children: 3 });
  expect(again.data.registerGuest).toBe(true);
  await town.app.deliver();
  const { rows } = await town.pool.query<{ text: string }>(
    `select text from outbox_message where recipient = $1 and subject = 'L’iscrizione c’è già'`,
    [contact],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).toContain('Adulti: 1, bambini: 0. Quello che è stato scritto adesso non vale.');
  expect(rows[0]?.text).toContain(`/r/${(await tokensTo(town, 'EVENT_REGISTERED_BEFORE')).at(-1)}`);
  expect(rows[0]?.text).not.toContain('Fatima');
});
