import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isMember } from '../../platform/authorization/rule.ts';
import type { Page } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import { notBlocked } from '../moderation/index.ts';
import type { ActionState } from './actions.words.ts';
import type { ActionSpan } from './action-span.ts';
import type { SolidarityActionFilter } from './solidarity-action.type.ts';

/** An action as the list shows it; instants as PostgreSQL writes them. */
export interface ActionRow {
  id: string;
  state: ActionState;
  title: string;
  words: string;
  goal: string;
  targetAmount: number | null;
  targetUnit: string | null;
  language: Locale;
  answerWords: null;
  answerLanguage: null;
  createdAt: string;
  openedAt: string | null;
  closedAt: string | null;
  hiddenAt: null;
  zone: { id: string };
  organisation: { id: string } | null;
  proposer: { id: string } | null;
  span: ActionSpan;
  /** Whether the reader has a place in a shift of it. */
  takesPart: boolean;
}

type Columns = Omit<
  ActionRow,
  'zone' | 'organisation' | 'proposer' | 'span' | 'answerWords' | 'answerLanguage' | 'hiddenAt'
> &
  ActionSpan & { zoneId: string; organisationId: string | null; proposerId: string | null };

/** Which public actions fit the filter: those with the next shift first, then proposals, then what is done. One statement. */
export async function findActions(
  ctx: RequestContext,
  filter: SolidarityActionFilter | null,
  page: Page,
): Promise<ActionRow[]> {
  const after =
    page.afterId === null
      ? sql``
      : sql`and ((place.rank, place.moment) > (select rank, moment from cursor_place)
          or ((place.rank, place.moment) = (select rank, moment from cursor_place) and a.id < ${page.afterId}))`;
  const cursor =
    page.afterId === null
      ? sql``
      : sql`with cursor_place as (
          select place.rank, place.moment from solidarity_action a ${spanOf(ctx)} ${placeOf} where a.id = ${page.afterId})`;
  const { rows } = await sql<Columns>`${cursor}
    select a.id, a.state, a.title, a.words, a.goal, a.target_amount as "targetAmount", a.target_unit as "targetUnit",
      a.language, a.created_at as "createdAt", a.opened_at as "openedAt", a.closed_at as "closedAt",
      a.zone_id as "zoneId", a.organisation_id as "organisationId", a.proposer_id as "proposerId",
      ${takesPart(ctx)} as "takesPart", span."startsAt", span."endsAt", span."nextAt", span."shiftCount", span."placesLeft"
    from solidarity_action a ${spanOf(ctx)} ${placeOf}
    where ${fits(ctx, filter)} ${after}
    order by place.rank, place.moment, a.id desc limit ${sql.lit(page.limit + 1)}`.execute(ctx.em.getKysely());
  return rows.map(toRow);
}

/** How many public actions fit the filter. */
export async function countActions(ctx: RequestContext, filter: SolidarityActionFilter | null): Promise<number> {
  const counting = sql<{ count: number }>`
    select count(*)::int as count from solidarity_action a ${spanOf(ctx)} where ${fits(ctx, filter)}`;
  const { rows } = await counting.execute(ctx.em.getKysely());
  return rows[0]?.count ?? 0;
}

function toRow(columns: Columns): ActionRow {
  const { zoneId, organisationId, proposerId, startsAt, endsAt, nextAt, shiftCount, placesLeft, ...row } = columns;
  return {
    ...row,
    answerWords: null,
    answerLanguage: null,
    hiddenAt: null,
    zone: { id: zoneId },
    organisation: organisationId ? { id: organisationId } : null,
    proposer: proposerId ? { id: proposerId } : null,
    span: { startsAt, endsAt, nextAt, shiftCount, placesLeft },
  };
}

/** Whether the reader has a place in a shift of action a. */
const takesPart = ({ actor }: RequestContext) =>
  isMember(actor)
    ? sql`exists (select 1 from shift_sign_up u join action_shift s on s.id = u.shift_id
        where s.action_id = a.id and u.member_id = ${actor.id})`
    : sql`false`;

/** When the shifts of action a are, and how many places are free in those to come. */
const spanOf = (ctx: RequestContext) => {
  const now = sql.lit(ctx.clock.now().toISOString());
  return sql`cross join lateral (
    select min(s.starts_at) as "startsAt", max(s.ends_at) as "endsAt", count(*)::int as "shiftCount",
      min(s.starts_at) filter (where s.ends_at > ${now}) as "nextAt",
      coalesce(sum(s.places - s.places_taken) filter (where s.starts_at > ${now}), 0)::int as "placesLeft"
    from action_shift s where s.action_id = a.id) span`;
};

/** Where action a stands in the list: by its state, then by the next shift or the end; the newest of equals comes first. */
const placeOf = sql`cross join lateral (
  select case when a.state = 'OPEN' and span."nextAt" is not null then 0 when a.state = 'OPEN' then 1 when a.state = 'PROPOSED' then 2 else 3 end as rank,
    case when a.state = 'OPEN' then coalesce(extract(epoch from span."nextAt"), 0)
      when a.state = 'DONE' then -extract(epoch from a.closed_at) else 0 end as moment) place`;

/** The conditions of the list on action a and its span. */
function fits(ctx: RequestContext, filter: SolidarityActionFilter | null): RawBuilder<SqlBool> {
  const states = (filter?.states?.length ? filter.states : ['PROPOSED', 'OPEN', 'DONE']).filter(isListed);
  const conditions = [
    sql`a.hidden_at is null`,
    sql`a.state = any(${states})`,
    // Proposals of somebody with whom the reader is blocked; what an organisation holds is everybody's.
    sql`(a.opened_at is not null or ${notBlocked(ctx, 'a.proposer_id')})`,
  ];
  if (filter?.zoneIds?.length) conditions.push(sql`a.zone_id = any(${filter.zoneIds}::uuid[])`);
  if (filter?.organisationId)
    conditions.push(sql`a.organisation_id = ${filter.organisationId} and a.opened_at is not null`);
  if (filter?.withFreePlaces) conditions.push(sql`a.state = 'OPEN' and span."placesLeft" > 0`);
  if (filter?.search?.trim())
    conditions.push(
      sql`to_tsvector('simple', fold_text(a.title || ' ' || a.goal || ' ' || a.words)) @@ search_query(${filter.search})`,
    );
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** What was declined or cancelled is in no list. */
const isListed = (state: string): boolean => state !== 'DECLINED' && state !== 'CANCELLED';
