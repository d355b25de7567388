import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { noteHelp, takePart } from '../participation/part.ts';
import { Proposal } from './proposal.entity.ts';
import { openProposalPhase } from './proposal.reading.ts';

/** How many times a proposal may have gone into another one until nobody follows. */
const furthest = 20;

/**
 * The reader supports a proposal, or does so no more, while the step is open. However often and in parallel: one support of a
 * person. Meant for one that went into another, it is for the other. Gives the proposal that it is for.
 */
export async function setSupport(
  ctx: RequestContext,
  id: string,
  supports: boolean,
  token: string | null,
): Promise<Proposal> {
  authorize(ctx, consultationPolicy.takePart);
  const first = await ctx.em.findOne(Proposal, id);
  if (!first) throw notFound();
  const { consultation } = await openProposalPhase(ctx, first.phase.id);
  const proposalId = await holdStanding(ctx, id);
  const part = await takePart(ctx, consultation, token);
  const of = [proposalId, part.participant.id];
  if (supports)
    await ctx.em.execute(
      `insert into proposal_support (proposal_id, participant_id) values (?, ?) on conflict do nothing`,
      of,
    );
  else await ctx.em.execute(`delete from proposal_support where proposal_id = ? and participant_id = ?`, of);
  await noteHelp(ctx, part);
  return ctx.em.findOneOrFail(Proposal, proposalId, { refresh: true });
}

/** The proposal that stands for this one now, shared by all who support it: one that is being merged is waited for. */
async function holdStanding(ctx: RequestContext, id: string): Promise<string> {
  let at = id;
  for (let step = 0; step < furthest; step++) {
    const [row] = await ctx.em.execute<{ state: string; into: string | null; hidden: boolean }[]>(
      `select state, merged_into_id as "into", hidden_at is not null as hidden from proposal where id = ? for share`,
      [at],
    );
    if (!row || row.hidden) throw notFound();
    if (row.state === 'PUBLISHED') return at;
    if (!row.into) throw notFound();
    at = row.into;
  }
  throw new AppError('WRONG_STATE', { state: 'MERGED' });
}
