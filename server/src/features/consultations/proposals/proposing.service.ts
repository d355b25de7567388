import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Member } from '../../members/index.ts';
import type { ConsultationPhase } from '../consultation.entity.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { RejectReason } from '../consultations.words.ts';
import { noteHelp, partOf, takePart } from '../participation/part.ts';
import type { Participant } from '../participation/participant.entity.ts';
import { followProposals } from '../votes/taking.service.ts';
import { Proposal, ProposalVersion } from './proposal.entity.ts';
import { tellDecided } from './proposal-notices.ts';
import { openProposalPhase, proposalPhase, wrote } from './proposal.reading.ts';
import { longestIn, mostOf } from './proposals.words.ts';
import { readWords } from '../readable-words.ts';

export interface GivenProposal {
  title: string;
  text: string;
}

/** Somebody who takes part proposes something; organisers look at it before others do. SAID_ALREADY, TOO_MUCH. */
export async function makeProposal(
  ctx: RequestContext,
  phaseId: string,
  given: GivenProposal,
  { showsName, token }: { showsName: boolean; token: string | null },
): Promise<Proposal> {
  authorize(ctx, consultationPolicy.takePart);
  const { consultation, phase } = await openProposalPhase(ctx, phaseId);
  const part = await takePart(ctx, consultation, token);
  await ctx.em.lock(part.participant, LockMode.PESSIMISTIC_WRITE);
  const own = { phase: phaseId, author: part.participant.id, state: { $ne: 'WITHDRAWN' as const } };
  if ((await ctx.em.count(Proposal, own)) >= mostOf.own) throw new AppError('TOO_MUCH', { max: mostOf.own }, 'title');
  const proposal = await newProposal(ctx, phase, given, {
    language: ctx.locale,
    author: part.participant,
    // Nobody else writes a person's name: neither a helper nor whoever found a code.
    showsName: showsName && Boolean(part.participant.member) && !part.helped,
  });
  await noteHelp(ctx, part);
  return proposal;
}

/** Organisers add a proposal of theirs, which everybody reads at once; also before the step begins. */
export async function addProposal(
  ctx: RequestContext,
  phaseId: string,
  given: GivenProposal,
  language: Locale,
): Promise<Proposal> {
  const { id } = signedIn(ctx);
  const { consultation, phase } = await proposalPhase(ctx, phaseId);
  authorize(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const now = ctx.clock.now();
  if (phase.closesAt <= now) throw new AppError('NOT_OPEN');
  await assertRoom(ctx, phaseId);
  const proposal = await newProposal(ctx, phase, given, { language, author: null, showsName: false });
  proposal.publish(ctx.em.getReference(Member, id), now);
  audit(ctx, 'consultations.addProposal', proposal.id);
  await ctx.em.flush();
  return proposal;
}

/** Lets a proposal in, or says why not; the author is told. Those who moderate. */
export async function decideProposal(ctx: RequestContext, id: string, reason: RejectReason | null): Promise<Proposal> {
  const { id: moderator } = signedIn(ctx);
  const proposal = await ctx.em.findOne(Proposal, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!proposal) throw notFound();
  const { consultation, phase } = await proposalPhase(ctx, proposal.phase.id);
  authorizeFound(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const now = ctx.clock.now();
  if (phase.closesAt <= now) throw new AppError('NOT_OPEN');
  const by = ctx.em.getReference(Member, moderator);
  const { state: before, reason: reasonBefore } = proposal;
  if (reason) proposal.reject(by, now, reason);
  else {
    if (proposal.state !== 'PUBLISHED') await assertRoom(ctx, phase.id);
    proposal.publish(by, now);
  }
  audit(ctx, 'consultations.decideProposal', id);
  await ctx.em.flush();
  await followProposals(ctx, consultation, [id]);
  if (proposal.state !== before || proposal.reason !== reasonBefore)
    await tellDecided(ctx, consultation, proposal, { wasShown: before === 'PUBLISHED' });
  return proposal;
}

/** The author takes a proposal back, while the step is open. */
export async function withdrawProposal(ctx: RequestContext, id: string, token: string | null): Promise<Proposal> {
  authorize(ctx, consultationPolicy.takePart);
  const proposal = await ctx.em.findOne(Proposal, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!proposal) throw notFound();
  const { consultation } = await openProposalPhase(ctx, proposal.phase.id);
  if (!wrote(await partOf(ctx, consultation, token), proposal.author)) throw notFound();
  // Others live on in it, with what they wrote and those who support them.
  if ((await ctx.em.count(Proposal, { mergedInto: id })) > 0) throw new AppError('PROPOSAL_OF_MANY');
  proposal.withdraw();
  await ctx.em.flush();
  await followProposals(ctx, consultation, [id]);
  return proposal;
}

async function newProposal(
  ctx: RequestContext,
  phase: ConsultationPhase,
  given: GivenProposal,
  of: { language: Locale; author: Participant | null; showsName: boolean },
): Promise<Proposal> {
  const title = readWords(given.title.replace(/\s+/g, ' '), longestIn.title, 'title');
  const text = readWords(given.text, longestIn.text, 'text');
  const [same] = await ctx.em.execute<unknown[]>(
    `select 1 from proposal where phase_id = ? and state in ('PENDING', 'PUBLISHED') and lower(title) = lower(?) limit 1`,
    [phase.id, title],
  );
  if (same) throw new AppError('SAID_ALREADY', {}, 'title');
  const createdAt = ctx.clock.now();
  const proposal = ctx.em.create(Proposal, { phase, title, text, ...of, state: 'PENDING', version: 1, createdAt });
  await ctx.em.flush();
  ctx.em.create(ProposalVersion, { proposal, version: 1, text, createdAt });
  await ctx.em.flush();
  return proposal;
}

async function assertRoom(ctx: RequestContext, phaseId: string): Promise<void> {
  if ((await ctx.em.count(Proposal, { phase: phaseId, state: 'PUBLISHED' })) >= mostOf.proposals)
    throw new AppError('TOO_MUCH', { max: mostOf.proposals }, 'title');
}
