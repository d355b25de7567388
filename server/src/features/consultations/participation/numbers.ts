import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { countsById } from '../counts-by-id.ts';

const step = 5;

/** At least so many people answered something: rounded down to fives, null under five. Whole lists in one statement. */
export async function participantsAtLeast(ctx: RequestContext, consultationId: string): Promise<number | null> {
  const people = (await batched(ctx, peopleOfAll, consultationId)) ?? 0;
  return people < step ? null : people - (people % step);
}

/** How many statements wait for a decision; whole lists in one statement. */
export const waitingStatements = async (ctx: RequestContext, consultationId: string): Promise<number> =>
  (await batched(ctx, waitingOfAll, consultationId)) ?? 0;

async function peopleOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  return countsById(
    ctx,
    `select consultation_id as id, count(*)::int as count from participant p
      where consultation_id = any(string_to_array(?, ',')::uuid[])
        and (exists (select 1 from statement_vote v where v.participant_id = p.id)
          or exists (select 1 from elector e where e.participant_id = p.id)
          or exists (select 1 from survey_sender s where s.participant_id = p.id)
          or exists (select 1 from proposal_support s where s.participant_id = p.id)
          or exists (select 1 from assembly_question q where q.author_id = p.id)
          or exists (select 1 from proposal o where o.author_id = p.id)) group by 1`,
    ids,
  );
}

async function waitingOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  return countsById(
    ctx,
    `select p.consultation_id as id, count(*)::int as count from statement s join consultation_phase p on p.id = s.phase_id
      where p.consultation_id = any(string_to_array(?, ',')::uuid[]) and s.state = 'PENDING' group by 1`,
    ids,
  );
}
