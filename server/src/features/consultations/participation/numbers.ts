import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { countsById } from '../counts-by-id.ts';
import { inFives, shownCount } from '../shown-count.ts';

/** At least so many people answered something, as it was released last, in fives. Whole lists in one statement. */
export async function participantsAtLeast(ctx: RequestContext, consultationId: string): Promise<number | null> {
  return inFives((await batched(ctx, peopleOfAll, consultationId)) ?? 0);
}

/** SQL for how many people answered something, by id of the consultation, of those participants `p` that it is given a condition for. */
export const countedParticipants = (condition: string): string =>
  `select p.consultation_id as id, count(*)::int as count from participant p
    where ${condition}
      and (exists (select 1 from statement_vote v where v.participant_id = p.id)
        or exists (select 1 from elector e where e.participant_id = p.id)
        or exists (select 1 from survey_sender s where s.participant_id = p.id)
        or exists (select 1 from proposal_support s where s.participant_id = p.id)
        or exists (select 1 from assembly_question q where q.author_id = p.id)
        or exists (select 1 from proposal o where o.author_id = p.id)) group by 1`;

/** How many statements wait for a decision; whole lists in one statement. */
export const waitingStatements = async (ctx: RequestContext, consultationId: string): Promise<number> =>
  (await batched(ctx, waitingOfAll, consultationId)) ?? 0;

async function peopleOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  const isOver = `not exists (select 1 from consultation_phase f where f.consultation_id = c.id and f.closes_at > ?)`;
  const rows = await ctx.em.execute<{ id: string; count: number }[]>(
    `select c.id, ${shownCount('c.participants_released', 'coalesce(n.count, 0)', isOver)}::int as count from consultation c
       left join (${countedParticipants("p.consultation_id = any(string_to_array(?, ',')::uuid[])")}) n on n.id = c.id
      where c.id = any(string_to_array(?, ',')::uuid[])`,
    [ctx.clock.now(), ids.join(','), ids.join(',')],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

async function waitingOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  return countsById(
    ctx,
    `select p.consultation_id as id, count(*)::int as count from statement s join consultation_phase p on p.id = s.phase_id
      where p.consultation_id = any(string_to_array(?, ',')::uuid[]) and s.state = 'PENDING' group by 1`,
    ids,
  );
}
