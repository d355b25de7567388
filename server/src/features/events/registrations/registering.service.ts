import { randomBytes, randomInt } from 'node:crypto';
import { type RequiredEntityData, UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { readableCode } from '../../../platform/readable-code.ts';
import { tellDateChanged, getDate } from '../event.service.ts';
import type { EventSeats } from '../event-date.entity.ts';
import { eventPolicy } from '../events.policy.ts';
import { answersOf } from './questions.service.ts';
import { contactOf, forgetUnconfirmed, makeGuest, nameOf } from './guests.ts';
import { openSlotsFor } from './needed-slots.ts';
import { assertNeeds, keepNeeds } from './needs.service.ts';
import { assertPace, mayWriteTo } from './guest-pace.ts';
import { type About, datesOf, nextOf } from './registration-dates.ts';
import { Registration } from './registration.entity.ts';
import { tellRegistered, tellRegisteredBefore, tellToConfirm } from './registration-notices.ts';
import { contactHash } from './registration-token.ts';
import type { GuestInput, RegistrationInput } from './registration.input.ts';
import { activeStates, limits } from './registrations.words.ts';
import { lockSeats, settleSeats, takeSeats } from './seating.ts';

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
  const registration = await keep(ctx, about, seats, input, {
    state: takeSeats(seats, input.adults + input.children),
    member: memberId,
    answers,
    confirmedAt: ctx.clock.now(),
  });
  await openSlotsFor(ctx, registration);
  await tellRegistered(ctx, registration, await coming(ctx, registration, about));
  await tellDateChanged(ctx, dateId);
  return registration;
}

/**
 * Registers somebody without an account, who confirms by the link or the code in the message within half an hour. Until then
 * the registration holds no place and moves no number: invented contacts would else hold places for as long as somebody
 * goes on inventing them, and the places left would tell whether a contact was known. The place is whose who confirms first.
 * Nobody learns here whether the contact was registered before: what was typed is looked at first, and whoever is registered
 * hears so, with what is kept: what was typed now is not. Until somebody confirms, what was typed last counts, under a link of its own: whoever reads the last
 * message confirms what it says, and not what a stranger typed before. RATE_LIMITED, REGISTRATION_CLOSED.
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
  await assertPace(ctx, dateId, hash);
  const seats = await lockSeats(ctx, about.seatsId);
  await settleSeats(ctx, seats);
  const answers = await acceptable(ctx, about, seats, input);
  const known = await ctx.em.findOne(Registration, {
    seats: seats.id,
    contactHash: hash,
    state: { $in: [...activeStates] },
  });
  const mayWrite = await mayWriteTo(ctx, hash);
  if (known?.confirmedAt) {
    if (mayWrite) await tellRegisteredBefore(ctx, known, await coming(ctx, known, about));
    return true;
  }
  if (known && !mayWrite) return true;
  if (known) await replace(ctx, known);
  const registration = await keep(ctx, about, seats, input, {
    state: 'UNCONFIRMED',
    guest: await makeGuest(ctx, name, contact),
    contactHash: hash,
    answers,
    heldUntil: new Date(ctx.clock.now().getTime() + limits.confirmMinutes * 60_000),
  });
  if (mayWrite) await tellToConfirm(ctx, registration, await coming(ctx, registration, about));
  return true;
}

interface Open extends About {
  seatsId: string;
}

/** The dates for which it is, as the person is told. */
const coming = async (ctx: RequestContext, registration: Registration, about: About): Promise<About> =>
  nextOf(await datesOf(ctx, registration), ctx.clock.now(), 'endsAt') ?? about;

/** A date for which people may register now. */
async function open(ctx: RequestContext, dateId: string): Promise<Open> {
  const date = await getDate(ctx, dateId);
  const event = date.event.$;
  const { seats } = date;
  if (!seats || event.state !== 'PUBLISHED' || date.cancelledAt)
    throw new AppError('WRONG_STATE', { state: event.state });
  if (closesAt(date, event) <= ctx.clock.now()) throw new AppError('REGISTRATION_CLOSED');
  return { date, event, seatsId: seats.id };
}

/** What somebody answered, once all that was typed is right. REQUIRED, PARTY_TOO_LARGE, PLACES_FEWER, INVALID_INPUT with the field. */
async function acceptable(
  ctx: RequestContext,
  { event }: About,
  seats: EventSeats,
  input: RegistrationInput,
): Promise<Record<string, string>> {
  const people = input.adults + input.children;
  if (people < 1) throw new AppError('REQUIRED', {}, 'input.adults');
  if (people > limits.people) throw new AppError('PARTY_TOO_LARGE', { people, max: limits.people }, 'input.adults');
  if (people > (seats.places ?? people))
    throw new AppError('PLACES_FEWER', { people, places: seats.places ?? 0 }, 'input.adults');
  assertNeeds(input.needs ?? []);
  return answersOf(ctx, event.seriesId, input.answers ?? []);
}

type Given = Pick<
  RequiredEntityData<Registration>,
  'state' | 'member' | 'guest' | 'contactHash' | 'answers' | 'confirmedAt' | 'heldUntil'
>;

/** Keeps a registration and what the people need; the seats are locked. */
async function keep(
  ctx: RequestContext,
  { date }: About,
  seats: EventSeats,
  input: RegistrationInput,
  given: Given,
): Promise<Registration> {
  const registration = ctx.em.create(Registration, {
    ...given,
    id: newId(),
    seats,
    date,
    adults: input.adults,
    children: input.children,
    code: readableCode(randomBytes(16), 8),
    lot: randomInt(2_147_483_647),
    createdAt: ctx.clock.now(),
  });
  await flushOnce(ctx);
  await keepNeeds(ctx, registration, input.needs ?? []);
  return registration;
}

/** Ends what nobody confirmed, and its link with it; it held no place. */
async function replace(ctx: RequestContext, registration: Registration): Promise<void> {
  registration.end('EXPIRED', ctx.clock.now());
  forgetUnconfirmed(ctx, registration);
  await ctx.em.flush();
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
