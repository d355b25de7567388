import type { RequestContext } from '../../../platform/graphql/context.ts';
import { townDay } from '../../../platform/time.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { Proposal } from './proposal.entity.ts';
import type { ProposalOrder, ProposalState } from './proposals.words.ts';

/** By what proposals are put in order, the smallest first. Those with fewer than five supports stand alike: their order would tell. */
const keys: Record<ProposalOrder, string> = {
  FAIR: `md5(p.id::text || ?::text)`,
  NEWEST: `-extract(epoch from coalesce(p.published_at, p.created_at))`,
  SUPPORTED: `-(select case when count(*) < ${minimumCell} then 0 else count(*) end
                  from proposal_support s where s.proposal_id = p.id)`,
};

/** A page of the proposals of a step in one state, at most `limit`, after the one with the id `afterId`. */
export async function listedProposals(
  ctx: RequestContext,
  { phaseId, state, order }: { phaseId: string; state: ProposalState; order: ProposalOrder },
  { limit, afterId }: { limit: number; afterId: string | null },
): Promise<Proposal[]> {
  const day = order === 'FAIR' ? [townDay(ctx.clock.now()).toString()] : [];
  const rows = await ctx.em.execute<{ id: string }[]>(
    `with listed as (
       select p.id, ${keys[order]} as place from proposal p
        where p.phase_id = ? and p.state = ? and (p.hidden_at is null or p.state = 'PENDING'))
     select l.id from listed l
      where ?::uuid is null or (l.place, l.id) > (select place, id from listed where id = ?::uuid)
      order by l.place, l.id limit ?`,
    [...day, phaseId, state, afterId, afterId, limit],
  );
  const found = await ctx.em.find(Proposal, { id: { $in: rows.map(({ id }) => id) } });
  const known = new Map(found.map((proposal) => [proposal.id, proposal]));
  return rows.flatMap(({ id }) => known.get(id) ?? []);
}
