import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftEvent, editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register } from '../../testkit/registrations.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** An organisation helps to organise once it has agreed; until then it is not shown, and reads nothing. */
let town: Town;
let association: string;
let giulia: Person;
let band: string;
let marta: Person;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
  band = await town.organisation('Banda');
  marta = await town.member({ locale: 'fr', in: { organisationId: band, role: 'STAFF' } });
});
afterAll(() => town.close());

interface Ask {
  eventId: string;
  title: string;
  dateId: string | null;
  organisation: { id: string };
  asked: { id: string };
}
const asksOf = async (person: Person) =>
  (
    await person.query<{ coOrganiserAsks: Ask[] }>(
      '{ coOrganiserAsks { eventId title dateId organisation { id } asked { id } } }',
    )
  ).data.coOrganiserAsks;
const answer = (person: Person, eventId: string, said: 'ACCEPTED' | 'DECLINED') =>
  person.query(
    'mutation ($key: UUID!, $eventId: UUID!, $organisationId: UUID!, $answer: CoOrganiserAnswer!) { answerCoOrganiserAsk(key: $key, eventId: $eventId, organisationId: $organisationId, answer: $answer) }',
    { key: newKey(), eventId, organisationId: band, answer: said },
  );
const named = (title: string) => ({ title, coOrganiserIds: [band] });
const askFor = async (title: string) => (await asksOf(marta)).filter((ask) => ask.title === title);
const people = (person: Person, dateId: string) =>
  person.query('query ($id: UUID!) { eventPeople(dateId: $id) { registered } }', { id: dateId });

/** What everybody sees of who helps, and whether the event stands in the band's calendar. */
async function shown(dateId: string) {
  const { data } = await town.visitor.query<{
    eventDate: { event: { coOrganisers: { name: string }[] } };
    events: { nodes: { id: string }[] };
  }>(
    'query ($id: UUID!, $band: UUID!) { eventDate(id: $id) { event { coOrganisers { name } } } events(first: 50, filter: { organisationId: $band }) { nodes { id } } }',
    { id: dateId, band },
  );
  const feed = await town.app.http.inject({ method: 'GET', url: `/events/feed.json?organisation=${band}` });
  return {
    names: data.eventDate.event.coOrganisers.map(({ name }) => name),
    listed: data.events.nodes.some(({ id }) => id === dateId),
    fed: feed.body.includes(dateId),
  };
}

test('until it agrees, it is not shown and reads nobody; its staff are told in their language', async () => {
  const dateId = await publishEvent(town, giulia, association, {
    input: named('Festa'),
    registration: { mode: 'DATE', places: 9 },
  });
  await register(await town.member(), dateId);
  expect(await shown(dateId)).toEqual({ names: [], listed: false, fed: false });
  expect((await people(marta, dateId)).codes).toEqual(['NOT_FOUND']);
  await town.app.deliver();
  const { rows } = await town.pool.query<{ subject: string }>(
    `select subject from outbox_message where recipient = $1`,
    [`${marta.id}@people.example`],
  );
  expect(rows.map(({ subject }) => subject)).toEqual([expect.stringContaining('On vous propose d’organiser ensemble')]);

  const [ask] = await askFor('Festa');
  expect(ask).toMatchObject({ dateId, organisation: { id: association }, asked: { id: band } });
  expect((await answer(marta, ask?.eventId ?? '', 'ACCEPTED')).codes).toEqual([]);
  expect(await askFor('Festa')).toEqual([]);
  expect(await shown(dateId)).toEqual({ names: ['Banda'], listed: true, fed: true });
  expect((await people(marta, dateId)).codes).toEqual([]);
  // It may think again. Whoever asked hears both, and a tap that is repeated only once.
  for (let tap = 0; tap < 2; tap++) await answer(marta, ask?.eventId ?? '', 'DECLINED');
  expect((await people(marta, dateId)).codes).toEqual(['NOT_FOUND']);
  const heard = await town.pool.query<{ kind: string; name: string }>(
    `select kind, params->>'name' as name from notification where member_id = $1 and kind like 'EVENT_CO_ORGANISER_%' order by id`,
    [giulia.id],
  );
  expect(heard.rows).toEqual([
    { kind: 'EVENT_CO_ORGANISER_ACCEPTED', name: 'Banda' },
    { kind: 'EVENT_CO_ORGANISER_DECLINED', name: 'Banda' },
  ]);
  // However soon it changes its mind: whoever asked knows how it stands.
  for (const said of ['ACCEPTED', 'DECLINED', 'ACCEPTED'] as const) await answer(marta, ask?.eventId ?? '', said);
  expect(await heardOf(giulia)).toEqual(['ACCEPTED', 'DECLINED', 'ACCEPTED', 'DECLINED', 'ACCEPTED']);
  const alone = { version: 2, input: { title: 'Festa' }, registration: { mode: 'DATE', places: 9 } };
  expect((await editEvent(town, giulia, dateId, alone)).codes).toEqual([]);
  expect(await heardOf(marta)).toEqual(['ASKED', 'REMOVED']);
  town.now = new Date(town.now.getTime() + 120_000);
  const again = { version: 3, input: named('Festa'), registration: alone.registration };
  expect((await editEvent(town, giulia, dateId, again)).codes).toEqual([]);
  expect(await heardOf(marta)).toEqual(['ASKED', 'REMOVED', 'ASKED']);
});

const heardOf = async ({ id }: Person) =>
  (
    await town.pool.query<{ kind: string }>(
      `select kind from notification where member_id = $1 and kind like 'EVENT_CO_ORGANISER_%' order by id`,
      [id],
    )
  ).rows.map(({ kind }) => kind.replace('EVENT_CO_ORGANISER_', ''));

test('it edits with the organisers, but calls no date off: not by another rule either', async () => {
  const times = { startsAt: hourIn(town, 6, '18:00'), endsAt: hourIn(town, 6, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' };
  const dateId = await publishEvent(town, giulia, association, { input: named('Prove'), times });
  const [ask] = await askFor('Prove');
  await answer(marta, ask?.eventId ?? '', 'ACCEPTED');
  const one = { version: 2, input: named('Prove'), times: { ...times, rule: 'FREQ=WEEKLY;COUNT=2' } };
  expect((await editEvent(town, marta, dateId, one)).codes).toEqual(['NOT_ALLOWED']);
  const more = { ...one, times: { ...times, rule: 'FREQ=WEEKLY;COUNT=4' } };
  expect((await editEvent(town, marta, dateId, more)).codes).toEqual([]);
  expect((await editEvent(town, giulia, dateId, { ...one, version: 3 })).codes).toEqual([]);
});

test('a draft is asked about by its title alone; nobody answers for another organisation', async () => {
  const dateId = await draftEvent(town, giulia, association, { input: named('Sagra') });
  const [ask] = await askFor('Sagra');
  expect(ask?.dateId).toBeNull();
  const seen = await marta.query('query ($id: UUID!) { eventDate(id: $id) { id } }', { id: dateId });
  expect(seen.codes).toEqual(['NOT_FOUND']);
  expect(await asksOf(giulia)).toEqual([]);
  expect((await answer(giulia, ask?.eventId ?? '', 'ACCEPTED')).codes).toEqual(['NOT_ALLOWED']);
  expect((await answer(town.visitor, ask?.eventId ?? '', 'ACCEPTED')).codes).toEqual(['SIGN_IN_REQUIRED']);
  expect((await answer(marta, newKey(), 'ACCEPTED')).codes).toEqual(['NOT_FOUND']);
});

test('an answer stays through later changes, for all dates of a series, and the organisers read it', async () => {
  const times = { startsAt: hourIn(town, 5, '18:00'), endsAt: hourIn(town, 5, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' };
  const dateId = await publishEvent(town, giulia, association, { input: named('Coro'), times });
  const asks = await askFor('Coro');
  expect(asks).toHaveLength(1);
  await answer(marta, asks[0]?.eventId ?? '', 'DECLINED');
  const changed = await editEvent(town, giulia, dateId, {
    version: 2,
    scope: 'ONE',
    input: named('Coro in piazza'),
    times: { ...times, rule: null },
  });
  expect(changed.codes).toEqual([]);
  const { data } = await giulia.query<{
    eventDate: { event: { namedCoOrganisers: { state: string; organisation: { id: string } }[] } };
  }>('query ($id: UUID!) { eventDate(id: $id) { event { namedCoOrganisers { state organisation { id } } } } }', {
    id: dateId,
  });
  expect(data.eventDate.event.namedCoOrganisers).toEqual([{ state: 'DECLINED', organisation: { id: band } }]);
  expect([...(await askFor('Coro')), ...(await askFor('Coro in piazza'))]).toEqual([]);
});

test('whoever names an organisation of their own has agreed for it', async () => {
  const second = await town.organisation('Seconda');
  const both = await town.member({ in: { organisationId: band, role: 'STAFF' } });
  await town.pool.query(`insert into membership (organisation_id, member_id, roles) values ($1, $2, '{STAFF}')`, [
    second,
    both.id,
  ]);
  const dateId = await publishEvent(town, both, second, { input: named('Insieme') });
  expect((await shown(dateId)).names).toEqual(['Banda']);
});
