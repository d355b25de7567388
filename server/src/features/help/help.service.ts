import { audit } from '../../platform/audit.ts';
import { isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { watch } from '../../platform/graphql/watch.ts';
import { attach, type AttachmentSubject } from '../attachments/index.ts';
import { viewerMissing } from '../checks/index.ts';
import { assertActsFor } from '../consents/index.ts';
import { closeThreads } from '../messages/index.ts';
import { assertNotBlocked } from '../moderation/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { forgetContacts } from './contact-forgetting.ts';
import { HelpMatch } from './help-match.entity.ts';
import { languagesOf } from './help-offer.service.ts';
import { HelpRequest } from './help-request.entity.ts';
import { type AskForHelpInput, type HelpRequestFilter, maxPhotos } from './help.input.ts';
import { dayHasCome, helpTime } from './help-time.ts';
import { askersOf, tellAskedOnBehalf, tellAskers, tellHelper } from './help.notices.ts';
import { helpPolicy } from './help.policy.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';
import { assertStillActs, isAsking } from './on-behalf.ts';
import { isAlwaysWithChildren, usualSetting } from './help.words.ts';
import { findOpenRequests, type RequestRow } from './open-requests.query.ts';

/** Open requests, newest first. */
export async function listOpenRequests(
  ctx: RequestContext,
  filter: HelpRequestFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<RequestRow> & { filter: HelpRequestFilter | null }> {
  authorize(ctx, helpPolicy.list);
  const asked = page(first, after);
  return { ...connection(await findOpenRequests(ctx, filter, asked), asked), filter };
}

/** One request: anybody's if open, one's own or one that one helps with otherwise; a block ends that. */
export async function getRequest(ctx: RequestContext, id: string): Promise<HelpRequest> {
  const request = await ctx.em.findOne(HelpRequest, id);
  if (!request) throw notFound();
  if (!isMember(ctx.actor) && request.state !== 'OPEN') throw notFound();
  if (request.hiddenAt && !(isMember(ctx.actor) && ctx.actor.id === request.requester.id)) throw notFound();
  await assertNotBlocked(ctx, request.requester.id);
  authorize(ctx, helpPolicy.see, { ...settled(request), viewerHelps: await viewerHelps(ctx, id) });
  return request;
}

/** Photos and voice notes of a request are for those who may see it. */
export const requestSubject: AttachmentSubject = {
  kind: 'HELP_REQUEST',
  mayRead: (ctx, id) => getRequest(ctx, id).then(Boolean, isRefusal),
};

/** What the reader asked for, also in somebody's place, newest first. */
export async function listMyRequests(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<HelpRequest>> {
  authorize(ctx, helpPolicy.listMine);
  const asked = page(first, after);
  const { id } = signedIn(ctx);
  const own = { $or: [{ requester: id }, { askedBy: id }] };
  const where = { ...own, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(await ctx.em.find(HelpRequest, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}

/**
 * Asks for help; the words are in the language the person has the interface in. Staff ask in the place of somebody who
 * agreed to it: CONSENT_REQUIRED otherwise.
 */
export async function askForHelp(ctx: RequestContext, input: AskForHelpInput): Promise<HelpRequest> {
  authorize(ctx, helpPolicy.ask);
  const { id: askerId } = signedIn(ctx);
  const onBehalf = input.onBehalfOf && input.onBehalfOf !== askerId ? input.onBehalfOf : null;
  if (onBehalf) await assertActsFor(ctx, onBehalf);
  const requesterId = onBehalf ?? askerId;
  const now = ctx.clock.now();
  const time = helpTime(input.when, input.date ?? null, input.partOfDay, now);
  const setting = input.setting ?? usualSetting[input.category];
  if (isAlwaysWithChildren(input.category) && setting !== 'WITH_CHILDREN')
    throw new AppError('INVALID_INPUT', {}, 'input.setting');
  const zone = await ctx.em.findOne(Zone, input.zoneId);
  if (!zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  const request = ctx.em.create(HelpRequest, {
    requester: requesterId,
    askedBy: onBehalf ? askerId : null,
    category: input.category,
    state: 'OPEN',
    when: input.when,
    partOfDay: input.when === 'THIS_WEEK' ? 'ANY' : input.partOfDay,
    ...time,
    zone,
    details: input.details?.trim() || null,
    language: ctx.locale,
    speaks: input.speaks?.length ? [...new Set(input.speaks)] : await languagesOf(ctx, requesterId),
    needs: [...new Set(input.needs)],
    setting,
    places: input.places,
    placesTaken: 0,
    createdAt: now,
  });
  if (onBehalf) audit(ctx, 'help.askOnBehalf', onBehalf);
  await ctx.em.flush();
  if (onBehalf) await tellAskedOnBehalf(ctx, request);
  const { photoIds, voiceId } = input;
  const to = { subjectKind: requestSubject.kind, subjectId: request.id, owner: requesterId };
  await attach(ctx, { ...to, ids: photoIds ?? [], max: maxPhotos, kind: 'PHOTO', field: 'input.photoIds' });
  await attach(ctx, { ...to, ids: voiceId ? [voiceId] : [], max: 1, kind: 'VOICE', field: 'input.voiceId' });
  return request;
}

/** Takes a request back; everybody who offered is free again. */
export async function withdrawRequest(ctx: RequestContext, id: string): Promise<HelpRequest> {
  await getRequest(ctx, id);
  const request = await lockRequest(ctx, id);
  authorize(ctx, helpPolicy.withdraw, request);
  await assertStillActs(ctx, request);
  const now = ctx.clock.now();
  request.withdraw(now);
  const live = (await matchesOf(ctx, id)).filter((match) => match.state === 'PROPOSED' || match.state === 'ACCEPTED');
  const agreed = live.filter((match) => match.state === 'ACCEPTED');
  for (const match of live) match.cancel(now);
  const called = live.map((match) => match.id);
  await ctx.em.flush();
  for (const match of agreed) await tellHelper(ctx, 'HELP_CANCELLED', match, request);
  await forgetContacts(ctx, called);
  await closeThreads(ctx, called);
  await tellHelpChanged(ctx, id);
  return request;
}

/**
 * Says that the help was given. The requester ends the whole request; a helper ends the own part, and the request with
 * it when nobody else is still helping: WRONG_STATE before the day has come. The other side is told.
 */
export async function completeRequest(ctx: RequestContext, id: string): Promise<HelpRequest> {
  await getRequest(ctx, id);
  const request = await lockRequest(ctx, id);
  const matches = await matchesOf(ctx, id);
  const { id: viewerId } = signedIn(ctx);
  const accepted = matches.filter((match) => match.state === 'ACCEPTED');
  authorize(ctx, helpPolicy.complete, {
    ...settled(request),
    viewerHelps: accepted.some((match) => match.helper.id === viewerId),
  });
  await assertStillActs(ctx, request);
  const now = ctx.clock.now();
  const isAsker = askersOf(request).includes(viewerId);
  if (!isAsker && !dayHasCome(request, now)) throw new AppError('WRONG_STATE', { state: 'NOT_BEGUN' });
  const finishing = isAsker ? accepted : accepted.filter((match) => match.helper.id === viewerId);
  if (finishing.length === 0) throw new AppError('WRONG_STATE', { state: request.state });
  for (const match of finishing) match.complete(now);
  if (finishing.length === accepted.length) {
    request.complete(now);
    const unanswered = matches.filter((match) => match.state === 'PROPOSED');
    for (const match of unanswered) match.expire(now);
    await closeThreads(
      ctx,
      unanswered.map((match) => match.id),
    );
  }
  await ctx.em.flush();
  for (const match of finishing) await (isAsker ? tellHelper : tellAskers)(ctx, 'HELP_DONE', match, request);
  await tellHelpChanged(ctx, id);
  return request;
}

/** The matches of a request that the reader may see: all for the requester, the own one for a helper. */
export async function matchesFor(
  ctx: RequestContext,
  request: { id: string; requester: { id: string }; askedBy?: { id: string } | null | undefined },
): Promise<HelpMatch[]> {
  if (!isMember(ctx.actor)) return [];
  if (await isAsking(ctx, request)) return (await batched(ctx, allMatches, request.id)) ?? [];
  const own = await viewerMatch(ctx, request.id);
  return own ? [own] : [];
}

/** The reader's own latest match with a request; for whole lists in one statement. */
export async function viewerMatch(ctx: RequestContext, requestId: string): Promise<HelpMatch | null> {
  if (!isMember(ctx.actor)) return null;
  return (await batched(ctx, ownMatches, requestId)) ?? null;
}

type Offerable = Pick<HelpRequest, 'id' | 'state' | 'setting'> & {
  endsAt: Date | string;
  requester: { id: string };
  askedBy?: { id: string } | null | undefined;
};

/** Whether the reader could offer help: signed in, not asking, not offering already, in time, with the checks it needs. */
export async function viewerCanOffer(ctx: RequestContext, request: Offerable): Promise<boolean> {
  if (
    !isMember(ctx.actor) ||
    request.state !== 'OPEN' ||
    request.requester.id === ctx.actor.id ||
    request.askedBy?.id === ctx.actor.id ||
    new Date(request.endsAt) <= ctx.clock.now()
  ) {
    return false;
  }
  const own = await viewerMatch(ctx, request.id);
  if (own && ['PROPOSED', 'ACCEPTED', 'DONE'].includes(own.state)) return false;
  return (await viewerMissing(ctx, request.setting)).length === 0;
}

/** A request at each change, for those who may see it, as long as they may. */
export async function watchRequest(ctx: RequestContext, id: string): Promise<AsyncGenerator<HelpRequest, void>> {
  const payloads = ctx.live.subscribe(`help:${id}`, ctx.signal);
  await getRequest(ctx, id);
  return watch(ctx, payloads, () => getRequest(ctx, id));
}

async function viewerHelps(ctx: RequestContext, requestId: string): Promise<boolean> {
  const own = await viewerMatch(ctx, requestId);
  return own?.keepsSight ?? false;
}

const settled = ({ requester, askedBy, state }: HelpRequest) => ({ requester, askedBy, state });
function isRefusal(error: unknown): false {
  if (error instanceof AppError) return false;
  throw error;
}

async function allMatches(ctx: RequestContext, requestIds: readonly string[]): Promise<Map<string, HelpMatch[]>> {
  const matches = await ctx.em.find(HelpMatch, { request: { $in: [...requestIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(matches, (match) => match.request.id);
}

async function ownMatches(ctx: RequestContext, requestIds: readonly string[]): Promise<Map<string, HelpMatch>> {
  const where = { request: { $in: [...requestIds] }, helper: signedIn(ctx).id };
  const matches = await ctx.em.find(HelpMatch, where, { orderBy: { id: 'asc' } });
  return new Map(matches.map((match) => [match.request.id, match]));
}
