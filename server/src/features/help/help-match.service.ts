import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { hasScope } from '../../platform/authorization/rule.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { closeThreads, openThread, type Thread, threadsOfMatches, unreadThreads } from '../messages/index.ts';
import { forgetContacts } from './contact-forgetting.ts';
import { assertMayClaim } from '../checks/index.ts';
import { recordHours } from '../hours/index.ts';
import { assertNeitherBlocked, fileComplaint } from '../moderation/index.ts';
import { Feedback, HelpMatch } from './help-match.entity.ts';
import type { HelpOffer } from './help-offer.entity.ts';
import { getOffer } from './help-offer.service.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { maxDetails } from './help.input.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';
import { askersOf, tellAskers, tellHelper } from './help.notices.ts';
import { helpPolicy } from './help.policy.ts';
import { getRequest } from './help.service.ts';
import { assertStillActs } from './on-behalf.ts';
import type { Face, Proposer } from './help.words.ts';

/** The longest that one helped with one request, in minutes: the hours of a long day. */
const maxMinutes = 12 * 60;

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
  await getRequest(ctx, requestId);
  return propose(ctx, requestId, { helperId: signedIn(ctx).id, proposedBy: 'HELPER', offer: null, note });
}

/** Asks somebody who offered to help with one's own request; they answer. Opens a thread, once per person and request. */
export async function inviteHelper(
  ctx: RequestContext,
  requestId: string,
  offerId: string,
  note: string | null,
): Promise<HelpMatch> {
  signedIn(ctx);
  const request = await getRequest(ctx, requestId);
  authorize(ctx, helpPolicy.invite, request);
  await assertStillActs(ctx, request);
  const offer = await getOffer(ctx, offerId);
  offer.assertTakesInvitation(ctx.clock.now());
  return propose(ctx, requestId, { helperId: offer.member.id, proposedBy: 'REQUESTER', offer, note });
}

interface Proposal {
  helperId: string;
  proposedBy: Proposer;
  offer: HelpOffer | null;
  note: string | null;
}

async function propose(ctx: RequestContext, requestId: string, proposal: Proposal): Promise<HelpMatch> {
  const { helperId, proposedBy, offer } = proposal;
  const note = proposal.note?.trim() || null;
  if (note && note.length > maxDetails) throw new AppError('TOO_LONG', { max: maxDetails }, 'note');
  const request = await lockRequest(ctx, requestId);
  const now = ctx.clock.now();
  request.assertTakesOffer(helperId, now);
  await assertNeitherBlocked(ctx, request.requester.id, helperId);
  await assertMayClaim(ctx, helperId, request.setting);
  const match = ctx.em.create(HelpMatch, {
    request,
    helper: helperId,
    state: 'PROPOSED',
    proposedBy,
    offer,
    note,
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
  openThread(ctx, match.id, [...askersOf(request), helperId]);
  if (proposedBy === 'HELPER') await tellAskers(ctx, 'HELP_OFFERED', match, request);
  else await tellHelper(ctx, 'HELP_INVITED', match, request);
  await tellHelpChanged(ctx, requestId);
  return match;
}

/**
 * Takes a helper, or says yes to an invitation, and tells the others when no place is left; PLACES_TAKEN when the last place
 * went to somebody else meanwhile, CHECK_REQUIRED when a check the helper needs was taken back.
 */
export async function acceptHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const accepted = await change(ctx, matchId, async (match, request, now) => {
    authorize(ctx, helpPolicy.accept, subject(match, request));
    await assertNeitherBlocked(ctx, request.requester.id, match.helper.id);
    await assertMayClaim(ctx, match.helper.id, request.setting);
    if (match.state === 'PROPOSED') request.takePlace();
    match.accept(now);
    await tellProposer(ctx, 'YES', match, request);
  });
  await tellWaiting(ctx, await accepted.request.loadOrFail());
  return accepted;
}

export async function declineHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const declined = await change(ctx, matchId, async (match, request, now) => {
    authorize(ctx, helpPolicy.decline, subject(match, request));
    match.decline(now);
    await tellProposer(ctx, 'NO', match, request);
  });
  await closeThreads(ctx, [matchId]);
  return declined;
}

/** Steps back, the helper at any time, the requester after accepting; the place is free again. */
export async function cancelHelp(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const cancelled = await change(ctx, matchId, async (match, request, now) => {
    authorize(ctx, helpPolicy.cancel, subject(match, request));
    const wasAgreed = match.state === 'ACCEPTED';
    if (wasAgreed) request.freePlace();
    match.cancel(now);
    // Taking back what nobody has answered yet is no news.
    if (wasAgreed && match.helper.id === signedIn(ctx).id) await tellAskers(ctx, 'HELP_CANCELLED', match, request);
    else if (wasAgreed) await tellHelper(ctx, 'HELP_CANCELLED', match, request);
  });
  await forgetContacts(ctx, [matchId]);
  await closeThreads(ctx, [matchId]);
  return cancelled;
}

interface HowItWent {
  face: Face;
  words: string | null;
  /** A complaint: staff read it, the other side never does. */
  forStaff: boolean;
  /** From the helper: how long it took, 1 to `maxMinutes`. */
  minutes: number | null;
}

/** Says how it went, once per side, after the help was given; the helper may say how long it took. */
export async function giveFeedback(
  ctx: RequestContext,
  matchId: string,
  { face, words, forStaff, minutes }: HowItWent,
): Promise<HelpMatch> {
  const text = words?.trim() || null;
  if (forStaff && !text) throw new AppError('REQUIRED', {}, 'words');
  if (minutes !== null && (minutes < 1 || minutes > maxMinutes))
    throw new AppError('OUT_OF_RANGE', { min: 1, max: maxMinutes }, 'minutes');
  if (text && text.length > maxDetails) throw new AppError('TOO_LONG', { max: maxDetails }, 'words');
  const match = await getMatch(ctx, matchId);
  const request = await match.request.loadOrFail();
  authorize(ctx, helpPolicy.giveFeedback, subject(match, request));
  await assertStillActs(ctx, request);
  const { id: authorId } = signedIn(ctx);
  if (match.state !== 'DONE') throw new AppError('WRONG_STATE', { state: match.state });
  const feedback = ctx.em.create(Feedback, {
    match,
    author: authorId,
    face,
    words: text,
    forStaff,
    language: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('ALREADY_GIVEN_FEEDBACK');
    throw error;
  }
  if (forStaff) {
    const againstId = authorId === match.helper.id ? request.requester.id : match.helper.id;
    await fileComplaint(ctx, { subjectKind: 'FEEDBACK', subjectId: feedback.id, againstId, words: text });
  }
  if (minutes !== null && authorId === match.helper.id) {
    await recordHours(ctx, {
      memberId: authorId,
      zoneId: request.zone.id,
      minutes,
      source: 'MATCH',
      sourceId: match.id,
    });
  }
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/**
 * What was said of a match, as far as the reader may know: the own words, and the other side's once both have spoken.
 * What was said to staff only is never among them for the other side.
 */
export async function feedbackFor(ctx: RequestContext, match: HelpMatch): Promise<Feedback[]> {
  const { id } = signedIn(ctx);
  const all = (await batched(ctx, allFeedback, match.id)) ?? [];
  const fromHelper = all.filter((feedback) => feedback.author.id === match.helper.id).length;
  const bothSpoke = fromHelper > 0 && all.length > fromHelper;
  return all.filter((feedback) => feedback.author.id === id || (bothSpoke && !feedback.forStaff && !feedback.hiddenAt));
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

/** Offers and invitations to answer, and threads with something new. */
export async function countWaiting(ctx: RequestContext): Promise<number> {
  if (ctx.actor.kind === 'visitor') return 0;
  const { id } = ctx.actor;
  const toAnswer = await ctx.em.count(HelpMatch, {
    state: 'PROPOSED',
    request: { state: 'OPEN' },
    $or: [
      { proposedBy: 'HELPER', request: { $or: [{ requester: id }, { askedBy: id }] } },
      { proposedBy: 'REQUESTER', helper: id },
    ],
  });
  return toAnswer + (await unreadThreads(ctx));
}

/** What the policies look at. */
export const subject = (match: HelpMatch, request: HelpRequest) => ({
  helper: match.helper,
  askerIds: askersOf(request),
  proposedBy: match.proposedBy,
  state: match.state,
});

/** Tells who made the first step: the helper that the offer is taken or not, the asking side that the invited comes or cannot. */
const tellProposer = (ctx: RequestContext, answer: 'YES' | 'NO', match: HelpMatch, request: HelpRequest) =>
  match.proposedBy === 'HELPER'
    ? tellHelper(ctx, answer === 'YES' ? 'HELP_ACCEPTED' : 'HELP_DECLINED', match, request)
    : tellAskers(ctx, answer === 'YES' ? 'HELP_AGREED' : 'HELP_UNABLE', match, request);

/** Tells those without an answer when the last place is taken; they wait on, should it be free again. */
async function tellWaiting(ctx: RequestContext, request: HelpRequest): Promise<void> {
  if (request.placesLeft > 0) return;
  const waiting = (await matchesOf(ctx, request.id)).filter((match) => match.state === 'PROPOSED');
  for (const match of waiting) await tellHelper(ctx, 'HELP_PLACES_TAKEN', match, request);
}

async function change(
  ctx: RequestContext,
  matchId: string,
  act: (match: HelpMatch, request: HelpRequest, now: Date) => void | Promise<void>,
): Promise<HelpMatch> {
  const seen = await getMatch(ctx, matchId);
  const request = await lockRequest(ctx, seen.request.id);
  const match = (await matchesOf(ctx, request.id)).find((candidate) => candidate.id === matchId) ?? seen;
  await assertStillActs(ctx, request);
  await act(match, request, ctx.clock.now());
  await ctx.em.flush();
  await tellHelpChanged(ctx, request.id);
  return match;
}

async function allFeedback(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, Feedback[]>> {
  const feedback = await ctx.em.find(Feedback, { match: { $in: [...matchIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(feedback, (one) => one.match.id);
}
