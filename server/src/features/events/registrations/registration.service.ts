import { randomInt } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { tellDateChanged, getDate } from '../event.service.ts';
import { subjectOf } from '../event.reading.ts';
import { EventDate, type EventSeats } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { eventPolicy } from '../events.policy.ts';
import { answersOf } from './questions.service.ts';
import { openedByToken } from './holder.ts';
import { type ContactGiven, contactOf, makeGuest, nameOf } from './guests.ts';
import { assertNeeds, keepNeeds, openSlotsFor } from './needs.service.ts';
import { Registration } from './registration.entity.ts';
import { tellOrganisers, tellRegistered, tellToConfirm } from './registration-notices.ts';
import { confirmationCode, contactHash, registrationOf, registrationToken } from './registration-token.ts';
import type { GuestInput, RegistrationInput } from './registration.input.ts';
import { activeStates, limits } from './registrations.words.ts';
import { leaveSeats, lockSeats, settleSeats } from './seating.ts';

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

/** The registration that a token opens. NOT_FOUND for a made-up token, and once its guest is forgotten. */
export async function registrationByToken(ctx: RequestContext, token: string): Promise<Registration> {
  const id = registrationOf(ctx.config.secret, token);
  const registration = id ? await ctx.em.findOne(Registration, id, { populate: ['date.event', 'guest'] }) : null;
  if (!registration || !(registration.member ?? registration.guest)) throw notFound();
  authorize(ctx, eventPolicy.useRegistration, { holdsToken: true });
  return openedByToken(registration);
}

/** A guest says that the message arrived. WRONG_STATE once the date is called off or over. */
export async function confirmRegistration(ctx: RequestContext, token: string): Promise<Registration> {
  const { registration, seats, about } = await held(ctx, token);
  if (registration.state === 'CONFIRMED') return registration;
  assertTakesPlace(ctx, about);
  registration.confirm(ctx.clock.now());
  await ctx.em.flush();
  await settleSeats(ctx, seats);
  await openSlotsFor(ctx, registration.id, about.date.id);
  await tellRegistered(ctx, registration, about);
  await tellDateChanged(ctx, about.date.id);
  return registration;
}

/** A guest types the code of the message instead. WRONG_CODE; few tries in ten minutes. */
export async function confirmByCode(
  ctx: RequestContext,
  dateId: string,
  contact: string,
  code: string,
): Promise<Registration> {
  authorize(ctx, eventPolicy.registerGuest);
  const given = contactOf({ name: '', contact });
  const hash = contactHash(ctx.config.secret, given.mail ?? given.phone);
  if (!(await ctx.accounts.takeTurn({ name: 'event-code', max: 6, seconds: 600 }, `${dateId}:${hash}`)))
    throw new AppError('RATE_LIMITED', { seconds: 600 });
  const date = await ctx.em.findOne(EventDate, dateId);
  const waiting = date?.seats
    ? await ctx.em.findOne(Registration, {
        seats: date.seats.id,
        contactHash: hash,
        state: { $in: [...activeStates] },
      })
    : null;
  if (!waiting || confirmationCode(ctx.config.secret, waiting.id) !== code.trim())
    throw new AppError('WRONG_CODE', {}, 'code');
  return confirmRegistration(ctx, registrationToken(ctx.config.secret, waiting.id));
}

/** Takes the place that is kept for one of the waiting list. WRONG_STATE once it is kept no longer. */
export async function takeOfferedPlace(ctx: RequestContext, token: string): Promise<Registration> {
  const { registration, about } = await held(ctx, token);
  if (registration.state === 'CONFIRMED') return registration;
  assertTakesPlace(ctx, about);
  registration.accept(ctx.clock.now());
  await ctx.em.flush();
  await tellRegistered(ctx, registration, about);
  await tellDateChanged(ctx, about.date.id);
  return registration;
}

/** "I can't come": the places go to the next. Once the date has begun there is nothing to give back. */
export async function cancelRegistration(ctx: RequestContext, token: string): Promise<Registration> {
  const { registration, seats, about } = await held(ctx, token);
  if (registration.state === 'CANCELLED') return registration;
  if (about.date.startsAt <= ctx.clock.now()) throw new AppError('WRONG_STATE', { state: 'BEGUN' });
  const counted = registration.state === 'CONFIRMED';
  await end(ctx, seats, registration);
  if (counted) await tellOrganisers(ctx, about);
  await tellDateChanged(ctx, about.date.id);
  return registration;
}

/** Organisers take a registration off the list, such as when somebody said so by voice. */
export async function removeRegistration(ctx: RequestContext, id: string): Promise<Registration> {
  signedIn(ctx);
  const found = await ctx.em.findOne(Registration, id, { populate: ['date.event'] });
  if (!found) throw notFound();
  const { date } = found;
  await getDate(ctx, date.id);
  authorize(ctx, eventPolicy.seePeople, await subjectOf(ctx, date.$.event.$));
  const seats = await lockSeats(ctx, found.seats.id);
  await ctx.em.refresh(found);
  await end(ctx, seats, found);
  audit(ctx, 'events.removeRegistration', id);
  await ctx.em.flush();
  await tellDateChanged(ctx, date.id);
  return found;
}

/** Takes a registration off its places and asks the next; for services that have authorized it. The seats are locked. */
export async function end(ctx: RequestContext, seats: EventSeats, registration: Registration): Promise<void> {
  leaveSeats(seats, registration);
  registration.end('CANCELLED', ctx.clock.now());
  await ctx.em.flush();
  await settleSeats(ctx, seats);
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

/** A registration by its token, and its seats, which are locked first. */
async function held(ctx: RequestContext, token: string) {
  const found = await registrationByToken(ctx, token);
  const seats = await lockSeats(ctx, found.seats.id);
  const registration = await ctx.em.findOneOrFail(Registration, found.id, { refresh: true, populate: ['date.event'] });
  const date = registration.date.$;
  return { registration, seats, about: { date, event: date.event.$ } };
}

/** Nobody is told that a place is sure at something that is not. */
function assertTakesPlace(ctx: RequestContext, { date, event }: Pick<About, 'date' | 'event'>): void {
  if (date.cancelledAt || event.state !== 'PUBLISHED' || event.hiddenAt)
    throw new AppError('WRONG_STATE', { state: 'CANCELLED' });
  if (date.endsAt <= ctx.clock.now()) throw new AppError('REGISTRATION_CLOSED');
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

/** The reader's own registration that counts, for a date; null for visitors. Whole lists in one statement. */
export async function viewerRegistration(
  ctx: RequestContext,
  { seats }: { seats?: { id: string } | null },
): Promise<Registration | null> {
  if (!isMember(ctx.actor) || !seats) return null;
  return (await batched(ctx, ownBySeats, seats.id)) ?? null;
}

async function ownBySeats(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Registration>> {
  const own = await ctx.em.find(Registration, {
    seats: { $in: [...ids] },
    member: signedIn(ctx).id,
    state: { $in: [...activeStates] },
  });
  return new Map(own.map((registration) => [registration.seats.id, registration]));
}
