import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../../../platform/locales.ts';
import { atTownHour } from '../../../platform/time.ts';
import { chainOf } from '../../translations/index.ts';
import type { EventTopic } from '../events.words.ts';
import { longestDays } from '../listed-dates.query.ts';

/** A public date with what a calendar says about it; words in the reader's language, instants as PostgreSQL writes them. */
export interface FeedRow {
  id: string;
  startsAt: string;
  endsAt: string;
  allDay: boolean;
  timeZone: string;
  onlineOnly: boolean;
  cancelled: boolean;
  cancelWords: string | null;
  version: number;
  touchedAt: string;
  title: string;
  description: string;
  venue: string | null;
  address: string | null;
  zone: string;
}

/** Which dates a feed holds; null does not narrow. */
export interface FeedNarrowing {
  neighbourhood: string | null;
  zone: string | null;
  organisation: string | null;
  topic: EventTopic | null;
}

/** What a feed needs to read. */
export interface FeedReader {
  em: EntityManager;
  locale: Locale;
}

/** From 31 days ago to 800 days ahead, and no more dates than these. */
export const feedBounds = { daysBack: 31, daysAhead: 800, dates: 2_000 };
const rowsAtOnce = 500;

const isPublic = sql<SqlBool>`e.state <> 'DRAFT' and e.hidden_at is null`;

/** The condition of a feed of events that take place from some days ago on, seen from a day in the town. */
export function narrowed(
  { neighbourhood, zone, organisation, topic }: FeedNarrowing,
  today: Temporal.PlainDate,
  daysBack = feedBounds.daysBack,
): RawBuilder<SqlBool> {
  const from = atTownHour(today.subtract({ days: daysBack }), 0);
  const earliest = atTownHour(today.subtract({ days: daysBack + longestDays }), 0);
  const until = atTownHour(today.add({ days: feedBounds.daysAhead }), 24);
  return sql<SqlBool>`${sql.join(
    [
      // What began before and goes on is still to see; the index knows starts.
      sql`d.starts_at >= ${earliest.toISOString()} and d.starts_at < ${until.toISOString()}`,
      sql`d.ends_at > ${from.toISOString()}`,
      ...(neighbourhood ? [sql`z.neighbourhood_id = ${neighbourhood}`] : []),
      ...(zone ? [sql`e.zone_id = ${zone}`] : []),
      ...(topic ? [sql`e.topics @> array[${topic}]`] : []),
      ...(organisation
        ? [
            sql`(e.organisation_id = ${organisation} or exists (
              select from event_co_organiser c where c.event_id = e.id and c.organisation_id = ${organisation} and c.state = 'ACCEPTED'))`,
          ]
        : []),
    ],
    sql` and `,
  )}`;
}

/** One date, of whatever time. */
export const onlyDate = (id: string): RawBuilder<SqlBool> => sql<SqlBool>`d.id = ${id}`;

/** A date, and with one registration for a series those after it. */
export const registeredWith = (
  id: string,
): RawBuilder<SqlBool> => sql<SqlBool>`(${onlyDate(id)} or (d.seats_id, true) in (
  select o.seats_id, d.planned_at >= o.planned_at from event_date o where o.id = ${id}))`;

/** The dates of a feed, the first one first, some hundred at a time so that none waits for all. */
export async function* feedRows(
  { em, locale }: FeedReader,
  condition: RawBuilder<SqlBool>,
  most = feedBounds.dates,
): AsyncGenerator<FeedRow> {
  let after: RawBuilder<SqlBool> = sql`true`;
  for (let left = most; left > 0; left -= rowsAtOnce) {
    const limit = Math.min(left, rowsAtOnce);
    const { rows } = await sql<FeedRow>`
      select d.id, d.starts_at as "startsAt", d.ends_at as "endsAt", e.all_day as "allDay", e.time_zone as "timeZone",
        (d.cancelled_at is not null or e.state = 'CANCELLED') as cancelled, coalesce(d.cancel_words, e.cancel_words) as "cancelWords",
        e.version, greatest(d.touched_at, e.touched_at) as "touchedAt", coalesce(${words(locale, 'title')}, e.title) as title,
        coalesce(${words(locale, 'description')}, e.description) as description, e.venue, e.address,
        (e.online_url is not null and e.venue is null) as "onlineOnly",
        coalesce(z.names->>${sql.lit(locale)}, z.name) as zone
      from event_date d join event e on e.id = d.event_id join zone z on z.id = e.zone_id
      where ${isPublic} and ${condition} and ${after}
      order by d.starts_at, d.id limit ${sql.lit(limit)}`.execute(em.getKysely());
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = sql<SqlBool>`(d.starts_at, d.id) > (${last.startsAt}, ${last.id})`;
  }
}

/** The same at once, for feeds of a few. */
export async function allRows(rows: AsyncIterable<FeedRow>): Promise<FeedRow[]> {
  const all: FeedRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** What differs as soon as anything differs that a feed shows, without reading what it shows. One statement. */
export async function feedState({ em, locale }: FeedReader, condition: RawBuilder<SqlBool>): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws(' ', count(*), max(greatest(d.touched_at, e.touched_at)), max(t.at), sum(t.count),
        md5(string_agg(distinct z.name || z.names::text, ''))) as state
    from event_date d join event e on e.id = d.event_id join zone z on z.id = e.zone_id
      left join lateral (select max(updated_at) as at, count(*) as count from translation
        where subject_id = e.id and locale in (${languages(locale)})) t on true
    where ${isPublic} and ${condition}`.execute(em.getKysely());
  return rows[0]?.state ?? '';
}

/** What a feed is narrowed to, by its names in the reader's language; null where one of them does not exist. One statement. */
export async function namesOf(
  { em, locale }: FeedReader,
  { neighbourhood, zone, organisation }: FeedNarrowing,
): Promise<string[] | null> {
  const { rows } = await sql<{ names: (string | null)[] }>`select array[
      (select name from neighbourhood where id = ${neighbourhood}::uuid),
      (select coalesce(names->>${sql.lit(locale)}, name) from zone where id = ${zone}::uuid),
      (select name from organisation where id = ${organisation}::uuid)] as names`.execute(em.getKysely());
  const names = (rows[0]?.names ?? []).filter((name) => name !== null);
  const wanted = [neighbourhood, zone, organisation].filter((id) => id !== null);
  return names.length === wanted.length ? names : null;
}

/** Only what a person has read: a feed has no place to say that a machine translated it. */
const words = (locale: Locale, field: 'title' | 'description') => sql`(
  select w.words from translation w where w.subject_id = e.id and w.field = ${sql.lit(field)} and w.state <> 'MACHINE'
    and w.locale in (${languages(locale)}) and e.language <> ${sql.lit(locale)} order by w.locale desc limit 1)`;

const languages = (locale: Locale) => sql.join(chainOf(locale).map((one) => sql.lit(one)));
