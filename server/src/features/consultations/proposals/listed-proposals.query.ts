import type { RequestContext } from '../../../platform/graphql/context.ts';
import { townDay } from '../../../platform/time.ts';
import { shownCount } from '../shown-count.ts';
import { Proposal, type ProposalEstimate } from './proposal.entity.ts';
import { estimatesOf } from './proposal.reading.ts';
import { mostOf, type ProposalOrder, type ProposalState } from './proposals.words.ts';

/** By what proposals are put in order, the smallest first. Those that are shown alike stand alike: their order would tell. */
const keys: Record<ProposalOrder, string> = {
  FAIR: `md5(p.id::text || ?::text)`,
  NEWEST: `-extract(epoch from coalesce(p.published_at, p.created_at))`,
  SUPPORTED: `-(select ${shownCount('p.supports_released', 'count(s.participant_id)', 'f.closes_at <= ?')}
                  from consultation_phase f left join proposal_support s on s.proposal_id = p.id
                 where f.id = p.phase_id group by f.closes_at)`,
};

/** A page of the proposals of a step in one state, at most `limit`, after the one with the id `afterId`. */
export async function listedProposals(
  ctx: RequestContext,
  { phaseId, state, order }: { phaseId: string; state: ProposalState; order: ProposalOrder },
  { limit, afterId }: { limit: number; afterId: string | null },
): Promise<Proposal[]> {
  const now = ctx.clock.now();
  const at = { FAIR: [townDay(now).toString()], NEWEST: [], SUPPORTED: [now] }[order];
  const rows = await ctx.em.execute<{ id: string }[]>(
    `with listed as (
       select p.id, ${keys[order]} as place from proposal p
        where p.phase_id = ? and p.state = ? and (p.hidden_at is null or p.state = 'PENDING'))
     select l.id from listed l
      where ?::uuid is null or (l.place, l.id) > (select place, id from listed where id = ?::uuid)
      order by l.place, l.id limit ?`,
    [...at, phaseId, state, afterId, afterId, limit],
  );
  const found = await ctx.em.find(Proposal, { id: { $in: rows.map(({ id }) => id) } });
  const known = new Map(found.map((proposal) => [proposal.id, proposal]));
  return rows.flatMap(({ id }) => known.get(id) ?? []);
}

/** A published proposal with what it is thought to cost: what a participatory budget can be opened with. */
export interface EstimatedProposal {
  proposal: Proposal;
  /** The newest estimate; none: nobody has said. */
  estimate: ProposalEstimate | null;
}

/** All published proposals of a step, the most supported first, with the newest estimate of each. */
export async function proposalsWithEstimates(ctx: RequestContext, phaseId: string): Promise<EstimatedProposal[]> {
  const asked = { phaseId, state: 'PUBLISHED', order: 'SUPPORTED' } as const;
  const proposals = await listedProposals(ctx, asked, { limit: mostOf.proposals, afterId: null });
  return Promise.all(
    proposals.map(async (proposal) => ({ proposal, estimate: (await estimatesOf(ctx, proposal))[0] ?? null })),
  );
}
