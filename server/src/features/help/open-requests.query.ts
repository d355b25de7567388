import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isMember } from '../../platform/authorization/rule.ts';
import type { Page } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import type { HelpRequestFilter } from './help-request.type.ts';
import type { HelpCategory, HelpRequestState, PartOfDay, When } from './help.words.ts';

/** Instants come as PostgreSQL writes them. */
interface Tables {
  help_request: {
    id: string;
    requester_id: string;
    category: HelpCategory;
    state: HelpRequestState;
    time_choice: When;
    part_of_day: PartOfDay;
    starts_at: string;
    ends_at: string;
    zone_id: string;
    details: string | null;
    language: Locale;
    speaks: string[];
    places: number;
    places_taken: number;
    created_at: string;
  };
  zone: { id: string; name: string; names: Record<string, string>; neighbourhood_id: string };
  member: { id: string; display_name: string; zone_id: string | null; gone_at: string | null };
}

/** An open request as the list shows it: the columns of the request, the names of its zone and requester. */
export interface RequestRow {
  id: string;
  category: HelpCategory;
  state: HelpRequestState;
  timeChoice: When;
  partOfDay: PartOfDay;
  startsAt: Date;
  endsAt: Date;
  details: string | null;
  language: Locale;
  speaks: string[];
  places: number;
  placesTaken: number;
  createdAt: Date;
  zone: { id: string; name: string; names: Record<string, string> };
  requester: { id: string; displayName: string; gone: boolean };
}

/** Which requests are open now and fit the filter, newest first: one statement, whatever the length. */
export async function findOpenRequests(ctx: RequestContext, filter: HelpRequestFilter | null, page: Page): Promise<RequestRow[]> {
  const rows = await ctx.em
    .getKysely<Tables>()
    .selectFrom('help_request as r')
    .innerJoin('zone as z', 'z.id', 'r.zone_id')
    .innerJoin('member as m', 'm.id', 'r.requester_id')
    .select([
      'r.id',
      'r.category',
      'r.state',
      'r.time_choice',
      'r.part_of_day',
      'r.starts_at',
      'r.ends_at',
      'r.details',
      'r.language',
      'r.speaks',
      'r.places',
      'r.places_taken',
      'r.created_at',
      'r.zone_id',
      'z.name as zone_name',
      'z.names as zone_names',
      'r.requester_id',
      'm.display_name',
      'm.gone_at',
    ])
    .where(fits(ctx, filter))
    .$if(page.afterId !== null, (query) => query.where('r.id', '<', page.afterId ?? ''))
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    category: row.category,
    state: row.state,
    timeChoice: row.time_choice,
    partOfDay: row.part_of_day,
    startsAt: new Date(row.starts_at),
    endsAt: new Date(row.ends_at),
    details: row.details,
    language: row.language,
    speaks: row.speaks,
    places: row.places,
    placesTaken: row.places_taken,
    createdAt: new Date(row.created_at),
    zone: { id: row.zone_id, name: row.zone_name, names: row.zone_names },
    requester: { id: row.requester_id, displayName: row.display_name, gone: row.gone_at !== null },
  }));
}

/** How many requests are open now and fit the filter. */
export async function countOpenRequests(ctx: RequestContext, filter: HelpRequestFilter | null): Promise<number> {
  const row = await ctx.em
    .getKysely<Tables>()
    .selectFrom('help_request as r')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(fits(ctx, filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The conditions of the list on help_request as r. */
function fits(ctx: RequestContext, filter: HelpRequestFilter | null): RawBuilder<SqlBool> {
  const conditions = [sql`r.state = 'OPEN'`, sql`r.ends_at > ${ctx.clock.now()}`];
  if (filter?.categories?.length) conditions.push(sql`r.category = any(${filter.categories})`);
  if (filter?.zoneIds?.length) conditions.push(sql`r.zone_id = any(${filter.zoneIds}::uuid[])`);
  if (filter?.languages?.length) conditions.push(sql`r.speaks && ${filter.languages}::text[]`);
  if (filter?.nearMe && isMember(ctx.actor)) {
    conditions.push(sql`r.zone_id in (
      select near.id from zone near join zone own on own.neighbourhood_id = near.neighbourhood_id
        join member me on me.zone_id = own.id where me.id = ${ctx.actor.id})`);
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
