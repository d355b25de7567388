import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable } from '../../platform/reportable.ts';
import { staffOf } from '../organisations/index.ts';
import { Event } from './event.entity.ts';
import { EventDate } from './event-date.entity.ts';
import { getDate, tellDateChanged } from './event.service.ts';

/** An event, named by one of its dates, for those who may see it. Its words are the organisation's. */
export const eventReportable: Reportable = {
  kind: 'EVENT',
  async find(ctx, id) {
    const event = (await getDate(ctx, id)).event.$;
    const ownerId = event.createdBy?.id ?? (await staffOf(ctx, event.organisation.id))[0];
    return ownerId ? { ownerId, excerpt: `${event.title}\n${event.description}`, path: `/events/${id}` } : null;
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

async function setHidden(ctx: RequestContext, dateId: string, hiddenAt: Date | null): Promise<void> {
  const date = await ctx.em.findOne(EventDate, dateId);
  if (!date) return;
  await ctx.em.nativeUpdate(Event, { id: date.event.id }, { hiddenAt });
  await tellDateChanged(ctx, dateId);
}
