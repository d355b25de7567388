import { LockMode } from '@mikro-orm/core';
import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { EventSeats } from '../event-date.entity.ts';
import { forgetUnconfirmed } from './guests.ts';
import { closeSlotsOf, openSlotsFor } from './needed-slots.ts';
import { datesBySeats, datesFrom, nextOf } from './registration-dates.ts';
import { Registration } from './registration.entity.ts';
import { tellOffered, tellPlaceGone } from './registration-notices.ts';

/** What seating needs; a request or a job. */
export type SeatingContext = Pick<RequestContext, 'em' | 'clock' | 'config' | 'live'>;

/** Reads places anew and holds them until the transaction ends: whoever wants some waits for the turn. */
export async function lockSeats(ctx: SeatingContext, id: string): Promise<EventSeats> {
  const seats = await ctx.em.findOne(EventSeats, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!seats) throw notFound();
  return seats;
}

/**
 * Brings places up to date: what was kept too long is free again, and free places are kept for those who wait. Call it on
 * locked places, before and after a change. Who waits is asked in order (first come, or by lot); a family that does not fit
 * keeps its turn, and the next one that fits is asked, so that no seat stays empty.
 */
export async function settleSeats(ctx: SeatingContext, seats: EventSeats): Promise<void> {
  await endWhatExpired(ctx, seats);
  await offerToWaiting(ctx, seats);
  await ctx.em.flush();
}

/** Places where there are enough, else a turn on the waiting list; the seats are locked and settled. */
export function takeSeats(seats: EventSeats, people: number): 'CONFIRMED' | 'WAITING' {
  if (seats.hasRoomFor(people)) {
    seats.take(people);
    return 'CONFIRMED';
  }
  seats.waiting += 1;
  return 'WAITING';
}

/** Takes a registration off its places, or off the list. */
export function leaveSeats(seats: EventSeats, registration: Registration): void {
  if (registration.hasSeats) seats.free(registration.people);
  else if (registration.state === 'WAITING') seats.waiting -= 1;
}

async function endWhatExpired(ctx: SeatingContext, seats: EventSeats): Promise<void> {
  const now = ctx.clock.now();
  const expired = await ctx.em.find(
    Registration,
    { seats: seats.id, state: { $in: ['UNCONFIRMED', 'OFFERED'] }, heldUntil: { $lte: now } },
    { refresh: true },
  );
  const gone = expired.filter(({ state }) => state === 'OFFERED');
  for (const registration of expired) {
    leaveSeats(seats, registration);
    registration.end('EXPIRED', now);
    forgetUnconfirmed(ctx, registration);
  }
  await ctx.em.flush();
  for (const registration of expired) await closeSlotsOf(ctx, registration);
  if (gone.length === 0) return;
  const dates = (await datesBySeats(ctx, [seats.id])).get(seats.id) ?? [];
  for (const registration of gone) {
    const about = nextOf(datesFrom(registration, dates), now, 'startsAt');
    if (about) await tellPlaceGone(ctx, registration, about);
  }
}

async function offerToWaiting(ctx: SeatingContext, seats: EventSeats): Promise<void> {
  if (seats.waiting === 0 || !seats.hasRoomFor(1)) return;
  const dates = (await datesBySeats(ctx, [seats.id])).get(seats.id) ?? [];
  const now = ctx.clock.now();
  const next = nextOf(dates, now, 'startsAt');
  if (!next) return;
  const { waitingOrder, offerMinutes } = next.event;
  const waiting = await ctx.em.find(
    Registration,
    { seats: seats.id, state: 'WAITING' },
    {
      orderBy: waitingOrder === 'LOTTERY' ? { lot: 'asc', id: 'asc' } : { id: 'asc' },
      limit: 500,
      refresh: true,
    },
  );
  const asked = now.getTime() + offerMinutes * 60_000;
  for (const registration of waiting) {
    const about = nextOf(datesFrom(registration, dates), now, 'startsAt');
    if (!about || !seats.hasRoomFor(registration.people)) continue;
    const until = new Date(Math.min(asked, about.date.startsAt.getTime()));
    seats.take(registration.people);
    seats.waiting -= 1;
    registration.offer(until);
    await ctx.em.flush();
    await openSlotsFor(ctx, registration);
    await tellOffered(ctx, registration, about, until);
    if (!seats.hasRoomFor(1)) return;
  }
}
