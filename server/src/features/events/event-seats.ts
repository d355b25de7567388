import { LockMode, ref } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Event } from './event.entity.ts';
import { EventDate, EventSeats } from './event-date.entity.ts';
import { makeSeats } from './event-dates.ts';
import type { registrationOf } from './event-input.reading.ts';
import type { ChangeScope } from './events.words.ts';

/**
 * Other settings of registration: other places for the dates that come. PLACES_BELOW_TAKEN where more people are there
 * already; REGISTRATION_BEGUN where people have registered and the way to register would change; SEATS_OF_SERIES where these are some of
 * the dates that share their places.
 */
export async function changeSeats(
  ctx: RequestContext,
  event: Event,
  dates: readonly EventDate[],
  settings: ReturnType<typeof registrationOf>,
  scope: ChangeScope,
): Promise<void> {
  const otherWay = settings.registration !== event.registration;
  const ids = [...new Set(dates.flatMap(({ seats }) => (seats ? [seats.id] : [])))];
  const seats = await ctx.em.find(
    EventSeats,
    { id: { $in: ids } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
  );
  const otherPlaces = scope !== 'ALL' && seats.some(({ places }) => places !== settings.places);
  if ((otherWay || otherPlaces) && (await areShared(ctx, ids, dates)))
    throw new AppError('SEATS_OF_SERIES', {}, otherWay ? 'registration.mode' : 'registration.places');
  if (otherWay && (await isRegistered(ctx, ids))) throw new AppError('REGISTRATION_BEGUN', {}, 'registration.mode');
  Object.assign(event, settings);
  if (otherWay) {
    const shared = event.registration === 'SERIES' ? makeSeats(ctx, event) : null;
    for (const date of dates) {
      const own = event.registration === 'DATE' ? makeSeats(ctx, event) : shared;
      date.seats = own ? ref(own) : null;
    }
    await ctx.em.flush();
    for (const old of seats) ctx.em.remove(old);
    return;
  }
  for (const one of seats) {
    if (isToCome(ctx, dates, one)) one.change(settings.places);
  }
}

/** Whether dates besides these have the same places. */
async function areShared(
  ctx: RequestContext,
  seatsIds: readonly string[],
  dates: readonly EventDate[],
): Promise<boolean> {
  const others = { seats: { $in: [...seatsIds] }, id: { $nin: dates.map(({ id }) => id) } };
  return (await ctx.em.count(EventDate, others)) > 0;
}

/** Unconfirmed guests count too: what they confirm must still be there. */
async function isRegistered(ctx: RequestContext, seatsIds: readonly string[]): Promise<boolean> {
  const rows = await ctx.em.execute<unknown[]>(
    `select 1 from registration where seats_id = any(string_to_array(?, ',')::uuid[]) limit 1`,
    [seatsIds.join(',')],
  );
  return rows.length > 0;
}

const isToCome = (ctx: RequestContext, dates: readonly EventDate[], { id }: EventSeats): boolean =>
  dates.some((date) => date.seats?.id === id && date.endsAt > ctx.clock.now());
