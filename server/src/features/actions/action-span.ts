import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';

/** When the shifts of an action are, and how many places are free in those to come. */
export interface ActionSpan {
  startsAt: Date | string | null;
  endsAt: Date | string | null;
  /** The first shift that is not over. */
  nextAt: Date | string | null;
  shiftCount: number;
  placesLeft: number;
}

const none: ActionSpan = { startsAt: null, endsAt: null, nextAt: null, shiftCount: 0, placesLeft: 0 };

/** The span of an action, at hand where a list brought it along; else for whole lists in one statement. */
export async function spanOf(ctx: RequestContext, action: { id: string; span?: ActionSpan }): Promise<ActionSpan> {
  return action.span ?? (await batched(ctx, spansById, action.id)) ?? none;
}

async function spansById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ActionSpan>> {
  const now = ctx.clock.now();
  const rows = await ctx.em.execute<(ActionSpan & { id: string })[]>(
    `select action_id as id, min(starts_at) as "startsAt", max(ends_at) as "endsAt", count(*)::int as "shiftCount",
        min(starts_at) filter (where ends_at > ?) as "nextAt",
        coalesce(sum(places - places_taken) filter (where starts_at > ?), 0)::int as "placesLeft"
       from action_shift where action_id = any(string_to_array(?, ',')::uuid[]) group by action_id`,
    [now, now, ids.join(',')],
  );
  return new Map(rows.map(({ id, ...span }) => [id, span]));
}
