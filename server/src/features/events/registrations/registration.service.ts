import { audit } from '../../../platform/audit.ts';
import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { tellDateChanged, getDate } from '../event.service.ts';
import { subjectOf } from '../event.reading.ts';
import { EventDate, type EventSeats } from '../event-date.entity.ts';
import { eventPolicy, isPublic } from '../events.policy.ts';
import { giveAllBack } from '../support/support.service.ts';
import { cameTo } from './attendance.service.ts';
import { openedByToken } from './holder.ts';
import { assertGuesses } from './guest-pace.ts';
import { contactOf } from './guests.ts';
import { closeSlotsOf, openSlotsFor } from './needed-slots.ts';
import { type About, type DateAndEvent, datesBySeats, datesFrom, datesOf, nextOf } from './registration-dates.ts';
import { Registration } from './registration.entity.ts';
import { tellOrganisers, tellRegistered, tellTakenOff } from './registration-notices.ts';
import { confirmationCode, contactHash, registrationOf, registrationToken } from './registration-token.ts';
import { activeStates } from './registrations.words.ts';
import { leaveSeats, lockSeats, settleSeats, takeSeats } from './seating.ts';

/**
 * The registration that a token opens. NOT_FOUND for a made-up token, while its event is out of sight, and once its guest is
 * forgotten; who never confirmed reads so.
 */
export async function registrationByToken(ctx: RequestContext, token: string): Promise<Registration> {
  const id = registrationOf(ctx.config.secret, token);
  const registration = id ? await ctx.em.findOne(Registration, id, { populate: ['date.event', 'guest'] }) : null;
  if (!registration || !isPublic(registration.date.$.event.$)) throw notFound();
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
  const { registration, seats, dates } = await held(ctx, token);
  if (registration.confirmedAt && registration.isActive) return registration;
  const about = assertTakesPlace(ctx, dates);
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
  const { registration, dates } = await held(ctx, token);
  if (registration.state === 'CONFIRMED') return registration;
  const about = assertTakesPlace(ctx, dates);
  registration.accept(ctx.clock.now());
  await ctx.em.flush();
  await tellRegistered(ctx, registration, about);
  await tellDateChanged(ctx, about.date.id);
  return registration;
}

/** "I can't come": the places go to the next. Once the last date has begun, or they were let in, there is nothing to give back. */
export async function cancelRegistration(ctx: RequestContext, token: string): Promise<Registration> {
  const { registration, seats, dates } = await held(ctx, token);
  if (registration.state === 'CANCELLED') return registration;
  const about = await dateToMiss(ctx, registration);
  if (!about) throw new AppError('WRONG_STATE', { state: 'BEGUN' });
  const counted = registration.state === 'CONFIRMED';
  await end(ctx, seats, registration);
  if (counted) await tellOrganisers(ctx, about);
  if (registration.member) await giveAllBack(ctx, dates, registration.member.id);
  await tellDateChanged(ctx, about.date.id);
  return registration;
}

/** Whether the person can still say that they cannot come. */
export const canCancel = async (ctx: RequestContext, registration: Registration): Promise<boolean> =>
  registration.isActive && (await dateToMiss(ctx, registration)) !== null;

/** The next date to which the person can still not come: it has not begun, and they were not let in before that. */
async function dateToMiss(ctx: RequestContext, registration: Registration): Promise<About | null> {
  const came = await cameTo(ctx, registration.id);
  const now = ctx.clock.now();
  const left = (await datesOf(ctx, registration)).filter(({ id, startsAt }) => startsAt > now && !came.has(id));
  const [first] = left;
  return nextOf(left, now, 'startsAt') ?? (first ? { date: first, event: first.event.$ } : null);
}

/**
 * Organisers take a registration off the list, such as when somebody said so by voice; the person is told, once the contact is
 * known to be theirs. WRONG_STATE once all is over, and once they were let in to all that is left.
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
  const dates = datesFrom(found, (await datesBySeats(ctx, [seats.id])).get(seats.id) ?? []);
  const now = ctx.clock.now();
  const left = dates.filter(({ endsAt }) => endsAt > now);
  if (left.length === 0) throw new AppError('WRONG_STATE', { state: 'PAST' });
  const came = await cameTo(ctx, id);
  if (left.every((one) => came.has(one.id))) throw new AppError('WRONG_STATE', { state: 'CAME' });
  await end(ctx, seats, found);
  const about = nextOf(dates, now, 'endsAt') ?? { date: date.$, event: date.$.event.$ };
  if (found.confirmedAt) await tellTakenOff(ctx, found, about);
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
  return { registration, seats, dates: await datesOf(ctx, registration) };
}

/** The next date, which takes place: nobody is told that a place is sure at something that is not. */
function assertTakesPlace(ctx: RequestContext, dates: readonly DateAndEvent[]): About {
  const now = ctx.clock.now();
  const next = nextOf(dates, now, 'endsAt');
  if (next) return next;
  if (dates.every(({ endsAt }) => endsAt <= now)) throw new AppError('REGISTRATION_CLOSED');
  throw new AppError('WRONG_STATE', { state: 'CANCELLED' });
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
