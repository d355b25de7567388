import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isMember } from '../../platform/authorization/rule.ts';
import { type Prepared, runPrepared } from '../../platform/database/prepared.ts';
import type { Page } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import type { Setting } from '../checks/index.ts';
import { notBlocked } from '../moderation/index.ts';
import type { HelpRequestFilter } from './help.input.ts';
import type { HelpCategory, HelpRequestState, PartOfDay, When } from './help.words.ts';

/** An open request as the list shows it; its zone and requester by id, instants as PostgreSQL writes them. */
export interface RequestRow {
  id: string;
  category: HelpCategory;
  state: HelpRequestState;
  when: When;
  partOfDay: PartOfDay;
  startsAt: string;
  endsAt: string;
  details: string | null;
  language: Locale;
  speaks: string[];
  needs: string[];
  setting: Setting;
  places: number;
  placesTaken: number;
  placesLeft: number;
  createdAt: string;
  zone: { id: string };
  requester: { id: string };
  askedBy: null;
}

/** What a statement with `requestColumns` gives. */
export type Columns = Omit<RequestRow, 'zone' | 'requester' | 'askedBy' | 'placesLeft'> & {
  zoneId: string;
  requesterId: string;
};

const columns = `  r.id, r.category, r.state, r.time_choice as "when", r.part_of_day as "partOfDay", r.starts_at as "startsAt",
  r.ends_at as "endsAt", r.details, r.language, r.speaks, r.needs, r.setting, r.places, r.places_taken as "placesTaken",
  r.created_at as "createdAt", r.zone_id as "zoneId", r.requester_id as "requesterId"`;
/** Of help_request as r. */
export const requestColumns = sql.raw(columns);

export const requestRow = ({ zoneId, requesterId, ...row }: Columns): RequestRow => ({
  ...row,
  placesLeft: row.places - row.placesTaken,
  zone: { id: zoneId },
  requester: { id: requesterId },
  askedBy: null,
});

/** What nobody sees in the list is kept out of it here. */
const isListed = `r.state = 'OPEN' and r.hidden_at is null and r.ends_at >`;

/** The first page without any filter, of somebody who blocked nobody: read and planned once per connection. */
const firstPage = (limit: number): Prepared => ({
  name: `open_requests_${limit}`,
  text: `select ${columns} from help_request r where ${isListed} $1
    order by r.id desc limit ${limit + 1}`,
});

const isWhatEverybodyOpens = (
  { actor }: RequestContext,
  filter: HelpRequestFilter | null,
  { afterId }: Page,
): boolean => !filter && afterId === null && !(isMember(actor) && actor.hasBlocks);

/** Which requests are open now and fit the filter, newest first: one statement, whatever the length. */
export async function findOpenRequests(
  ctx: RequestContext,
  filter: HelpRequestFilter | null,
  page: Page,
): Promise<RequestRow[]> {
  if (isWhatEverybodyOpens(ctx, filter, page))
    return (await runPrepared<Columns>(ctx.em, firstPage(page.limit), [ctx.clock.now()])).map(requestRow);
  const after = page.afterId === null ? sql`` : sql`and r.id < ${page.afterId}`;
  const { rows } = await sql<Columns>`
    select ${requestColumns}
    from help_request r where ${fits(ctx, filter)} ${after}
    order by r.id desc limit ${sql.lit(page.limit + 1)}`.execute(ctx.em.getKysely());
  return rows.map(requestRow);
}

/** How many requests are open now and fit the filter. */
export async function countOpenRequests(ctx: RequestContext, filter: HelpRequestFilter | null): Promise<number> {
  const counting = sql<{ count: number }>`select count(*)::int as count from help_request r where ${fits(ctx, filter)}`;
  const { rows } = await counting.execute(ctx.em.getKysely());
  return rows[0]?.count ?? 0;
}

/**
 * Numbers and instants of ours stand in the text: without parameters the first page goes to PostgreSQL in one message
 * instead of five, which is a third of what the statement costs.
 */
const instant = (date: Date) => sql.lit(date.toISOString());

/** The conditions of the list on help_request as r. */
function fits(ctx: RequestContext, filter: HelpRequestFilter | null): RawBuilder<SqlBool> {
  const conditions = [sql`${sql.raw(isListed)} ${instant(ctx.clock.now())}`];
  if (filter?.categories?.length) conditions.push(sql`r.category = any(${filter.categories})`);
  if (filter?.zoneIds?.length) conditions.push(sql`r.zone_id = any(${filter.zoneIds}::uuid[])`);
  if (filter?.languages?.length) conditions.push(sql`r.speaks && ${filter.languages}::text[]`);
  if (filter?.search?.trim()) conditions.push(sql`r.search @@ search_query(${filter.search})`);
  if (filter?.nearMe && isMember(ctx.actor)) {
    conditions.push(sql`r.zone_id in (
      select near.id from zone near join zone own on own.neighbourhood_id = near.neighbourhood_id
        join member me on me.zone_id = own.id where me.id = ${ctx.actor.id})`);
  }
  if (isMember(ctx.actor)) conditions.push(notBlocked(ctx, 'r.requester_id'));
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
