import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Page } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import { isMember } from '../../platform/authorization/rule.ts';
import { notBlocked } from '../moderation/index.ts';
import { daysOf } from './help-offer.entity.ts';
import type { HelpOfferFilter } from './help.input.ts';
import type { HelpCategory, HelpOfferState, PartOfDay, Reach, Rhythm, Weekday } from './help.words.ts';

/** An open offer as the list shows it; its zone and member by id, instants as PostgreSQL writes them. */
export interface OfferRow {
  id: string;
  categories: HelpCategory[];
  state: HelpOfferState;
  rhythm: Rhythm;
  days: Weekday[];
  partOfDay: PartOfDay;
  startsAt: string;
  endsAt: string;
  reach: Reach;
  details: string | null;
  language: Locale;
  speaks: string[];
  createdAt: string;
  zone: { id: string };
  member: { id: string };
}

type Columns = Omit<OfferRow, 'zone' | 'member' | 'days'> & { zoneId: string; memberId: string; rrule: string | null };

/** Which offers are open now and fit the filter, newest first: one statement, whatever the length. */
export async function findOpenOffers(
  ctx: RequestContext,
  filter: HelpOfferFilter | null,
  page: Page,
): Promise<OfferRow[]> {
  const after = page.afterId === null ? sql`` : sql`and o.id < ${page.afterId}`;
  const { rows } = await sql<Columns>`
    select o.id, o.categories, o.state, o.rhythm, o.rrule, o.part_of_day as "partOfDay", o.starts_at as "startsAt",
      o.ends_at as "endsAt", o.reach, o.details, o.language, o.speaks, o.created_at as "createdAt",
      o.zone_id as "zoneId", o.member_id as "memberId"
    from help_offer o where ${fits(ctx, filter)} ${after}
    order by o.id desc limit ${sql.lit(page.limit + 1)}`.execute(ctx.em.getKysely());
  return rows.map(({ zoneId, memberId, rrule, ...row }) => ({
    ...row,
    days: daysOf(rrule),
    zone: { id: zoneId },
    member: { id: memberId },
  }));
}

function fits(ctx: RequestContext, filter: HelpOfferFilter | null): RawBuilder<SqlBool> {
  const now = sql.lit(ctx.clock.now().toISOString());
  const conditions = [sql`o.state = 'OPEN'`, sql`o.ends_at > ${now}`, sql`o.hidden_at is null`];
  if (filter?.categories?.length) conditions.push(sql`o.categories && ${filter.categories}::text[]`);
  if (filter?.zoneIds?.length) conditions.push(sql`o.zone_id = any(${filter.zoneIds}::uuid[])`);
  if (filter?.languages?.length) conditions.push(sql`o.speaks && ${filter.languages}::text[]`);
  if (filter?.search?.trim()) conditions.push(sql`o.search @@ search_query(${filter.search})`);
  if (isMember(ctx.actor)) conditions.push(notBlocked(ctx, 'o.member_id'));
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
