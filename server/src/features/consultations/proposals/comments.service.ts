import { LockMode } from '@mikro-orm/core';
import { AppError, notFound } from '../../../platform/errors.ts';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { forgetTranslations } from '../../translations/index.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { noteHelp, partOf, takePart } from '../participation/part.ts';
import { ProposalComment } from './proposal-comment.entity.ts';
import { getProposal, openProposalPhase, wrote } from './proposal.reading.ts';
import { type CommentSide, longestIn, mostOf } from './proposals.words.ts';
import { readWords } from '../readable-words.ts';

/** Reasons for or against a proposal, the newest first; hidden ones for nobody. */
export async function listComments(
  ctx: RequestContext,
  proposalId: string,
  side: CommentSide,
  { first, after, token }: { first: number; after: string | null; token: string | null },
): Promise<Connection<ProposalComment>> {
  await getProposal(ctx, proposalId, token);
  const asked = page(first, after);
  const rows = await ctx.em.find(
    ProposalComment,
    { proposal: proposalId, side, hiddenAt: null, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) },
    { orderBy: { id: 'desc' }, limit: asked.limit + 1 },
  );
  return connection(rows, asked);
}

/** Ids of the comments on a proposal that the reader may take back. */
export async function ownCommentIds(ctx: RequestContext, proposalId: string, token: string | null): Promise<string[]> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const { consultation } = await getProposal(ctx, proposalId, token);
  const part = await partOf(ctx, consultation, token);
  if (!part || part.helped) return [];
  const own = await ctx.em.find(ProposalComment, { proposal: proposalId, author: part.participant.id, hiddenAt: null });
  return own.map(({ id }) => id);
}

/** Says something for or against a proposal. SAID_ALREADY, TOO_MUCH. */
export async function addComment(
  ctx: RequestContext,
  proposalId: string,
  given: { side: CommentSide; text: string },
  token: string | null,
): Promise<ProposalComment> {
  authorize(ctx, consultationPolicy.takePart);
  const { consultation, proposal } = await getProposal(ctx, proposalId, token);
  await openProposalPhase(ctx, proposal.phase.id);
  proposal.assertStateIn('PUBLISHED');
  const text = readWords(given.text, longestIn.comment, 'text');
  const part = await takePart(ctx, consultation, token);
  await ctx.em.lock(part.participant, LockMode.PESSIMISTIC_WRITE);
  const own = { proposal: proposalId, author: part.participant.id };
  if (await ctx.em.count(ProposalComment, { ...own, text })) throw new AppError('SAID_ALREADY', {}, 'text');
  if ((await ctx.em.count(ProposalComment, own)) >= mostOf.comments)
    throw new AppError('TOO_MUCH', { max: mostOf.comments }, 'text');
  const comment = ctx.em.create(ProposalComment, {
    proposal,
    author: part.participant,
    side: given.side,
    text,
    language: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  await noteHelp(ctx, part);
  return comment;
}

/** The author takes a comment away; what moderators have hidden stays for them. */
export async function removeComment(ctx: RequestContext, id: string, token: string | null): Promise<boolean> {
  authorize(ctx, consultationPolicy.takePart);
  const comment = await ctx.em.findOne(ProposalComment, { id, hiddenAt: null });
  if (!comment) throw notFound();
  const { consultation } = await getProposal(ctx, comment.proposal.id, token);
  if (!wrote(await partOf(ctx, consultation, token), comment.author)) throw notFound();
  await ctx.em.nativeDelete(ProposalComment, { id });
  await forgetTranslations(ctx, id);
  return true;
}
