import { isMember } from '../../platform/authorization/rule.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import type { HourSource } from './given-hours.entity.ts';

/** Fewer givers than this, and the sum of a neighbourhood would tell about persons. */
const fewestGivers = 5;

interface Given {
  memberId: string;
  zoneId: string;
  /** Whole minutes, 1 to 1,440. */
  minutes: number;
  source: HourSource;
  sourceId: string;
}

/** Counts time that somebody gave, once per member and match or shift: told again, the new figure takes the place of the old. */
export async function recordHours(ctx: RequestContext, given: Given): Promise<void> {
  await ctx.em.execute(
    `insert into given_hours (id, member_id, zone_id, minutes, source, source_id, given_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (source, source_id, member_id) do update set minutes = excluded.minutes, zone_id = excluded.zone_id`,
    [newId(), given.memberId, given.zoneId, given.minutes, given.source, given.sourceId, ctx.clock.now()],
  );
}

/** Takes back what was counted for a match or shift, such as when somebody did not come after all. */
export async function forgetHours(ctx: RequestContext, source: HourSource, sourceId: string): Promise<void> {
  await ctx.em.execute(`delete from given_hours where source = ? and source_id = ?`, [source, sourceId]);
}

/** Minutes the reader gave; 0 for visitors. */
export async function viewerMinutes(ctx: RequestContext): Promise<number> {
  if (!isMember(ctx.actor)) return 0;
  const [row] = await ctx.em.execute<{ minutes: number }[]>(
    `select coalesce(sum(minutes), 0)::int as minutes from given_hours where member_id = ?`,
    [ctx.actor.id],
  );
  return row?.minutes ?? 0;
}

/** Minutes given in a neighbourhood by everybody; null while fewer than five people gave. */
export async function neighbourhoodMinutes(ctx: RequestContext, neighbourhoodId: string): Promise<number | null> {
  return (await batched(ctx, minutesByNeighbourhood, neighbourhoodId)) ?? null;
}

async function minutesByNeighbourhood(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.em.execute<{ id: string; minutes: number }[]>(
    `select z.neighbourhood_id as id, sum(g.minutes)::int as minutes
       from given_hours g join zone z on z.id = g.zone_id
      where z.neighbourhood_id = any(string_to_array(?, ',')::uuid[])
      group by z.neighbourhood_id having count(distinct g.member_id) >= ?`,
    [ids.join(','), fewestGivers],
  );
  return new Map(rows.map((row) => [row.id, row.minutes]));
}
