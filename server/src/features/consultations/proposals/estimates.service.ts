import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { followProposals } from '../votes/taking.service.ts';
import { Proposal, ProposalEstimate } from './proposal.entity.ts';
import { assertNotOnBallot, proposalPhase } from './proposal.reading.ts';
import { longestIn, mostOf } from './proposals.words.ts';

export interface GivenEstimate {
  fromCents: number;
  toCents: number;
  words: string;
}

/** Staff say what a proposal costs, in whole cents, also after the step; an earlier estimate stays readable. OUT_OF_RANGE, PROPOSAL_ON_BALLOT. */
export async function estimateCost(ctx: RequestContext, proposalId: string, given: GivenEstimate): Promise<Proposal> {
  const { id } = signedIn(ctx);
  const proposal = await ctx.em.findOne(Proposal, proposalId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!proposal) throw notFound();
  const { consultation } = await proposalPhase(ctx, proposal.phase.id);
  authorizeFound(ctx, consultationPolicy.arrangeProposals, subjectOf(consultation));
  proposal.assertStateIn('PUBLISHED');
  await assertNotOnBallot(ctx, [proposalId]);
  const { fromCents, toCents } = given;
  const inRange = (cents: number, min: number, max: number) =>
    Number.isSafeInteger(cents) && cents >= min && cents <= max;
  if (!inRange(toCents, 1, mostOf.cents)) throw new AppError('OUT_OF_RANGE', { maxCents: mostOf.cents }, 'to');
  if (!inRange(fromCents, 0, toCents)) throw new AppError('OUT_OF_RANGE', { maxCents: toCents }, 'from');
  const words = given.words.trim();
  if (words.length > longestIn.estimate) throw new AppError('TOO_LONG', { max: longestIn.estimate }, 'words');
  if ((await ctx.em.count(ProposalEstimate, { proposal: proposalId })) >= mostOf.estimates)
    throw new AppError('TOO_MUCH', { max: mostOf.estimates }, 'to');
  ctx.em.create(ProposalEstimate, {
    proposal,
    fromCents,
    toCents,
    words,
    language: ctx.locale,
    organisationId: consultation.organisation.id,
    notedBy: ctx.em.getReference(Member, id),
    createdAt: ctx.clock.now(),
  });
  audit(ctx, 'consultations.estimateCost', proposalId);
  await ctx.em.flush();
  await followProposals(ctx, consultation, [proposalId]);
  return proposal;
}
