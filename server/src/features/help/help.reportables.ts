import { isMember } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable } from '../../platform/reportable.ts';
import { Feedback, type HelpMatch } from './help-match.entity.ts';
import { feedbackFor, getMatch } from './help-match.service.ts';
import { tellHelpChanged } from './help-locks.ts';
import { HelpOffer } from './help-offer.entity.ts';
import { getOffer } from './help-offer.service.ts';
import { HelpRequest } from './help-request.entity.ts';
import { getRequest } from './help.service.ts';

/** A request, for those who may see it. */
export const helpRequestReportable: Reportable = {
  kind: 'HELP_REQUEST',
  async find(ctx, id) {
    const request = await getRequest(ctx, id);
    return { ownerId: request.requester.id, excerpt: request.details ?? '', path: `/help/${id}` };
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

/** An offer, for those who may see it. */
export const helpOfferReportable: Reportable = {
  kind: 'HELP_OFFER',
  async find(ctx, id) {
    const offer = await getOffer(ctx, id);
    return { ownerId: offer.member.id, excerpt: offer.details ?? '', path: `/help/offers/${id}` };
  },
  async hide(ctx, id) {
    await ctx.em.nativeUpdate(HelpOffer, { id }, { hiddenAt: ctx.clock.now() });
  },
  async restore(ctx, id) {
    await ctx.em.nativeUpdate(HelpOffer, { id }, { hiddenAt: null });
  },
};

/** What somebody said of a match, for the other side once it is shown. */
export const feedbackReportable: Reportable = {
  kind: 'FEEDBACK',
  async find(ctx, id) {
    const feedback = await ctx.em.findOne(Feedback, id);
    if (!feedback) return null;
    const match = await getMatch(ctx, feedback.match.id);
    const shown = (await feedbackFor(ctx, match)).some((one) => one.id === id);
    const path = `/help/${match.request.id}`;
    return shown ? { ownerId: feedback.author.id, excerpt: feedback.words ?? '', path } : null;
  },
  async hide(ctx, id) {
    await ctx.em.nativeUpdate(Feedback, { id }, { hiddenAt: ctx.clock.now() });
  },
  async restore(ctx, id) {
    await ctx.em.nativeUpdate(Feedback, { id }, { hiddenAt: null });
  },
};

/** Whether moderators hid what the requester wrote and showed from this reader. */
export function isHiddenFrom(
  ctx: RequestContext,
  request: { hiddenAt?: Date | null; requester: { id: string } },
): boolean {
  const isRequester = isMember(ctx.actor) && ctx.actor.id === request.requester.id;
  return Boolean(request.hiddenAt) && !isRequester;
}

/**
 * The request of a match: without its words where moderators hid it, and without who asks either for a helper who sees it
 * no more, as nothing came of the match or the two parted.
 */
export async function requestOf(
  ctx: RequestContext,
  match: HelpMatch,
  request: HelpRequest,
): Promise<HelpRequest & { withheld?: boolean }> {
  const isHelper = isMember(ctx.actor) && ctx.actor.id === match.helper.id;
  const lost = request.state !== 'OPEN' && !match.keepsSight;
  const withheld = isHelper && (lost || (await ctx.blockedWith()).has(request.requester.id));
  if (!withheld && !isHiddenFrom(ctx, request)) return request;
  return Object.create(request, { details: { value: null }, withheld: { value: withheld } }) as HelpRequest;
}

async function setHidden(ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> {
  await ctx.em.nativeUpdate(HelpRequest, { id }, { hiddenAt });
  await tellHelpChanged(ctx, id);
}
