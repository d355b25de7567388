import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { hasScope } from '../../platform/authorization/rule.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { closeThreads, openThread, type Thread, threadsOfMatches, unreadThreads } from '../messages/index.ts';
import { Feedback, HelpMatch } from './help-match.entity.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { maxDetails } from './help-request.type.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';
import { helpPolicy } from './help.policy.ts';
import { getRequest } from './help.service.ts';
import type { Face } from './help.words.ts';

/** Where the reader offered help, newest first. */
export async function listMyMatches(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<HelpMatch>> {
  authorize(ctx, helpPolicy.listMine);
  const asked = page(first, after);
  const where = { helper: signedIn(ctx).id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(await ctx.em.find(HelpMatch, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}

/** Offers help with an open request and opens a thread between the two; once per person and request. */
export async function offerHelp(ctx: RequestContext, requestId: string, note: string | null): Promise<HelpMatch> {
  authorize(ctx, helpPolicy.offer);
  const { id: helperId } = signedIn(ctx);
  const words = note?.trim() || null;
  if (words && words.length > maxDetails) throw new AppError('TOO_LONG', { max: maxDetails }, 'note');
  await getRequest(ctx, requestId);
  const request = await lockRequest(ctx, requestId);
  const now = ctx.clock.now();
  request.assertTakesOffer(helperId, now);
  const match = ctx.em.create(HelpMatch, {
    request,
    helper: helperId,
    state: 'PROPOSED',
    note: words,
    noteLanguage: ctx.locale,
    createdAt: now,
    changedAt: now,
  });
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('ALREADY_OFFERED');
    throw error;
  }
  openThread(ctx, match.id, [request.requester.id, helperId]);
  await tellHelpChanged(ctx, requestId);
  return match;
}

/** Takes a helper; PLACES_TAKEN when the last place went to somebody else meanwhile. */
export function acceptHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  return change(ctx, matchId, (match, request, now) => {
    authorize(ctx, helpPolicy.accept, subject(match, request));
    if (match.state === 'PROPOSED') request.takePlace();
    match.accept(now);
  });
}

export async function declineHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const declined = await change(ctx, matchId, (match, request, now) => {
    authorize(ctx, helpPolicy.decline, subject(match, request));
    match.decline(now);
  });
  await closeThreads(ctx, [matchId]);
  return declined;
}

/** Steps back, the helper at any time, the requester after accepting; the place is free again. */
export async function cancelHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const cancelled = await change(ctx, matchId, (match, request, now) => {
    authorize(ctx, helpPolicy.cancel, subject(match, request));
    if (match.state === 'ACCEPTED') request.freePlace();
    match.cancel(now);
  });
  await closeThreads(ctx, [matchId]);
  return cancelled;
}

/** Says how it went, once per side, after the help was given. */
export async function giveFeedback(
  ctx: RequestContext,
  matchId: string,
  face: Face,
  words: string | null,
): Promise<HelpMatch> {
  const text = words?.trim() || null;
  if (text && text.length > maxDetails) throw new AppError('TOO_LONG', { max: maxDetails }, 'words');
  const match = await getMatch(ctx, matchId);
  authorize(ctx, helpPolicy.giveFeedback, subject(match, await match.request.loadOrFail()));
  if (match.state !== 'DONE') throw new AppError('WRONG_STATE', { state: match.state });
  ctx.em.create(Feedback, {
    match,
    author: signedIn(ctx).id,
    face,
    words: text,
    language: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('ALREADY_GIVEN_FEEDBACK');
    throw error;
  }
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/** What was said of a match, as far as the reader may know: the own words, and the other side's once both have spoken. */
export async function feedbackFor(ctx: RequestContext, match: HelpMatch): Promise<Feedback[]> {
  const { id } = signedIn(ctx);
  const all = (await batched(ctx, allFeedback, match.id)) ?? [];
  return all.length === 2 ? all : all.filter((feedback) => feedback.author.id === id);
}

/** The thread of a match, for its sides. */
export async function threadOf(ctx: RequestContext, match: HelpMatch): Promise<Thread | null> {
  if (!hasScope(ctx.actor, 'messages:read')) return null;
  return (await batched(ctx, threadsOfMatches, match.id)) ?? null;
}

/** The match with this id, for its two sides; used where a thread names it. */
export async function getMatch(ctx: RequestContext, id: string): Promise<HelpMatch> {
  signedIn(ctx);
  const match = await ctx.em.findOne(HelpMatch, id, { populate: ['request'] });
  authorizeFound(ctx, helpPolicy.seeMatch, match && subject(match, match.request.$ as HelpRequest));
  return match as HelpMatch;
}

/** Offers to answer, and threads with something new. */
export async function countWaiting(ctx: RequestContext): Promise<number> {
  if (ctx.actor.kind === 'visitor') return 0;
  const offers = await ctx.em.count(HelpMatch, {
    state: 'PROPOSED',
    request: { requester: ctx.actor.id, state: 'OPEN' },
  });
  return offers + (await unreadThreads(ctx));
}

/** What the policies look at. */
export const subject = (match: HelpMatch, request: HelpRequest) => ({
  helper: match.helper,
  requesterId: request.requester.id,
  state: match.state,
});

async function change(
  ctx: RequestContext,
  matchId: string,
  act: (match: HelpMatch, request: HelpRequest, now: Date) => void,
): Promise<HelpMatch> {
  const seen = await getMatch(ctx, matchId);
  const request = await lockRequest(ctx, seen.request.id);
  const match = (await matchesOf(ctx, request.id)).find((candidate) => candidate.id === matchId) ?? seen;
  act(match, request, ctx.clock.now());
  await ctx.em.flush();
  await tellHelpChanged(ctx, request.id);
  return match;
}

async function allFeedback(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, Feedback[]>> {
  const feedback = await ctx.em.find(Feedback, { match: { $in: [...matchIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(feedback, (one) => one.match.id);
}
