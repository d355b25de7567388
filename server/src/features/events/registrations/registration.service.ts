import { audit } from '../../../platform/audit.ts';
import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { tellDateChanged, getDate } from '../event.service.ts';
import { subjectOf } from '../event.reading.ts';
import { EventDate, type EventSeats } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { eventPolicy } from '../events.policy.ts';
import { openedByToken } from './holder.ts';
import { assertGuesses } from './guest-pace.ts';
import { contactOf } from './guests.ts';
import { closeSlotsOf, openSlotsFor } from './needed-slots.ts';
import { Registration } from './registration.entity.ts';
import { tellOrganisers, tellRegistered, tellTakenOff } from './registration-notices.ts';
import { confirmationCode, contactHash, registrationOf, registrationToken } from './registration-token.ts';
import { activeStates } from './registrations.words.ts';
import { leaveSeats, lockSeats, settleSeats, takeSeats } from './seating.ts';

/** The registration that a token opens. NOT_FOUND for a made-up token, and once its guest is forgotten; who never confirmed reads so. */
export async function registrationByToken(ctx: RequestContext, token: string): Promise<Registration> {
  const id = registrationOf(ctx.config.secret, token);
  const registration = id ? await ctx.em.findOne(Registration, id, { populate: ['date.event', 'guest'] }) : null;
  if (!registration) throw notFound();
  const { member, guest, confirmedAt } = registration;
  if (!member && !guest && confirmedAt) throw notFound();
  authorize(ctx, eventPolicy.useRegistration, { holdsToken: true });
  return openedByToken(registration);
}

/**
 * A guest says that the message arrived, and has the places from now on, or a turn on the waiting list: whoever waited
 * before comes first. WRONG_STATE once the date is called off or over, or the time to confirm is.
 */
export async function confirmRegistration(ctx: RequestContext, token: string): Promise<Registration> {
  const { registration, seats, about } = await held(ctx, token);
  if (registration.confirmedAt && registration.isActive) return registration;
  assertTakesPlace(ctx, about);
  await settleSeats(ctx, seats);
  registration.assertState('UNCONFIRMED');
  registration.confirm(takeSeats(seats, registration.people), ctx.clock.now());
  await ctx.em.flush();
  await openSlotsFor(ctx, registration);
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
  await assertGuesses(ctx, dateId, hash);
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

/**
 * Organisers take a registration off the list, such as when somebody said so by voice; the person is told, once the contact is
 * known to be theirs.
 */
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
  if (found.confirmedAt) await tellTakenOff(ctx, found, { date: date.$, event: date.$.event.$ });
  audit(ctx, 'events.removeRegistration', id);
  await ctx.em.flush();
  await tellDateChanged(ctx, date.id);
  return found;
}

/** Takes a registration off its places, closes the support that only it needed, and asks the next; for services that have authorized it. The seats are locked. */
export async function end(ctx: RequestContext, seats: EventSeats, registration: Registration): Promise<void> {
  leaveSeats(seats, registration);
  registration.end('CANCELLED', ctx.clock.now());
  await ctx.em.flush();
  await closeSlotsOf(ctx, registration);
  await settleSeats(ctx, seats);
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
function assertTakesPlace(ctx: RequestContext, { date, event }: { date: EventDate; event: Event }): void {
  if (date.cancelledAt || event.state !== 'PUBLISHED' || event.hiddenAt)
    throw new AppError('WRONG_STATE', { state: 'CANCELLED' });
  if (date.endsAt <= ctx.clock.now()) throw new AppError('REGISTRATION_CLOSED');
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
