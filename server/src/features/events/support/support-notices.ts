import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { NoticeParams } from '../../../platform/link-action.ts';
import { notify } from '../../notifications/index.ts';
import { staffOf } from '../../organisations/index.ts';
import { dateInNotice } from '../date-in-notice.ts';
import type { ChangeDetails } from '../registrations/registration-notices.ts';
import type { EventDate } from '../event-date.entity.ts';
import { Event } from '../event.entity.ts';
import { SupportClaim, type SupportSlot } from './support-slot.entity.ts';

/** Somebody took a slot on: the organisers hear it. */
export async function tellSupportClaimed(ctx: RequestContext, date: EventDate, claim: SupportClaim): Promise<void> {
  const event = await ctx.em.findOneOrFail(Event, date.event.id);
  for (const memberId of await staffOf(ctx, event.organisation.id)) {
    if (memberId === claim.member.id) continue;
    await notify(ctx, {
      memberId,
      kind: 'EVENT_SUPPORT_CLAIMED',
      params: { ...dateInNotice(date, event) },
      path: `/events/${date.id}/people`,
      onceKey: `support-claimed:${claim.id}`,
    });
  }
}

/** Whom the organisers took off a slot hears it. */
export async function tellSupportReleased(ctx: RequestContext, date: EventDate, memberId: string): Promise<void> {
  const event = await ctx.em.findOneOrFail(Event, date.event.id);
  await notify(ctx, {
    memberId,
    kind: 'EVENT_SUPPORT_RELEASED',
    params: { ...dateInNotice(date, event) },
    path: `/events/${date.id}`,
  });
}

/** Somebody who was to help cannot: the organisers hear it, of one person and slot at most once an hour. */
export async function tellSupportLeft(
  ctx: RequestContext,
  slot: SupportSlot,
  date: EventDate,
  leftBy: string,
): Promise<void> {
  const event = await ctx.em.findOneOrFail(Event, date.event.id);
  const hour = Math.floor(ctx.clock.now().getTime() / 3_600_000);
  for (const memberId of await staffOf(ctx, event.organisation.id))
    await notify(ctx, {
      memberId,
      kind: 'EVENT_SUPPORT_LEFT',
      params: { ...dateInNotice(date, event), reason: `SUPPORT_${slot.kind}` },
      path: `/events/${date.id}/people`,
      onceKey: `support-left:${slot.id}:${leftBy}:${hour}`,
    });
}

/** Who took a slot on hears that nobody needs it any more; `except` is who caused that, and knows. */
export async function tellNotNeeded(
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  slotId: string,
  except: string | null,
): Promise<void> {
  const claims = await ctx.em.find(SupportClaim, { slot: slotId }, { populate: ['slot.date.event'] });
  for (const { member, slot } of claims) {
    if (member.id === except) continue;
    const date = slot.$.date.$;
    await notify(ctx, {
      memberId: member.id,
      kind: 'EVENT_SUPPORT_NOT_NEEDED',
      params: { ...dateInNotice(date, date.event.$) },
      path: `/events/${date.id}`,
    });
  }
}

/** Who took a slot on reads that it is theirs, and how to give it back without signing in. */
export async function tellYouHelp(ctx: RequestContext, date: EventDate, claim: SupportClaim): Promise<void> {
  const event = await ctx.em.findOneOrFail(Event, date.event.id);
  await notify(ctx, {
    memberId: claim.member.id,
    kind: 'EVENT_SUPPORT_YOURS',
    params: { ...dateInNotice(date, event) },
    path: `/events/${date.id}`,
    linkAction: cannotHelp(date),
    onceKey: `support-yours:${claim.id}`,
  });
}

interface ToHelpers {
  params?: Pick<NoticeParams, 'reason'> & ChangeDetails;
  onceKey?: string;
  /** Who has been told the same as somebody who comes. */
  isTold?: (memberId: string, dateId: string) => boolean;
}

/** Everybody who took a slot of a date on hears that it changed, that it does not take place, or that it is tomorrow. */
export async function tellHelpers(
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  date: EventDate,
  event: Event,
  kind: 'EVENT_CHANGED' | 'EVENT_CANCELLED' | 'EVENT_SUPPORT_REMINDER',
  { params, onceKey, isTold }: ToHelpers = {},
): Promise<void> {
  const claims = await ctx.em.find(SupportClaim, { slot: { date: date.id } });
  for (const memberId of new Set(claims.map(({ member }) => member.id)))
    if (!isTold?.(memberId, date.id))
      await notify(ctx, {
        memberId,
        kind,
        params: { ...params, ...dateInNotice(date, event) },
        path: `/events/${date.id}`,
        ...(kind === 'EVENT_CANCELLED' ? {} : { linkAction: cannotHelp(date) }),
        ...(onceKey ? { onceKey } : {}),
      });
}

const cannotHelp = ({ id, startsAt }: EventDate) =>
  ({ kind: 'SUPPORT_CANNOT_COME', subjectId: id, expiresAt: startsAt }) as const;
