import type { RequestContext } from '../../platform/graphql/context.ts';

/** Whether all that people answered in a consultation has its result: votes, surveys, statements; so it is where there are none. */
export async function isCounted({ em }: Pick<RequestContext, 'em'>, consultationId: string): Promise<boolean> {
  const waiting = await em.execute<unknown[]>(
    `select 1 from consultation_phase p
      where p.consultation_id = ?
        and (p.method = 'VOTE' and not exists (select 1 from vote_result r where r.phase_id = p.id)
          or p.method = 'SURVEY' and not exists (select 1 from survey_result r where r.phase_id = p.id)
          or p.method = 'STATEMENTS' and not exists (select 1 from opinion_release r where r.phase_id = p.id))
      limit 1`,
    [consultationId],
  );
  return waiting.length === 0;
}
