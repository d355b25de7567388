import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Page } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import { atTownHour } from '../../platform/time.ts';
import { chainOf, type KeptTranslation } from '../translations/index.ts';
import type { EventFilter } from './event.input.ts';
import type {
  AccessFact,
  EventAudience,
  EventCost,
  EventState,
  EventTopic,
  RegistrationMode,
  WaitingOrder,
} from './events.words.ts';

/** A date as lists and calendars show it, its event within; instants as PostgreSQL writes them. */
export interface DateRow {
  id: string;
  startsAt: string;
  endsAt: string;
  plannedAt: string;
  changedAt: string | null;
  cancelledAt: string | null;
  cancelWords: string | null;
  cancelLanguage: Locale | null;
  seats: { id: string; places: number | null; taken: number; waiting: number } | null;
  /** Languages into which somebody interprets, and whether somebody looks after the children. */
  interpreted: string[];
  childCare: boolean;
  event: EventRow;
}

/** An event as lists show it, without its long text; the title's translation is at hand. */
export interface EventRow {
  id: string;
  seriesId: string;
  state: EventState;
  version: number;
  title: string;
  titleIn: KeptTranslation | null;
  language: Locale;
  venue: string | null;
  address: string | null;
  online: boolean;
  timeZone: string;
  allDay: boolean;
  rule: string | null;
  topics: EventTopic[];
  audiences: EventAudience[];
  speaks: string[];
  access: AccessFact[];
  cost: EventCost;
  costWords: string | null;
  contact: string | null;
  registration: RegistrationMode;
  places: number | null;
  closesMinutes: number;
  waitingOrder: WaitingOrder;
  offerMinutes: number;
  publishedAt: string | null;
  cancelledAt: string | null;
  hiddenAt: string | null;
  zone: { id: string };
  organisation: { id: string };
}

/** No date lasts longer, so that a list need not look at all that ever began. */
export const longestDays = 31;

interface Columns extends Omit<DateRow, 'seats' | 'event'> {
  seatsId: string | null;
  seatPlaces: number | null;
  seatsTaken: number | null;
  seatsWaiting: number | null;
  eventId: string;
  eventCancelledAt: string | null;
  zoneId: string;
  organisationId: string;
  titleWords: string | null;
  titleLocale: Locale | null;
  titleState: KeptTranslation['state'] | null;
  titleHash: string | null;
}
type EventColumns = Omit<EventRow, 'id' | 'cancelledAt' | 'zone' | 'organisation' | 'titleIn'>;

const columns = sql.raw(`d.id, d.starts_at as "startsAt", d.ends_at as "endsAt", d.planned_at as "plannedAt",
  d.changed_at as "changedAt", d.cancelled_at as "cancelledAt", d.cancel_words as "cancelWords", d.cancel_language as "cancelLanguage",
  s.id as "seatsId", s.places as "seatPlaces", s.taken as "seatsTaken", s.waiting as "seatsWaiting",
  array(select l.language from support_slot l where l.date_id = d.id and l.kind = 'INTERPRETER' and l.places_taken > 0 order by l.language) as interpreted,
  exists (select from support_slot l where l.date_id = d.id and l.kind = 'CHILD_CARE' and l.places_taken > 0) as "childCare",
  e.id as "eventId", e.series_id as "seriesId", e.state, e.version, e.title, e.language, e.venue, e.address, e.online_url is not null as online, e.time_zone as "timeZone",
  e.all_day as "allDay", e.rule, e.topics, e.audiences, e.speaks, e.access, e.cost, e.cost_words as "costWords", e.contact, e.registration,
  e.places, e.closes_minutes as "closesMinutes", e.waiting_order as "waitingOrder", e.offer_minutes as "offerMinutes",
  e.published_at as "publishedAt", e.cancelled_at as "eventCancelledAt", e.hidden_at as "hiddenAt",
  e.zone_id as "zoneId", e.organisation_id as "organisationId",
  t.words as "titleWords", t.locale as "titleLocale", t.state as "titleState", t.source_hash as "titleHash"`);

/** Public dates that fit the filter, the next first; of what is over, the latest first. One statement. */
export async function findDates(ctx: RequestContext, filter: EventFilter | null, page: Page): Promise<DateRow[]> {
  const order = filter?.past ? sql`d.starts_at desc, d.id desc` : sql`d.starts_at, d.id`;
  const beyond = filter?.past ? sql`<` : sql`>`;
  const after =
    page.afterId === null
      ? sql`true`
      : sql`(d.starts_at, d.id) ${beyond} (select starts_at, id from event_date where id = ${page.afterId})`;
  const { rows } = await sql<Columns & EventColumns>`
    select ${columns} from event_date d join event e on e.id = d.event_id left join event_seats s on s.id = d.seats_id ${titleIn(ctx)}
    where ${fits(ctx, filter)} and ${after}
    order by ${order} limit ${sql.lit(page.limit + 1)}`.execute(ctx.em.getKysely());
  return rows.map(toRow);
}

/** How many public dates fit the filter. */
export async function countDates(ctx: RequestContext, filter: EventFilter | null): Promise<number> {
  const counting = sql<{ count: number }>`select count(*)::int as count
    from event_date d join event e on e.id = d.event_id left join event_seats s on s.id = d.seats_id where ${fits(ctx, filter)} and ${takesPlace}`;
  const { rows } = await counting.execute(ctx.em.getKysely());
  return rows[0]?.count ?? 0;
}

/** How many public dates that fit the filter and take place each zone has; zones without any are left out. */
export async function countByZone(
  ctx: RequestContext,
  filter: EventFilter | null,
): Promise<{ zoneId: string; count: number }[]> {
  const counting = sql<{ zoneId: string; count: number }>`select e.zone_id as "zoneId", count(*)::int as count
    from event_date d join event e on e.id = d.event_id left join event_seats s on s.id = d.seats_id where ${fits(ctx, filter)} and ${takesPlace}
    group by e.zone_id order by e.zone_id`;
  return (await counting.execute(ctx.em.getKysely())).rows;
}

function toRow(row: Columns & EventColumns): DateRow {
  const { titleWords: words, titleLocale: locale, titleState: state, titleHash: sourceHash } = row;
  return {
    id: row.id,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    plannedAt: row.plannedAt,
    changedAt: row.changedAt,
    cancelledAt: row.cancelledAt,
    cancelWords: row.cancelWords,
    cancelLanguage: row.cancelLanguage,
    interpreted: row.interpreted,
    childCare: row.childCare,
    seats: row.seatsId
      ? { id: row.seatsId, places: row.seatPlaces, taken: row.seatsTaken ?? 0, waiting: row.seatsWaiting ?? 0 }
      : null,
    event: {
      id: row.eventId,
      seriesId: row.seriesId,
      state: row.state,
      version: row.version,
      title: row.title,
      titleIn: words && locale && state && sourceHash ? { words, locale, state, sourceHash } : null,
      language: row.language,
      venue: row.venue,
      address: row.address,
      online: row.online,
      timeZone: row.timeZone,
      allDay: row.allDay,
      rule: row.rule,
      topics: row.topics,
      audiences: row.audiences,
      speaks: row.speaks,
      access: row.access,
      cost: row.cost,
      costWords: row.costWords,
      contact: row.contact,
      registration: row.registration,
      places: row.places,
      closesMinutes: row.closesMinutes,
      waitingOrder: row.waitingOrder,
      offerMinutes: row.offerMinutes,
      publishedAt: row.publishedAt,
      cancelledAt: row.eventCancelledAt,
      hiddenAt: row.hiddenAt,
      zone: { id: row.zoneId },
      organisation: { id: row.organisationId },
    },
  };
}

/** The title of event e in the reader's language, where it was written in another. */
function titleIn({ locale }: RequestContext): RawBuilder<unknown> {
  const chain = chainOf(locale);
  return sql`left join lateral (
    select t.words, t.locale, t.state, t.source_hash from translation t
    where t.subject_id = e.id and t.field = 'title' and t.locale in (${sql.join(chain.map((one) => sql.lit(one)))}) and e.language <> ${sql.lit(locale)}
    order by t.locale desc limit 1) t on true`;
}

/** What was called off stands in the list, so that nobody goes there for nothing, and is not counted. */
const takesPlace = sql<SqlBool>`d.cancelled_at is null and e.state <> 'CANCELLED'`;

const instant = (date: Date) => sql.lit(date.toISOString());

/** The conditions of the list on event e, its date d and the seats s. */
function fits(ctx: RequestContext, filter: EventFilter | null): RawBuilder<SqlBool> {
  const conditions = [sql`e.state <> 'DRAFT' and e.hidden_at is null`, ...within(ctx.clock.now(), filter)];
  if (filter?.topics?.length) conditions.push(sql`e.topics && ${filter.topics}::text[]`);
  if (filter?.zoneIds?.length) conditions.push(sql`e.zone_id = any(${filter.zoneIds}::uuid[])`);
  if (filter?.organisationId)
    conditions.push(sql`(e.organisation_id = ${filter.organisationId} or exists (
      select from event_co_organiser c where c.event_id = e.id and c.organisation_id = ${filter.organisationId} and c.state = 'ACCEPTED'))`);
  if (filter?.languages?.length)
    conditions.push(sql`(e.speaks && ${filter.languages}::text[] or exists (select from support_slot l
      where l.date_id = d.id and l.kind = 'INTERPRETER' and l.places_taken > 0 and l.language = any(${filter.languages}::text[])))`);
  if (filter?.access?.length) conditions.push(sql`e.access @> ${filter.access}::text[]`);
  if (filter?.withChildCare)
    conditions.push(
      sql`exists (select from support_slot l where l.date_id = d.id and l.kind = 'CHILD_CARE' and l.places_taken > 0)`,
    );
  if (filter?.withFreePlaces) {
    conditions.push(sql`(s.places is null or (s.taken < s.places and s.waiting = 0))`);
    conditions.push(sql`d.cancelled_at is null and e.state = 'PUBLISHED'`);
  }
  if (filter?.search?.trim())
    conditions.push(sql`(
      to_tsvector('simple', fold_text(e.title || ' ' || coalesce(e.venue, '') || ' ' || e.description)) @@ search_query(${filter.search})
      or exists (select from translation w where w.subject_kind = 'EVENT' and w.subject_id = e.id
        and to_tsvector('simple', fold_text(w.words)) @@ search_query(${filter.search})))`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** What is not over, or what is; or what touches the days that were asked for. */
function within(now: Date, filter: EventFilter | null): RawBuilder<unknown>[] {
  const from = filter?.from ? atTownHour(Temporal.PlainDate.from(filter.from), 0) : null;
  const until = filter?.until ? atTownHour(Temporal.PlainDate.from(filter.until), 24) : null;
  const begin = from ?? (filter?.past ? null : now);
  const end = until ?? null;
  return [
    ...(filter?.past ? [sql`d.ends_at <= ${instant(now)}`] : []),
    ...(begin
      ? [
          sql`d.ends_at > ${instant(begin)} and d.starts_at > ${instant(new Date(begin.getTime() - longestDays * 86_400_000))}`,
        ]
      : []),
    ...(end ? [sql`d.starts_at < ${instant(end)}`] : []),
  ];
}
