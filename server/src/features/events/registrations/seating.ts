import { LockMode } from '@mikro-orm/core';
import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { EventDate, EventSeats } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { forgetUnconfirmed } from './guests.ts';
import { closeSlotsOf } from './needed-slots.ts';
import { Registration } from './registration.entity.ts';
import { tellOffered } from './registration-notices.ts';

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
  for (const registration of expired) {
    leaveSeats(seats, registration);
    registration.end('EXPIRED', now);
    forgetUnconfirmed(ctx, registration);
  }
  await ctx.em.flush();
  for (const registration of expired) await closeSlotsOf(ctx, registration);
}

async function offerToWaiting(ctx: SeatingContext, seats: EventSeats): Promise<void> {
  if (seats.waiting === 0 || !seats.hasRoomFor(1)) return;
  const next = await nextDate(ctx, seats);
  if (!next) return;
  const { date, event } = next;
  const waiting = await ctx.em.find(
    Registration,
    { seats: seats.id, state: 'WAITING' },
    {
      orderBy: event.waitingOrder === 'LOTTERY' ? { lot: 'asc', id: 'asc' } : { id: 'asc' },
      limit: 500,
      refresh: true,
    },
  );
  const asked = ctx.clock.now().getTime() + event.offerMinutes * 60_000;
  const until = new Date(Math.min(asked, date.startsAt.getTime()));
  for (const registration of waiting) {
    if (!seats.hasRoomFor(registration.people)) continue;
    seats.take(registration.people);
    seats.waiting -= 1;
    registration.offer(until);
    await tellOffered(ctx, registration, date, event, until);
    if (!seats.hasRoomFor(1)) return;
  }
}

/** The next date with these places for which somebody can still come; null when all is over or called off. */
async function nextDate(ctx: SeatingContext, seats: EventSeats): Promise<{ date: EventDate; event: Event } | null> {
  const date = await ctx.em.findOne(
    EventDate,
    { seats: seats.id, cancelledAt: null, startsAt: { $gt: ctx.clock.now() }, event: { state: 'PUBLISHED' } },
    { orderBy: { startsAt: 'asc' }, populate: ['event'] },
  );
  return date ? { date, event: date.event.$ } : null;
}
