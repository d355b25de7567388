import type { RequestContext } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Event } from './event.entity.ts';
import { EventDate, EventSeats } from './event-date.entity.ts';
import type { Span } from './event-times.ts';

/**
 * Makes dates of an event, with places of their own, or with the places that the whole series shares. `shared`: those of
 * its other dates.
 */
export function makeDates(
  ctx: Pick<RequestContext, 'em'>,
  event: Event,
  spans: readonly Span[],
  shared: EventSeats | null = null,
): EventDate[] {
  const ofSeries = event.registration === 'SERIES' ? (shared ?? makeSeats(ctx, event)) : null;
  return spans.map(({ startsAt, endsAt }) =>
    ctx.em.create(EventDate, {
      id: newId(),
      event,
      seats: event.registration === 'DATE' ? makeSeats(ctx, event) : ofSeries,
      startsAt,
      endsAt,
      plannedAt: startsAt,
    }),
  );
}

/** The places that these dates of a series share; null where each has its own, or none. */
export async function sharedSeats(event: Event, dates: readonly EventDate[]): Promise<EventSeats | null> {
  if (event.registration !== 'SERIES') return null;
  return (await dates.find(({ seats }) => seats)?.seats?.load()) ?? null;
}

/** Places that nobody has taken yet, as many as the event has. */
export const makeSeats = (ctx: Pick<RequestContext, 'em'>, { places }: Event): EventSeats =>
  ctx.em.create(EventSeats, { id: newId(), places: places ?? null, taken: 0, waiting: 0 });
