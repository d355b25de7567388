import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { usualSetting } from '../../server/src/features/help/help.words.ts';
import { migrate } from '../../server/src/platform/database/migrate.ts';
import { databaseUrl, runStatement } from '../testkit/statements.ts';

test('requests of before the settings ask for the checks that are usual for their kind, and are found by words', async () => {
  const { server } = inject('databases');
  const name = `test_before_${randomUUID().slice(0, 8)}`;
  await runStatement(server, `create database ${name} template template0`);
  const url = databaseUrl(server, name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const later = migrations.splice(2);
    await migrate(url);
    await fill(client);
    migrations.push(...later);
    await migrate(url);
    const { rows } = await client.query<{ category: string; setting: string; found: boolean }>(
      `select category, setting, search @@ search_query('ecole') as found from help_request`,
    );
    expect(Object.fromEntries(rows.map(({ category, setting }) => [category, setting]))).toEqual(usualSetting);
    expect(rows.filter(({ found }) => !found)).toEqual([]);
  } finally {
    await client.end();
    await runStatement(server, `drop database ${name} with (force)`);
  }
});

/** One open request of each kind, as the first version kept them. */
async function fill(client: pg.Client): Promise<void> {
  const [member, neighbourhood, zone] = [randomUUID(), randomUUID(), randomUUID()];
  await client.query(`insert into neighbourhood (id, name, created_at) values ($1, 'Centro', now())`, [neighbourhood]);
  await client.query(
    `insert into zone (id, neighbourhood_id, name, names, created_at) values ($1, $2, 'Porto', '{}', now())`,
    [zone, neighbourhood],
  );
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
