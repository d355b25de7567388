import type { Loaded } from '@mikro-orm/core';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { EventDate } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { isPublic } from '../events.policy.ts';
import type { Registration } from './registration.entity.ts';

export type DateAndEvent = Loaded<EventDate, 'event'>;

/** A date that people are told of. */
export interface About {
  date: EventDate;
  event: Event;
  /** How many dates it is about, this one the first. */
  dates?: number;
}

/** The public dates that a registration is for, the first one first: one, or with one registration for a series that one and those after it. */
export async function datesOf(ctx: RequestContext, registration: Registration): Promise<DateAndEvent[]> {
  const ofSeats = (await batched(ctx, datesBySeats, registration.seats.id)) ?? [];
  return datesFrom(registration, ofSeats).filter(({ event }) => isPublic(event.$));
}

/** Of the dates with the same places, those that a registration is for. */
export function datesFrom<One extends EventDate>({ date }: Registration, ofSeats: readonly One[]): One[] {
  const first = ofSeats.find(({ id }) => id === date.id);
  return first ? ofSeats.filter(({ plannedAt }) => plannedAt >= first.plannedAt) : [...ofSeats];
}

/** All dates with some places, the first one first. */
export async function datesBySeats(
  ctx: Pick<RequestContext, 'em'>,
  ids: readonly string[],
): Promise<Map<string, DateAndEvent[]>> {
  const dates = await ctx.em.find(
    EventDate,
    { seats: { $in: [...ids] } },
    { orderBy: { startsAt: 'asc', id: 'asc' }, populate: ['event'] },
  );
  return Map.groupBy(dates, ({ seats }) => seats?.id ?? '');
}

/** The next date that takes place and does not begin, or end, before now; null where there is none. */
export function nextOf(dates: readonly DateAndEvent[], now: Date, by: 'startsAt' | 'endsAt'): Required<About> | null {
  const coming = dates.filter((date) => date[by] > now && takesPlace(date));
  const [date] = coming;
  return date ? { date, event: date.event.$, dates: coming.length } : null;
}

const takesPlace = ({ cancelledAt, event }: DateAndEvent): boolean =>
  !cancelledAt && event.$.state === 'PUBLISHED' && !event.$.hiddenAt;
