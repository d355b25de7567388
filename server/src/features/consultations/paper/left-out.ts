import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';

/** How many papers of a counted step nobody signed in time, so that they are not in what was counted; many steps in one statement. */
export const papersLeftOut = async (ctx: RequestContext, phaseId: string): Promise<number> =>
  (await batched(ctx, leftOutOfAll, phaseId)) ?? 0;

async function leftOutOfAll({ em }: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await em.execute<{ id: string; papers: number }[]>(
    `select phase_id as id, sum(papers)::int as papers from paper_batch
      where phase_id = any(string_to_array(?, ',')::uuid[]) and signed_at is null group by phase_id`,
    [ids.join(',')],
  );
  return new Map(rows.map(({ id, papers }) => [id, papers]));
}
