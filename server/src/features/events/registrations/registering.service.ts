import { randomInt } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { tellDateChanged, getDate } from '../event.service.ts';
import type { EventDate, EventSeats } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { eventPolicy } from '../events.policy.ts';
import { answersOf } from './questions.service.ts';
import { type ContactGiven, contactOf, makeGuest, nameOf } from './guests.ts';
import { assertNeeds, keepNeeds, openSlotsFor } from './needs.service.ts';
import { Registration } from './registration.entity.ts';
import { tellRegistered, tellToConfirm } from './registration-notices.ts';
import { contactHash } from './registration-token.ts';
import type { GuestInput, RegistrationInput } from './registration.input.ts';
import { activeStates, limits } from './registrations.words.ts';
import { lockSeats, settleSeats } from './seating.ts';

/** Until when people may register for a date. */
export const closesAt = (date: { startsAt: Date | string }, { closesMinutes }: { closesMinutes: number }): Date =>
  new Date(new Date(date.startsAt).getTime() - closesMinutes * 60_000);

/**
 * Registers the reader for a date, or for the series: places where there are some, else on the waiting list.
 * REGISTRATION_CLOSED, ALREADY_REGISTERED.
 */
export async function register(ctx: RequestContext, dateId: string, input: RegistrationInput): Promise<Registration> {
  authorize(ctx, eventPolicy.register);
  const about = await open(ctx, dateId);
  const { id: memberId } = signedIn(ctx);
  const seats = await lockSeats(ctx, about.seatsId);
  await settleSeats(ctx, seats);
  const answers = await acceptable(ctx, about, seats, input);
  const mine = { seats: seats.id, member: memberId, state: { $in: [...activeStates] } };
  if (await ctx.em.findOne(Registration, mine)) throw new AppError('ALREADY_REGISTERED');
  const registration = await take(ctx, about, seats, input, answers, { memberId });
  await openSlotsFor(ctx, registration.id, dateId);
  await tellRegistered(ctx, registration, about);
  await tellDateChanged(ctx, dateId);
  return registration;
}

/**
 * Registers somebody without an account: the places are kept for half an hour, until the link or the code in the message is
 * used. Nobody learns here whether the contact was registered before: what was typed is looked at first, and whoever is
 * registered gets the message again.
 */
export async function registerGuest(
  ctx: RequestContext,
  dateId: string,
  guest: GuestInput,
  input: RegistrationInput,
): Promise<boolean> {
  authorize(ctx, eventPolicy.registerGuest);
  const about = await open(ctx, dateId);
  const contact = contactOf(guest);
  const name = nameOf(guest);
  const hash = contactHash(ctx.config.secret, contact.mail ?? contact.phone);
  if (!(await ctx.accounts.takeTurn({ name: 'event-guest', max: 6, seconds: 3600 }, hash)))
    throw new AppError('RATE_LIMITED', { seconds: 3600 });
  const seats = await lockSeats(ctx, about.seatsId);
  await settleSeats(ctx, seats);
  const answers = await acceptable(ctx, about, seats, input);
  await assertNotFlooded(ctx, seats);
  const known = await ctx.em.findOne(Registration, {
    seats: seats.id,
    contactHash: hash,
    state: { $in: [...activeStates] },
  });
  if (known) {
    if (known.confirmedAt) await tellRegistered(ctx, known, about);
    else await tellToConfirm(ctx, known, about);
    return true;
  }
  const registration = await take(ctx, about, seats, input, answers, { name, contact, hash });
  await tellToConfirm(ctx, registration, about);
  await tellDateChanged(ctx, dateId);
  return true;
}

interface About {
  date: EventDate;
  event: Event;
  seatsId: string;
}

/** A date for which people may register now. */
async function open(ctx: RequestContext, dateId: string): Promise<About> {
  const date = await getDate(ctx, dateId);
  const event = date.event.$;
  const { seats } = date;
  if (!seats || event.state !== 'PUBLISHED' || date.cancelledAt)
    throw new AppError('WRONG_STATE', { state: event.state });
  if (closesAt(date, event) <= ctx.clock.now()) throw new AppError('REGISTRATION_CLOSED');
  return { date, event, seatsId: seats.id };
}

/** What somebody answered, once all that was typed is right. REQUIRED, OUT_OF_RANGE, INVALID_INPUT with the field. */
async function acceptable(
  ctx: RequestContext,
  { event }: About,
  seats: EventSeats,
  input: RegistrationInput,
): Promise<Record<string, string>> {
  const people = input.adults + input.children;
  if (people < 1) throw new AppError('REQUIRED', {}, 'input.adults');
  const max = Math.min(limits.people, seats.places ?? limits.people);
  if (people > max) throw new AppError('OUT_OF_RANGE', { min: 1, max }, 'input.adults');
  assertNeeds(input.needs ?? []);
  return answersOf(ctx, event.seriesId, input.answers ?? []);
}

type Whom = { memberId: string } | { name: string; contact: ContactGiven; hash: string };

/** Places where there are enough, else the waiting list. The seats are locked and settled, the input is acceptable. */
async function take(
  ctx: RequestContext,
  { date }: About,
  seats: EventSeats,
  input: RegistrationInput,
  answers: Record<string, string>,
  whom: Whom,
): Promise<Registration> {
  const now = ctx.clock.now();
  const people = input.adults + input.children;
  const isKnown = 'memberId' in whom;
  const fits = seats.hasRoomFor(people);
  if (fits) seats.take(people);
  else seats.waiting += 1;
  const registration = ctx.em.create(Registration, {
    id: newId(),
    seats,
    date,
    member: isKnown ? whom.memberId : null,
    guest: isKnown ? null : await makeGuest(ctx, whom.name, whom.contact, date),
    contactHash: isKnown ? null : whom.hash,
    state: fits ? (isKnown ? 'CONFIRMED' : 'HELD') : 'WAITING',
    adults: input.adults,
    children: input.children,
    answers,
    code: newCode(),
    lot: randomInt(2_147_483_647),
    createdAt: now,
    confirmedAt: isKnown ? now : null,
    heldUntil: isKnown ? null : new Date(now.getTime() + limits.heldMinutes * 60_000),
  });
  await flushOnce(ctx);
  await keepNeeds(ctx, registration, input.needs ?? []);
  return registration;
}

/** The index is the last word, whatever was read before. */
async function flushOnce(ctx: RequestContext): Promise<void> {
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('ALREADY_REGISTERED');
    throw error;
  }
}

/** Signs that nobody mixes up, read from a phone or a sheet: 40 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newCode = (): string => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');

async function assertNotFlooded(ctx: RequestContext, seats: EventSeats): Promise<void> {
  const unconfirmed = await ctx.em.count(Registration, {
    seats: seats.id,
    confirmedAt: null,
    heldUntil: { $ne: null },
  });
  if (unconfirmed >= limits.unconfirmed) throw new AppError('RATE_LIMITED', { seconds: limits.heldMinutes * 60 });
}
