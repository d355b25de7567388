import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { newId } from '../../server/src/platform/ids.ts';

const requests = 2000;
/** What people write, in several languages; every seventh request speaks of the market. */
const sentences = [
  'Devo andare al mercato con due borse pesanti',
  'Chi può venire con me dal medico?',
  'أحتاج إلى مساعدة مع ابنتي بعد المدرسة',
  'Потрібна допомога з документами',
  'I would like to practise Italian over a coffee',
  'Нужно перенести шкаф на третий этаж',
  'Qui peut lire une lettre de l’école avec moi ?',
];

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

/** Adds requests until there are as many as told: of all kinds, in all zones, in several languages. */
export async function fillUpTo(pool: pg.Pool, count: number): Promise<void> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from help_request');
  const ids = Array.from({ length: count - (rows[0]?.count ?? 0) }, newId);
  await pool.query(
    `insert into help_request (id, requester_id, category, state, time_choice, part_of_day, starts_at, ends_at, zone_id, details, language, speaks, places, created_at)
     select id, (select array_agg(m.id) from member m)[1 + n % 200], (array['SHOPPING', 'PAPERS', 'HOMEWORK', 'COMPANY', 'MOVING'])[1 + n % 5],
       'OPEN', 'ON_DATE', 'MORNING', now() + interval '1 day' * (1 + n % 20), now() + interval '1 day' * (2 + n % 20),
       (select array_agg(z.id) from zone z)[1 + n % 8], ($2::text[])[1 + n % 7] || ', numero ' || n, 'it',
       case n % 3 when 0 then '{it}'::text[] when 1 then '{ar,fr}'::text[] else '{uk,ru}'::text[] end, 1, now()
       from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [ids, sentences],
  );
  await pool.query('analyze');
}

/** What the member offers and speaks, so that there is something to suggest. */
export async function offerForLoad(pool: pg.Pool, memberId: string): Promise<void> {
  await pool.query(
    `insert into spoken_language (member_id, tag, level) values ($1, 'ar', 'WELL'), ($1, 'it', 'MOTHER_TONGUE')`,
    [memberId],
  );
  await pool.query(
    `insert into help_offer (id, member_id, categories, state, rhythm, rrule, part_of_day, starts_at, ends_at, zone_id, reach, language, speaks, created_at)
     select $1, m.id, '{PAPERS,COMPANY,MOVING}', 'OPEN', 'WEEKLY', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'ANY', now(), now() + interval '180 days',
       m.zone_id, 'TOWN', 'it', '{ar,it}', now() from member m where m.id = $2`,
    [newId(), memberId],
  );
}
