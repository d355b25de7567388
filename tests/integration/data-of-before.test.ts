import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { usualSetting } from '../../server/src/features/help/help.words.ts';
import { migrate } from '../../server/src/platform/database/migrate.ts';
import { databaseUrl, runStatement } from '../testkit/statements.ts';

test('requests of before the settings ask for the checks that are usual for their kind, and are found by words', async () => {
  await grown(2, fillRequests, async (client) => {
    const { rows } = await client.query<{ category: string; setting: string; found: boolean }>(
      `select category, setting, search @@ search_query('ecole') as found from help_request`,
    );
    expect(Object.fromEntries(rows.map(({ category, setting }) => [category, setting]))).toEqual(usualSetting);
    expect(rows.filter(({ found }) => !found)).toEqual([]);
  });
});

test('guests who had not confirmed give back the places and turns that were kept for them', async () => {
  await grown(14, fillRegistrations, async (client) => {
    const seats = await client.query('select places, taken, waiting from event_seats');
    expect(seats.rows).toEqual([{ places: 9, taken: 2, waiting: 1 }]);
    const states = await client.query<{ state: string }>('select state from registration order by code');
    expect(states.rows.map(({ state }) => state)).toEqual(['CONFIRMED', 'UNCONFIRMED', 'WAITING', 'UNCONFIRMED']);
    const untimed = client.query(`update registration set held_until = null where state = 'UNCONFIRMED'`);
    await expect(untimed).rejects.toThrow('registration_kept_until');
  });
});

test('who looks after children needs the checks for it, and what staff share for a person is that person’s', async () => {
  await grown(25, fillAgreedHelp, async (client) => {
    const { rows } = await client.query<{ setting: string }>('select setting from help_request');
    expect(rows).toEqual([{ setting: 'WITH_CHILDREN' }]);
    const shares = await client.query(
      'select m.display_name as whose, s.phone from contact_share s join member m on m.id = s.member_id order by s.phone',
    );
    expect(shares.rows).toEqual([
      { whose: 'Amina', phone: '+391' },
      { whose: 'Rosa', phone: '+392' },
    ]);
    const looks = await client.query(
      'select m.display_name as whose from contact_access a join member m on m.id = a.owner_id',
    );
    expect(looks.rows).toEqual([{ whose: 'Amina' }]);
  });
});

test('what was released of statements before says how many people are counted in it', async () => {
  await grown(42, fillReleases, async (client) => {
    const { rows } = await client.query(
      `select opinions -> 'people' as people, opinions -> 'placed' as placed from opinion_release order by phase_id`,
    );
    expect(rows).toEqual([
      { people: 26, placed: 26 },
      { people: 0, placed: 0 },
    ]);
  });
});

/** A database of the first so many versions is filled, and looked at once it has grown to the newest. */
async function grown(
  versions: number,
  fill: (client: pg.Client) => Promise<void>,
  look: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const { server } = inject('databases');
  const name = `test_before_${randomUUID().slice(0, 8)}`;
  await runStatement(server, `create database ${name} template template0`);
  const url = databaseUrl(server, name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const later = migrations.splice(versions);
    try {
      await migrate(url);
    } finally {
      migrations.push(...later);
    }
    await fill(client);
    await migrate(url);
    await look(client);
  } finally {
    await client.end();
    await runStatement(server, `drop database ${name} with (force)`);
  }
}

async function makeZone(client: pg.Client): Promise<string> {
  const [neighbourhood, zone] = [randomUUID(), randomUUID()];
  await client.query(`insert into neighbourhood (id, name, created_at) values ($1, 'Centro', now())`, [neighbourhood]);
  await client.query(
    `insert into zone (id, neighbourhood_id, name, names, created_at) values ($1, $2, 'Porto', '{}', now())`,
    [zone, neighbourhood],
  );
  return zone;
}

/** One open request of each kind, as the first version kept them. */
async function fillRequests(client: pg.Client): Promise<void> {
  const zone = await makeZone(client);
  const member = randomUUID();
  await client.query(`insert into member (id, display_name, locale, created_at) values ($1, 'Amina', 'it', now())`, [
    member,
  ]);
  for (const category of Object.keys(usualSetting))
    await client.query(
      `insert into help_request (id, requester_id, category, state, time_choice, part_of_day, starts_at, ends_at, zone_id, details, language, places, created_at)
       values ($1, $2, $3, 'OPEN', 'TODAY', 'ANY', now(), now() + interval '1 day', $4, 'L’école', 'it', 1, now())`,
      [randomUUID(), member, category, zone],
    );
}

/** An event of nine places: two taken for good and one who waits; beside them guests of three and of two who have not confirmed. */
async function fillRegistrations(client: pg.Client): Promise<void> {
  const zone = await makeZone(client);
  const [organisation, event, seats, date] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await client.query(
    `insert into organisation (id, name, kind, language, created_at) values ($1, 'Il cortile', 'ASSOCIATION', 'it', now())`,
    [organisation],
  );
  await client.query(
    `insert into event (id, series_id, state, version, title, description, language, organisation_id, zone_id, time_zone, cost, registration, places, created_at, published_at)
     values ($1, $1, 'PUBLISHED', 2, 'Caffè', 'Si parla.', 'it', $2, $3, 'Europe/Rome', 'FREE', 'DATE', 9, now(), now())`,
    [event, organisation, zone],
  );
  await client.query(`insert into event_seats (id, places, taken, waiting) values ($1, 9, 5, 2)`, [seats]);
  await client.query(
    `insert into event_date (id, event_id, seats_id, starts_at, ends_at, planned_at) values ($1, $2, $3, now(), now() + interval '1 hour', now())`,
    [date, event, seats],
  );
  const rows = [
    ['A', 'CONFIRMED', 2, true],
    ['B', 'HELD', 3, false],
    ['C', 'WAITING', 1, true],
    ['D', 'WAITING', 2, false],
  ] as const;
  for (const [code, state, adults, confirmed] of rows)
    await client.query(
      `insert into registration (id, seats_id, date_id, contact_hash, state, adults, children, code, lot, created_at, confirmed_at, held_until)
       values ($1, $2, $3, $4, $5, $6, 0, $4, 1, now(), case when $7 then now() end, case when $7 then null else now() end)`,
      [randomUUID(), seats, date, code, state, adults, confirmed],
    );
}

/** Results of two steps with statements: two groups, and too few people. */
async function fillReleases(client: pg.Client): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const sizes of [[14, 12], []])
    await client.query('insert into opinion_release (phase_id, released_at, opinions) values ($1, now(), $2)', [
      `00000000-0000-0000-0000-00000000000${sizes.length > 0 ? 1 : 2}`,
      JSON.stringify({ reason: null, groups: sizes.map((size) => ({ size, stands: [] })), statements: [], unites: [] }),
    ]);
}

/** Child care in public, which staff asked for in Amina's place; they shared her number, and Rosa looked at it. */
async function fillAgreedHelp(client: pg.Client): Promise<void> {
  const zone = await makeZone(client);
  const [amina, rosa, staff, request, match] = Array.from({ length: 5 }, () => randomUUID());
  await client.query(
    `insert into member (id, display_name, locale, created_at)
     select id, name, 'it', now() from unnest($1::uuid[], $2::text[]) as of (id, name)`,
    [
      [amina, rosa, staff],
      ['Amina', 'Rosa', 'Carla'],
    ],
  );
  await client.query(
    `insert into consent (id, member_id, taken_by_id, manner, given_at) values ($1, $2, $3, 'SPOKEN', now())`,
    [randomUUID(), amina, staff],
  );
  await client.query(
    `insert into help_request (id, requester_id, asked_by_id, category, setting, state, time_choice, part_of_day, starts_at, ends_at, zone_id, language, places, places_taken, created_at)
     values ($1, $2, $3, 'CHILD_CARE', 'IN_PUBLIC', 'OPEN', 'TODAY', 'ANY', now(), now() + interval '1 day', $4, 'it', 2, 1, now())`,
    [request, amina, staff, zone],
  );
  await client.query(
    `insert into help_match (id, request_id, helper_id, state, note_language, created_at, changed_at) values ($1, $2, $3, 'ACCEPTED', 'it', now(), now())`,
    [match, request, rosa],
  );
  await client.query(
    `insert into contact_share (id, match_id, member_id, phone, shared_at)
     select gen_random_uuid(), $1, id, phone, now() from unnest($2::uuid[], $3::text[]) as of (id, phone)`,
    [match, [staff, rosa], ['+391', '+392']],
  );
  await client.query(
    `insert into contact_access (id, match_id, owner_id, reader_id, at) values ($1, $2, $3, $4, now())`,
    [randomUUID(), match, staff, rosa],
  );
}
