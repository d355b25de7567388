import { settleAllSeats } from '../../server/src/features/events/index.ts';
import { type Answer, newKey, type Person, type Town } from './town.ts';

export interface Registered {
  id: string;
  state: string;
  people: number;
  code: string;
  token: string | null;
}
const shown = 'id state people code token';

/** Registers a member. */
export const register = (
  person: Person,
  dateId: string,
  input: Record<string, unknown> = {},
): Promise<Answer<{ registerForEvent: Registered }>> =>
  person.query(
    `mutation ($key: UUID!, $dateId: UUID!, $input: RegistrationInput!) { registerForEvent(key: $key, dateId: $dateId, input: $input) { ${shown} } }`,
    { key: newKey(), dateId, input: { adults: 1, ...input } },
  );

/** Registers somebody without an account. */
export const registerGuest = (
  town: Town,
  dateId: string,
  guest: { name: string; contact: string },
  input: Record<string, unknown> = {},
  visitor = town.visitor,
): Promise<Answer<{ registerGuest: boolean }>> =>
  visitor.query(
    `mutation ($key: UUID!, $dateId: UUID!, $guest: GuestInput!, $input: RegistrationInput!) { registerGuest(key: $key, dateId: $dateId, guest: $guest, input: $input) }`,
    { key: newKey(), dateId, guest, input: { adults: 1, ...input } },
  );

/** What whoever has the token does: confirm, take the place that is kept, or say that they cannot come. */
export const useToken = (
  person: Person,
  mutation: 'confirmRegistration' | 'takeOfferedPlace' | 'cancelRegistration',
  token: string,
): Promise<Answer<Record<string, Registered>>> =>
  person.query(`mutation ($key: UUID!, $token: String!) { ${mutation}(key: $key, token: $token) { ${shown} } }`, {
    key: newKey(),
    token,
  });

/** The paths of the registration pages in messages to somebody, newest last. */
export async function tokensTo(town: Town, kind: string): Promise<string[]> {
  const { rows } = await town.pool.query<{ path: string }>(
    `select path from notification where kind = $1 order by id`,
    [kind],
  );
  return rows.map(({ path }) => path.replace('/r/', ''));
}

/** The seats of a date as they are counted, and as they really are. */
export const seatsOf = async (town: Town, dateId: string) => {
  const { rows } = await town.pool.query<{ taken: number; waiting: number; really: number; queue: number }>(
    `select s.taken, s.waiting,
       (select coalesce(sum(people), 0)::int from registration r where r.seats_id = s.id and state in ('CONFIRMED', 'OFFERED')) as really,
       (select count(*)::int from registration r where r.seats_id = s.id and state = 'WAITING') as queue
     from event_date d join event_seats s on s.id = d.seats_id where d.id = $1`,
    [dateId],
  );
  return rows[0];
};

export const stateOf = async (town: Town, id: string) =>
  (await town.pool.query<{ state: string }>('select state from registration where id = $1', [id])).rows[0]?.state;

/** What the timetable does each minute. */
export const settle = (town: Town) =>
  settleAllSeats({ config: town.config, live: town.app.live }).run({
    em: town.app.orm.em.fork(),
    clock: { now: () => town.now },
  });
