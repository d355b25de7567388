import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import type { Consultation } from '../consultation.entity.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { noteHelp, type Part, partOf, takePart } from '../participation/part.ts';
import { Proposal, ProposalVersion } from './proposal.entity.ts';
import { ProposalAmendment } from './proposal-amendment.entity.ts';
import { tellAmendment, tellAmendmentDecided } from './proposal-notices.ts';
import { getProposal, hasNoAuthor, mayArrange, openProposalPhase, wrote } from './proposal.reading.ts';
import { longestIn, mostOf } from './proposals.words.ts';
import { readWords } from '../readable-words.ts';
import { type DifferencePart, differenceOf } from './text-difference.ts';

/** Other texts that people have for a proposal, the newest first; hidden ones for nobody. */
export async function listAmendments(
  ctx: RequestContext,
  proposalId: string,
  { first, after, token }: { first: number; after: string | null; token: string | null },
): Promise<Connection<ProposalAmendment>> {
  await getProposal(ctx, proposalId, token);
  const asked = page(first, after);
  const rows = await ctx.em.find(
    ProposalAmendment,
    { proposal: proposalId, hiddenAt: null, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) },
    { orderBy: { id: 'desc' }, limit: asked.limit + 1 },
  );
  return connection(rows, asked);
}

/** Somebody who takes part has another text for a proposal, made from the text of `version`, and says why. */
export async function makeAmendment(
  ctx: RequestContext,
  proposalId: string,
  given: { version: number; text: string; why: string },
  token: string | null,
): Promise<ProposalAmendment> {
  authorize(ctx, consultationPolicy.takePart);
  const { consultation, proposal } = await getProposal(ctx, proposalId, token);
  await openProposalPhase(ctx, proposal.phase.id);
  proposal.assertStateIn('PUBLISHED');
  const text = readWords(given.text, longestIn.text, 'text');
  const why = readWords(given.why, longestIn.why, 'why');
  if (given.version !== proposal.version) throw new AppError('CHANGED_MEANWHILE', { version: proposal.version });
  if (text === proposal.text) throw new AppError('SAID_ALREADY', {}, 'text');
  const part = await takePart(ctx, consultation, token);
  await ctx.em.lock(part.participant, LockMode.PESSIMISTIC_WRITE);
  const own = { proposal: proposalId, author: part.participant.id, state: 'PENDING' as const };
  if ((await ctx.em.count(ProposalAmendment, own)) >= mostOf.amendments)
    throw new AppError('TOO_MUCH', { max: mostOf.amendments }, 'text');
  const amendment = ctx.em.create(ProposalAmendment, {
    ...own,
    proposal,
    author: part.participant,
    baseVersion: proposal.version,
    text,
    why,
    language: ctx.locale,
    answer: '',
    answerLanguage: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  await noteHelp(ctx, part);
  await tellAmendment(ctx, consultation, proposal, amendment.id);
  return amendment;
}

/**
 * Who wrote the proposal takes the other text or leaves it, with a word; the organisers where no author is left. Of two that
 * were made from one text the first that is accepted makes the next version, and the other is CHANGED_MEANWHILE.
 */
export async function decideAmendment(
  ctx: RequestContext,
  id: string,
  decision: { accepted: boolean; answer: string },
  token: string | null,
): Promise<ProposalAmendment> {
  authorize(ctx, consultationPolicy.takePart);
  const found = await ctx.em.findOne(ProposalAmendment, { id, hiddenAt: null });
  if (!found) throw notFound();
  const proposal = await ctx.em.findOneOrFail(Proposal, found.proposal.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const amendment = await ctx.em.findOneOrFail(ProposalAmendment, id, { refresh: true });
  const { consultation } = await openProposalPhase(ctx, proposal.phase.id);
  const part = await partOf(ctx, consultation, token);
  if (!(await mayDecideOn(ctx, consultation, proposal, part))) throw notFound();
  const answer = decision.answer.trim();
  if (answer.length > longestIn.answer) throw new AppError('TOO_LONG', { max: longestIn.answer }, 'answer');
  const now = ctx.clock.now();
  if (decision.accepted) {
    amendment.accept(answer, ctx.locale, now);
    proposal.amend(amendment.text, amendment.baseVersion);
    ctx.em.create(ProposalVersion, { proposal, version: proposal.version, text: proposal.text, createdAt: now });
  } else amendment.decline(answer, ctx.locale, now);
  audit(ctx, 'consultations.decideAmendment', id);
  await ctx.em.flush();
  await tellAmendmentDecided(ctx, consultation, proposal, amendment);
  return amendment;
}

/** Whether the reader decides on other texts for a proposal. */
export async function mayDecideOn(
  ctx: RequestContext,
  consultation: Consultation,
  proposal: Proposal,
  part: Part | null,
): Promise<boolean> {
  if (wrote(part, proposal.author)) return true;
  return mayArrange(ctx, consultation) && (await hasNoAuthor(proposal));
}

/** What an amendment changes, in words, against the text it was made from. */
export async function changesOf(ctx: RequestContext, amendment: ProposalAmendment): Promise<DifferencePart[]> {
  const base = await ctx.em.findOneOrFail(ProposalVersion, {
    proposal: amendment.proposal.id,
    version: amendment.baseVersion,
  });
  return differenceOf(base.text, amendment.text);
}
