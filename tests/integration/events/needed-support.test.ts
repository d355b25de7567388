import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register, registerGuest, settle, tokensTo, useToken } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** Help that somebody needs is looked for on every date to come, and no longer than somebody needs it. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => ({ town, association, giulia } = await organisedTown()));
afterAll(() => town.close());

const arabic = { needs: [{ kind: 'INTERPRETER', language: 'ar' }] };
const weekly = (count: number) => ({
  startsAt: hourIn(town, 5, '18:00'),
  endsAt: hourIn(town, 5, '20:00'),
  rule: `FREQ=WEEKLY;COUNT=${count}`,
});
const single = () => publishEvent(town, giulia, association, { registration: { mode: 'DATE', places: 9 } });
const series = () =>
  publishEvent(town, giulia, association, { times: weekly(3), registration: { mode: 'SERIES', places: 9 } });
const tokenOf = async (person: Person, dateId: string, input: Record<string, unknown>) =>
  (await register(person, dateId, input)).data.registerForEvent.token ?? '';
const cancel = (token: string) => useToken(town.visitor, 'cancelRegistration', token);

/** The slots of an event, one line for each of its dates in order. */
const slots = async (dateId: string) =>
  (
    await town.pool.query<{ line: string }>(
      `select coalesce(string_agg(concat_ws(' ', l.kind, l.language), ', ' order by l.kind, l.language), '') as line
         from event_date d join event_date o on o.event_id = d.event_id left join support_slot l on l.date_id = o.id
        where d.id = $1 group by o.id order by o.starts_at`,
      [dateId],
    )
  ).rows.map(({ line }) => line);

async function claim(person: Person, dateId: string): Promise<void> {
  const { rows } = await town.pool.query<{ id: string }>('select id from support_slot where date_id = $1', [dateId]);
  const answer = await person.query(
    'mutation ($key: UUID!, $id: UUID!) { claimSupport(key: $key, slotId: $id) { id } }',
    {
      key: newKey(),
      id: rows[0]?.id,
    },
  );
  expect(answer.codes).toEqual([]);
}

const toldNotNeeded = async (person: Person) =>
  (
    await town.pool.query(`select 1 from notification where kind = 'EVENT_SUPPORT_NOT_NEEDED' and member_id = $1`, [
      person.id,
    ])
  ).rowCount;

describe('when somebody cannot come', () => {
  test('the slot that only they needed closes, and the volunteer is told in the own language', async () => {
    const dateId = await single();
    const token = await tokenOf(await town.member(), dateId, arabic);
    const volunteer = await town.member({ locale: 'fr', speaks: ['ary'] });
    await claim(volunteer, dateId);
    expect((await cancel(token)).codes).toEqual([]);
    expect(await slots(dateId)).toEqual(['']);
    expect(await toldNotNeeded(volunteer)).toBe(1);
    await town.app.deliver();
    const { rows } = await town.pool.query<{ subject: string }>(
      'select subject from outbox_message where recipient = $1',
      [`${volunteer.id}@people.example`],
    );
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual([
      'Merci : tu aides',
      'Ton aide n’est plus nécessaire',
    ]);
    const open = await town.visitor.query<{ openSupport: { nodes: { date: { id: string } }[] } }>(
      '{ openSupport(first: 50) { nodes { date { id } } } }',
    );
    expect(open.data.openSupport.nodes.map(({ date }) => date.id)).not.toContain(dateId);
  });

  test('what somebody else needs too stays open, until that one cannot come either', async () => {
    const dateId = await single();
    const first = await tokenOf(await town.member(), dateId, arabic);
    const second = await tokenOf(await town.member(), dateId, arabic);
    await cancel(first);
    expect(await slots(dateId)).toEqual(['INTERPRETER ar']);
    await cancel(second);
    expect(await slots(dateId)).toEqual(['']);
  });

  test('what the organisers planned themselves stays', async () => {
    const dateId = await single();
    const token = await tokenOf(await town.member(), dateId, arabic);
    const planned = await giulia.query(
      `mutation ($key: UUID!, $dateId: UUID!) { saveSupportSlot(key: $key, dateId: $dateId, input: { kind: INTERPRETER, language: "ar", places: 2 }) { id } }`,
      { key: newKey(), dateId },
    );
    expect(planned.codes).toEqual([]);
    await cancel(token);
    expect(await slots(dateId)).toEqual(['INTERPRETER ar']);
  });

  test('a guest who never confirmed closes nothing that others need', async () => {
    const dateId = await single();
    await register(await town.member(), dateId, arabic);
    await registerGuest(town, dateId, { name: 'Ivan', contact: `${newKey()}@people.example` }, arabic);
    await cancel((await tokensTo(town, 'EVENT_CONFIRM')).at(-1) ?? '');
    expect(await slots(dateId)).toEqual(['INTERPRETER ar']);
  });

  test('somebody of the waiting list needs help once there is a place, and none any more who does not answer in time', async () => {
    const dateId = await publishEvent(town, giulia, association, {
      registration: { mode: 'DATE', places: 1, offerMinutes: 60 },
    });
    const has = await tokenOf(await town.member(), dateId, {});
    await register(await town.member(), dateId, arabic);
    expect(await slots(dateId), 'who waits may never come').toEqual(['']);
    await cancel(has);
    expect(await slots(dateId)).toEqual(['INTERPRETER ar']);
    town.now = new Date(town.now.getTime() + 61 * 60_000);
    await settle(town);
    expect(await slots(dateId)).toEqual(['']);
  });
});

describe('with one registration for a series', () => {
  test('the help is looked for on every date to come, and on none once nobody needs it', async () => {
    const dateId = await series();
    const token = await tokenOf(await town.member(), dateId, arabic);
    expect(await slots(dateId)).toEqual(['INTERPRETER ar', 'INTERPRETER ar', 'INTERPRETER ar']);
    await cancel(token);
    expect(await slots(dateId)).toEqual(['', '', '']);
  });

  test('a date that is added later looks for it too', async () => {
    const dateId = await series();
    await register(await town.member(), dateId, arabic);
    const longer = await editEvent(town, giulia, dateId, {
      version: 2,
      times: weekly(5),
      registration: { mode: 'SERIES', places: 9 },
    });
    expect(longer.codes).toEqual([]);
    expect(await slots(dateId)).toEqual(Array.from({ length: 5 }, () => 'INTERPRETER ar'));
  });
});
