import type { Loaded } from '@mikro-orm/core';
import { hasRoleIn, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { watch } from '../../platform/graphql/watch.ts';
import { EventDate } from './event-date.entity.ts';
import type { EventFilter } from './event.input.ts';
import { subjectOf } from './event.reading.ts';
import { eventPolicy, isPublic } from './events.policy.ts';
import type { EventZoneType } from './event.type.ts';
import { countByZone, type DateRow, findDates } from './listed-dates.query.ts';

/** Public dates: the next first, or what is over, the latest first. */
export async function listDates(
  ctx: RequestContext,
  filter: EventFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<DateRow> & { filter: EventFilter | null }> {
  authorize(ctx, eventPolicy.list);
  const asked = page(first, after);
  return { ...connection(await findDates(ctx, filter, asked), asked), filter };
}

/** How many dates of the list each zone has. */
export async function listZones(ctx: RequestContext, filter: EventFilter | null): Promise<EventZoneType[]> {
  authorize(ctx, eventPolicy.list);
  return (await countByZone(ctx, filter)).map(({ zoneId, count }) => ({ zone: { id: zoneId }, count }));
}

/** One date with its event: anybody's once it is published, before that for those who prepare it. */
export async function getDate(ctx: RequestContext, id: string): Promise<Loaded<EventDate, 'event'>> {
  const date = await ctx.em.findOne(EventDate, id, { populate: ['event'] });
  if (!date) throw notFound();
  const event = date.event.$;
  if (!isMember(ctx.actor) && !isPublic(event)) throw notFound();
  authorize(ctx, eventPolicy.see, await subjectOf(ctx, event));
  return date;
}

/** Whether the reader may see some event of the series, for what belongs to all of it. */
export async function mayReadSeries(ctx: RequestContext, seriesId: string): Promise<boolean> {
  const dates = await ctx.em.find(EventDate, { event: { seriesId } }, { limit: 1, orderBy: { startsAt: 'desc' } });
  return dates[0] ? getDate(ctx, dates[0].id).then(Boolean, isRefusal) : false;
}

/** Dates of all events of the organisations one works for, drafts with them: what comes next first. */
export async function listMyDates(
  ctx: RequestContext,
  past: boolean,
  first: number,
  after: string | null,
): Promise<Connection<EventDate>> {
  authorize(ctx, eventPolicy.listMine);
  const asked = page(first, after);
  const organisations = organisationsToOrganiseFor(ctx);
  const last = asked.afterId ? await ctx.em.findOne(EventDate, asked.afterId) : null;
  const now = ctx.clock.now();
  const where = {
    event: {
      $or: [
        { organisation: { $in: organisations } },
        { coOrganisers: { $some: { organisation: { $in: organisations }, state: 'ACCEPTED' } } },
      ],
    },
    endsAt: past ? { $lte: now } : { $gt: now },
  };
  const beyond = past ? '$lt' : '$gt';
  const rows = await ctx.em.find(
    EventDate,
    last
      ? {
          $and: [
            where,
            {
              $or: [{ startsAt: { [beyond]: last.startsAt } }, { startsAt: last.startsAt, id: { [beyond]: last.id } }],
            },
          ],
        }
      : where,
    {
      populate: ['event', 'seats'],
      orderBy: past ? { startsAt: 'desc', id: 'desc' } : { startsAt: 'asc', id: 'asc' },
      limit: asked.limit + 1,
    },
  );
  return connection(rows, asked);
}

/** Organisations for which the reader may organise, by id. */
export function organisationsToOrganiseFor({ actor }: RequestContext): string[] {
  if (!isMember(actor)) return [];
  return [...actor.organisations.keys()].filter((id) => hasRoleIn(actor, id, 'COORDINATOR', 'STAFF'));
}

/** A date at each change of it, of its event or of its places, for those who may see it. */
export async function watchDate(ctx: RequestContext, id: string): Promise<AsyncGenerator<EventDate, void>> {
  const payloads = ctx.live.subscribe(`event-date:${id}`, ctx.signal);
  await getDate(ctx, id);
  return watch(ctx, payloads, () => getDate(ctx, id));
}

/** Tells open pages that something about a date changed, when the transaction commits. */
export const tellDateChanged = (ctx: Pick<RequestContext, 'em' | 'live'>, dateId: string): Promise<void> =>
  ctx.live.publish(ctx.em, `event-date:${dateId}`, dateId);

/** For those who ask only whether: a refusal is a no, anything else stays a failure. */
export function isRefusal(error: unknown): false {
  if (error instanceof AppError) return false;
  throw error;
}
