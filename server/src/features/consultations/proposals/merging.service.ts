import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { followProposals } from '../votes/taking.service.ts';
import { Proposal } from './proposal.entity.ts';
import { tellMerged } from './proposal-notices.ts';
import { assertNotOnBallot, proposalPhase } from './proposal.reading.ts';

/**
 * A proposal goes into another one of the same step that says the same: supports are united, one of each person; comments go
 * along; its author is told. Supports that come meanwhile wait and are for the other. Organisers, while the consultation is open.
 * The options of a vote to come follow; PROPOSAL_ON_BALLOT once a vote on either has opened.
 */
export async function mergeProposals(ctx: RequestContext, id: string, intoId: string): Promise<Proposal> {
  const { id: staff } = signedIn(ctx);
  if (id === intoId) throw new AppError('INVALID_INPUT', {}, 'intoId');
  const both = await ctx.em.find(
    Proposal,
    { id: { $in: [id, intoId] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const merged = both.find((one) => one.id === id);
  const into = both.find((one) => one.id === intoId);
  if (!merged) throw notFound();
  const { consultation } = await proposalPhase(ctx, merged.phase.id);
  authorizeFound(ctx, consultationPolicy.arrangeProposals, subjectOf(consultation));
  if (into?.phase.id !== merged.phase.id) throw new AppError('INVALID_INPUT', {}, 'intoId');
  await assertNotOnBallot(ctx, [id, intoId]);
  const now = ctx.clock.now();
  if (consultation.stageAt(now) !== 'OPEN') throw new AppError('NOT_OPEN');
  merged.mergeInto(into, ctx.em.getReference(Member, staff), now);
  await ctx.em.execute(
    `insert into proposal_support (proposal_id, participant_id)
       select ?::uuid, participant_id from proposal_support where proposal_id = ? on conflict do nothing`,
    [intoId, id],
  );
  await ctx.em.execute(`delete from proposal_support where proposal_id = ?`, [id]);
  await ctx.em.execute(`update proposal_comment set proposal_id = ? where proposal_id = ?`, [intoId, id]);
  audit(ctx, 'consultations.mergeProposals', id);
  await ctx.em.flush();
  await followProposals(ctx, consultation, [id, intoId]);
  await tellMerged(ctx, consultation, merged);
  return into;
}
