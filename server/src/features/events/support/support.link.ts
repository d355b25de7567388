import { isMember } from '../../../platform/authorization/rule.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { LinkAction } from '../../../platform/link-action.ts';
import { EventDate } from '../event-date.entity.ts';
import { SupportClaim } from './support-slot.entity.ts';
import { leaveSupport } from './support.service.ts';

/** "I can't come", in every message to somebody who helps at a date: gives back all they took on there; nothing once it has begun. */
export const supportCannotCome: LinkAction = {
  kind: 'SUPPORT_CANNOT_COME',
  async describe(ctx, dateId) {
    const date = await ctx.em.findOne(EventDate, dateId, { populate: ['event'] });
    if (!date || date.cancelledAt || date.startsAt <= ctx.clock.now()) return null;
    if ((await ownClaims(ctx, dateId)).length === 0) return null;
    return { title: date.event.$.title, at: date.startsAt.toISOString() };
  },
  async perform(ctx, _memberId, dateId) {
    for (const { slot } of await ownClaims(ctx, dateId)) await leaveSupport(ctx, slot.id);
  },
};

const ownClaims = (ctx: RequestContext, dateId: string): Promise<SupportClaim[]> =>
  isMember(ctx.actor)
    ? ctx.em.find(SupportClaim, { slot: { date: dateId }, member: ctx.actor.id }, { orderBy: { slot: 'asc' } })
    : Promise.resolve([]);
