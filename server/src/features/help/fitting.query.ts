import { sql } from 'kysely';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Setting } from '../checks/index.ts';
import { notBlocked, notBlockedWith } from '../moderation/index.ts';
import type { HelpRequest } from './help-request.entity.ts';
import type { HelpCategory } from './help.words.ts';
import { type Columns, requestColumns, requestRow, type RequestRow } from './open-requests.query.ts';
import { relatedTags } from './tongues.ts';

/** So many are looked at closely; nearer ones with a language in common come first. */
const candidates = 200;

interface Fitting {
  memberId: string;
  categories: readonly HelpCategory[];
  /** Tags of languages in which the member is understood. */
  tags: readonly string[];
  settings: readonly Setting[];
  nearestFirst: readonly string[];
}

/** Which open requests could be something for a member: one statement over all of them, the likeliest first. */
export async function fittingRequests(ctx: RequestContext, wanted: Fitting): Promise<RequestRow[]> {
  const now = sql.lit(ctx.clock.now().toISOString());
  // Chosen by what is narrow; only then the words of the few are read.
  const { rows } = await sql<Columns>`
    with few as (
      select r.id as few_id, r.speaks && ${wanted.tags}::text[] as understood, near.rank
      from help_request r
        left join unnest(${wanted.nearestFirst}::uuid[]) with ordinality as near (zone_id, rank) on near.zone_id = r.zone_id
      where r.state = 'OPEN' and r.hidden_at is null and r.ends_at > ${now}
        and ${notBlocked(ctx, 'r.requester_id')}
        and r.requester_id <> ${wanted.memberId} and r.asked_by_id is distinct from ${wanted.memberId}
        and r.category = any(${wanted.categories}::text[]) and r.setting = any(${wanted.settings}::text[])
        and (r.needs = '{}' or r.needs && ${wanted.tags}::text[])
        and not exists (select 1 from help_match m where m.request_id = r.id and m.helper_id = ${wanted.memberId})
      order by understood desc, near.rank, r.starts_at limit ${sql.lit(candidates)})
    select ${requestColumns} from few join help_request r on r.id = few_id
    order by understood desc, rank, r.starts_at`.execute(ctx.em.getKysely());
  return rows.map(requestRow);
}

/** Which open offers could be something for a request, by id: one statement, the nearest first. */
export async function fittingOffers(
  ctx: RequestContext,
  request: HelpRequest,
  nearestFirst: readonly string[],
): Promise<string[]> {
  const now = sql.lit(ctx.clock.now().toISOString());
  const tags = relatedTags(request.needs.length > 0 ? request.needs : request.speaks);
  const { rows } = await sql<{ id: string }>`
    select o.id from help_offer o
      left join unnest(${nearestFirst}::uuid[]) with ordinality as near (zone_id, rank) on near.zone_id = o.zone_id
    where o.state = 'OPEN' and o.ends_at > ${now} and o.hidden_at is null and o.starts_at < ${request.endsAt}
      and o.member_id <> ${request.requester.id} and o.member_id is distinct from ${request.askedBy?.id ?? null}
      and ${notBlocked(ctx, 'o.member_id')} and ${notBlockedWith(request.requester.id, 'o.member_id')}
      and o.categories && array[${request.category}]
      and not exists (select 1 from help_match m where m.request_id = ${request.id} and m.helper_id = o.member_id)
    order by (o.speaks && ${tags}::text[]) desc, near.rank, o.id desc limit ${sql.lit(candidates)}`.execute(
    ctx.em.getKysely(),
  );
  return rows.map((row) => row.id);
}
