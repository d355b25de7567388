import { newId } from '../../server/src/platform/ids.ts';
import { atTownTime, townDay } from '../../server/src/platform/time.ts';
import { type Answer, createTown, newKey, type Person, type Town } from './town.ts';

/** A town with an association and Giulia, who coordinates it. */
export async function organisedTown(): Promise<{ town: Town; association: string; giulia: Person }> {
  const town = await createTown();
  const association = await town.organisation();
  return { town, association, giulia: await town.member({ in: { organisationId: association, role: 'COORDINATOR' } }) };
}

/** The instant of an hour, "18:00", so many days from now, in the town. Winter and summer alike. */
export const hourIn = (town: Town, days: number, time: string): string =>
  atTownTime(townDay(town.now).add({ days }), time).toISOString();

export interface EventWords {
  input?: Record<string, unknown>;
  times?: Record<string, unknown>;
  registration?: Record<string, unknown>;
}

/** What an event is, three days from now from 18:00 to 20:00, unless told otherwise. */
export function eventWords(town: Town, { input = {}, times = {}, registration = {} }: EventWords = {}) {
  return {
    input: {
      title: 'Caffè delle lingue',
      description: 'Si parla, si ride, si impara. **Entrata libera.**',
      zoneId: town.zones[0]?.id,
      venue: 'Biblioteca comunale',
      address: 'Via Roma 1',
      topics: ['LANGUAGE'],
      audiences: [],
      speaks: ['it'],
      access: ['STEP_FREE'],
      cost: 'FREE',
      ...input,
    },
    times: { startsAt: hourIn(town, 3, '18:00'), endsAt: hourIn(town, 3, '20:00'), ...times },
    registration: { mode: 'NONE', ...registration },
  };
}

/** Begins an event of an organisation; returns the id of its first date. */
export async function draftEvent(
  town: Town,
  staff: Person,
  organisationId: string,
  words: EventWords = {},
): Promise<string> {
  const answer = await staff.query<{ createEvent: { id: string } }>(
    `mutation ($key: UUID!, $organisationId: UUID!, $input: EventInput!, $times: EventTimesInput!, $registration: EventRegistrationInput!) {
       createEvent(key: $key, organisationId: $organisationId, input: $input, times: $times, registration: $registration) { id } }`,
    { key: newKey(), organisationId, ...eventWords(town, words) },
  );
  return fine(answer).createEvent.id;
}

/** An event that everybody sees; returns the id of its first date. */
export async function publishEvent(
  town: Town,
  staff: Person,
  organisationId: string,
  words: EventWords = {},
): Promise<string> {
  const dateId = await draftEvent(town, staff, organisationId, words);
  fine(await changeDate(staff, 'publishEvent', dateId));
  return dateId;
}

/** Publishes, removes or calls off. */
export function changeDate(
  person: Person,
  mutation: 'publishEvent' | 'removeEventDraft' | 'cancelEvent',
  dateId: string,
  { scope = 'ALL', words = 'Piove.' }: { scope?: string; words?: string } = {},
): Promise<Answer<Record<string, { id: string }>>> {
  const more = mutation === 'cancelEvent' ? `, scope: ${scope}, words: ${JSON.stringify(words)}` : '';
  const shown = mutation === 'removeEventDraft' ? '' : '{ id state }';
  return person.query(
    `mutation ($key: UUID!, $dateId: UUID!) { ${mutation}(key: $key, dateId: $dateId${more}) ${shown} }`,
    {
      key: newKey(),
      dateId,
    },
  );
}

/** Changes an event as an organiser who saw `version`. */
export function editEvent(
  town: Town,
  person: Person,
  dateId: string,
  { version, scope = 'ALL', ...words }: EventWords & { version: number; scope?: string },
): Promise<Answer<{ updateEvent: { id: string } }>> {
  return person.query(
    `mutation ($key: UUID!, $dateId: UUID!, $version: Int!, $scope: ChangeScope!, $input: EventInput!, $times: EventTimesInput!, $registration: EventRegistrationInput!) {
       updateEvent(key: $key, dateId: $dateId, version: $version, scope: $scope, input: $input, times: $times, registration: $registration) { id } }`,
    { key: newKey(), dateId, version, scope, ...eventWords(town, words) },
  );
}

/** A row of an event with places and one date, without the way through the API; returns the id of its date. */
export async function insertEvent(
  town: Town,
  organisationId: string,
  state: 'DRAFT' | 'PUBLISHED' = 'PUBLISHED',
): Promise<string> {
  const [eventId, seatsId, dateId] = [newId(), newId(), newId()];
  const starts = hourIn(town, 3, '18:00');
  await town.pool.query(
    `with seats as (insert into event_seats (id, places) values ($2, 500)),
       event as (insert into event (id, series_id, state, version, title, description, language, organisation_id, zone_id, time_zone, cost, registration, places, created_at, published_at)
         values ($1, $1, $5, 2, 'Caffè delle lingue', 'Si parla.', 'it', $4, $6, 'Europe/Rome', 'FREE', 'DATE', 500, now(), case when $5 = 'DRAFT' then null else now() end))
     insert into event_date (id, event_id, seats_id, starts_at, ends_at, planned_at) values ($3, $1, $2, $7, $7::timestamptz + interval '2 hours', $7)`,
    [eventId, seatsId, dateId, organisationId, state, town.zones[0]?.id, starts],
  );
  return dateId;
}

function fine<Data>(answer: Answer<Data>): Data {
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
