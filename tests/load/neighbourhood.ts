import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { newId } from '../../server/src/platform/ids.ts';

const requests = 2000;

/** Fills a migrated database with 2,000 open requests of 200 members in 8 zones; returns one member. */
export async function fillForLoad(pool: pg.Pool): Promise<{ memberId: string }> {
  const neighbourhood = newId();
  await pool.query(`insert into neighbourhood (id, name, created_at) values ($1, 'Centro', now())`, [neighbourhood]);
  const zones = Array.from({ length: 8 }, newId);
  await pool.query(
    `insert into zone (id, neighbourhood_id, name, names, created_at) select id, $2, 'Zona ' || n, '{"ar":"منطقة"}', now() from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [zones, neighbourhood],
  );
  const members = Array.from({ length: 200 }, newId);
  await pool.query(
    `insert into member (id, display_name, locale, zone_id, created_at) select id, 'Vicina ' || n, 'it', ($2::uuid[])[1 + n % 8], now() from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [members, zones],
  );
  const ids = Array.from({ length: requests }, newId);
  await pool.query(
    `insert into help_request (id, requester_id, category, state, time_choice, part_of_day, starts_at, ends_at, zone_id, details, language, speaks, places, created_at)
     select id, ($2::uuid[])[1 + n % 200], (array['SHOPPING', 'PAPERS', 'HOMEWORK', 'COMPANY'])[1 + n % 4], 'OPEN', 'ON_DATE', 'MORNING',
       now() + interval '1 day', now() + interval '20 days', ($3::uuid[])[1 + n % 8], 'Chi può venire con me? Richiesta ' || n, 'it', '{it,ar}', 1, now()
       from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [ids, members, zones],
  );
  const memberId = members[0] ?? '';
  await pool.query(
    `insert into auth_user (id, name, email, email_verified, locale) values ($1, 'Vicina', $2, true, 'it')`,
    [memberId, `${randomUUID()}@people.example`],
  );
  await pool.query('analyze');
  return { memberId };
}
