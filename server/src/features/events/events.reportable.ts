import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable } from '../../platform/reportable.ts';
import { staffOf } from '../organisations/index.ts';
import { EventDate } from './event-date.entity.ts';
import { getDate, tellDateChanged } from './event.service.ts';
import { lockSeats, settleSeats } from './registrations/seating.ts';

/** An event, named by one of its dates, for those who may see it. Its words are the organisation's. */
export const eventReportable: Reportable = {
  kind: 'EVENT',
  async find(ctx, id) {
    const event = (await getDate(ctx, id)).event.$;
    const ownerId = event.createdBy?.id ?? (await staffOf(ctx, event.organisation.id))[0];
    return ownerId ? { ownerId, excerpt: `${event.title}\n${event.description}`, path: `/events/${id}` } : null;
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  async restore(ctx, id) {
    await setHidden(ctx, id, null);
    await offerFreed(ctx, id);
  },
};

/** While it was hidden nobody who waits was offered a place. */
async function offerFreed(ctx: RequestContext, dateId: string): Promise<void> {
  const date = await ctx.em.findOne(EventDate, dateId);
  const dates = date ? await ctx.em.find(EventDate, { event: date.event.id, endsAt: { $gt: ctx.clock.now() } }) : [];
  for (const id of new Set(dates.flatMap(({ seats }) => (seats ? [seats.id] : [])).toSorted()))
    await settleSeats(ctx, await lockSeats(ctx, id));
}

async function setHidden(ctx: RequestContext, dateId: string, hiddenAt: Date | null): Promise<void> {
  const date = await ctx.em.findOne(EventDate, dateId, { populate: ['event'] });
  if (!date) return;
  date.event.$.hiddenAt = hiddenAt;
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
}
