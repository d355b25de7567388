import { changeDate, draftEvent, hourIn, publishEvent } from '../testkit/events.ts';
import { register, registerGuest, tokensTo } from '../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../testkit/town.ts';

/** Events in every state, with people, needs, questions, translations and what came of them. */
export async function eventsToVisit(
  town: Town,
  association: string,
  { staff, member }: { staff: Person; member: Person },
) {
  const start = (days: number) => ({ startsAt: hourIn(town, days, '18:00'), endsAt: hourIn(town, days, '20:00') });
  const publish = (title: string, days: number, more: { rule?: string; places?: number; mode?: string } = {}) =>
    publishEvent(town, staff, association, {
      input: {
        title,
        description: 'Si parla davanti a un caffè.\n\n- tè\n- **biscotti**\n\n> Porta chi vuoi.',
        topics: ['LANGUAGE', 'FAMILY'],
        audiences: ['FAMILIES'],
        speaks: ['it', 'ar'],
        access: ['STEP_FREE', 'HEARING_LOOP'],
        cost: 'DONATION',
        costWords: 'Quello che vuoi',
        contact: '081 000 0000',
      },
      times: { ...start(days), ...(more.rule ? { rule: more.rule } : {}) },
      registration: { mode: more.mode ?? 'DATE', places: more.places ?? 20 },
    });
  const coming = await publish('Caffè delle lingue', 4, { rule: 'FREQ=WEEKLY;COUNT=3' });
  await staff.query(
    `mutation ($key: UUID!, $dateId: UUID!) { saveEventQuestions(key: $key, dateId: $dateId, questions: [
      { kind: CHOICE, words: "Con chi vieni?", options: ["Da solo", "Con amici"], required: true }, { kind: TEXT, words: "Allergie?" }]) { id } }`,
    { key: newKey(), dateId: coming },
  );
  const { rows: dates } = await town.pool.query<{ id: string }>(
    'select o.id from event_date d join event_date o on o.event_id = d.event_id where d.id = $1 order by o.starts_at',
    [coming],
  );
  // The last date is still to come when the pages are looked at.
  for (const dateId of [coming, dates.at(-1)?.id])
    for (const slot of [
      '{ kind: SET_UP, places: 2, words: "Sedie e tavoli" }',
      '{ kind: INTERPRETER, language: "uk" }',
    ])
      await staff.query(
        `mutation ($key: UUID!, $dateId: UUID!) { saveSupportSlot(key: $key, dateId: $dateId, input: ${slot}) { id } }`,
        { key: newKey(), dateId },
      );
  const { rows: toSetUp } = await town.pool.query<{ id: string }>(
    `select id from support_slot where date_id = $1 and kind = 'SET_UP'`,
    [dates.at(-1)?.id],
  );
  await member.query('mutation ($key: UUID!, $slotId: UUID!) { claimSupport(key: $key, slotId: $slotId) { id } }', {
    key: newKey(),
    slotId: toSetUp[0]?.id,
  });
  const full = await publish('Gita al lago', 6, { places: 1 });
  await register(await town.member({ name: 'Fatou' }), full);
  const needs = [{ kind: 'INTERPRETER', language: 'ar' }, { kind: 'CHILD_CARE' }];
  await registerGuest(town, full, { name: 'Ivan', contact: 'ivan@people.example' });
  const cancelled = await publish('Torneo di scacchi', 8);
  await changeDate(staff, 'cancelEvent', cancelled, { words: 'La sala è chiusa.' });
  const over = await publish('Passeggiata sul mare', 2);
  const came = (await register(member, over, { adults: 1, children: 1, needs })).data.registerForEvent;
  await staff.query(
    'mutation ($key: UUID!, $dateId: UUID!, $code: String!) { checkIn(key: $key, dateId: $dateId, entries: [{ code: $code }]) { outcome } }',
    { key: newKey(), dateId: over, code: came.code },
  );
  await town.pool.query(
    `insert into attendance (registration_id, date_id, people, came_at) values ($1, $2, 2, now()) on conflict do nothing`,
    [came.id, over],
  );
  await town.pool.query(
    `update event_date set starts_at = starts_at - interval '9 days', ends_at = ends_at - interval '9 days' where id = $1`,
    [over],
  );
  const confirmed = await publish('Sportello scuola', 5);
  const own = (await register(member, confirmed, { needs })).data.registerForEvent;
  const course = await publish('Corso di cucito', 7, { rule: 'FREQ=WEEKLY;COUNT=4', mode: 'SERIES' });
  const ofSeries = (await register(member, course)).data.registerForEvent;
  const draft = await draftEvent(town, staff, association);
  await registerGuest(town, confirmed, { name: 'Samira', contact: 'samira@people.example' });
  const [held = ''] = (await tokensTo(town, 'EVENT_CONFIRM')).slice(-1);
  const tokens = { confirmed: own.token ?? '', came: came.token ?? '', series: ofSeries.token ?? '' };
  return { coming, full, cancelled, over, draft, held, ...tokens };
}
