import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { NoticeParams } from '../../../platform/link-action.ts';
import { type LinkKind, notify, type NotificationKind } from '../../notifications/index.ts';
import { staffOf } from '../../organisations/index.ts';
import { changeReasons, type EventChange } from '../changes.ts';
import type { EventDate } from '../event-date.entity.ts';
import type { Event } from '../event.entity.ts';
import { Registration } from './registration.entity.ts';
import { confirmationCode, registrationToken } from './registration-token.ts';
import { activeStates, type RegistrationState } from './registrations.words.ts';
import type { SeatingContext } from './seating.ts';

/** How near a date is when the organisers hear at once that somebody cannot come, in milliseconds. */
const near = 2 * 86_400_000;

type Told = Pick<RequestContext, 'em' | 'clock' | 'config'>;
interface About {
  date: EventDate;
  event: Event;
}

/** The page of a registration, which needs no signing in. */
export const registrationPath = (ctx: Pick<RequestContext, 'config'>, { id }: { id: string }): string =>
  `/r/${registrationToken(ctx.config.secret, id)}`;

/** Asks a guest to confirm so many people, with a code that can be typed where the message is read elsewhere. */
export const tellToConfirm = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, {
    kind: 'EVENT_CONFIRM',
    params: {
      code: confirmationCode(ctx.config.secret, registration.id),
      adults: registration.adults,
      children: registration.children,
    },
  });

/** Says that the places are sure, or that the person waits for some. */
export const tellRegistered = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, {
    kind: registration.state === 'WAITING' ? 'EVENT_WAITING' : 'EVENT_REGISTERED',
    link: 'EVENT_CANNOT_COME',
  });

/** Says that a place is kept until then, to be taken or left to the next. */
export const tellOffered = (
  ctx: SeatingContext,
  registration: Registration,
  date: EventDate,
  event: Event,
  until: Date,
): Promise<void> =>
  tell(
    ctx,
    registration,
    { date, event },
    { kind: 'EVENT_PLACE_FREE', params: { until: until.toISOString() }, link: 'EVENT_TAKE_OR_LEAVE' },
  );

/** Says that the organisers took the person off the list. */
export const tellTakenOff = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, { kind: 'EVENT_TAKEN_OFF' });

/** Reminds of a date of tomorrow, once. */
export const tellReminder = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, {
    kind: 'EVENT_REMINDER',
    link: 'EVENT_CANNOT_COME',
    onceKey: `event:${about.date.id}:${about.date.startsAt.toISOString()}`,
  });

/** Thanks for coming and asks how it was, once. */
export const tellThanks = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, { kind: 'EVENT_HOW_WAS_IT', onceKey: `event-after:${about.date.id}` });

/** Everybody who counts on a date hears what changed. */
export async function tellChanged(ctx: Told, about: About, changes: readonly EventChange[]): Promise<void> {
  const reason = changeReasons(changes);
  for (const one of await countingOn(ctx, about.date, ['CONFIRMED', 'WAITING', 'OFFERED']))
    await tell(ctx, one, about, { kind: 'EVENT_CHANGED', params: { reason }, link: 'EVENT_CANNOT_COME' });
}

/** Everybody who counts on a date hears that it does not take place, those too who have not confirmed yet. */
export async function tellCancelled(ctx: Told, about: About): Promise<void> {
  for (const one of await countingOn(ctx, about.date, activeStates))
    await tell(ctx, one, about, { kind: 'EVENT_CANCELLED' });
}

/** Somebody who was to come shortly cannot: the organisers hear it, of one date at most once an hour. */
export async function tellOrganisers(ctx: Told, { date, event }: About): Promise<void> {
  const now = ctx.clock.now();
  if (date.startsAt.getTime() - now.getTime() > near) return;
  const hour = Math.floor(now.getTime() / 3_600_000);
  for (const memberId of await staffOf(ctx as RequestContext, event.organisation.id))
    await notify(ctx, {
      memberId,
      kind: 'EVENT_PLACE_GIVEN_BACK',
      params: { title: event.title, at: date.startsAt },
      path: `/events/${date.id}/people`,
      onceKey: `event-left:${date.id}:${hour}`,
    });
}

const countingOn = (ctx: Told, date: EventDate, states: readonly RegistrationState[]): Promise<Registration[]> =>
  date.seats ? ctx.em.find(Registration, { seats: date.seats.id, state: { $in: [...states] } }) : Promise.resolve([]);

interface What {
  kind: NotificationKind;
  params?: Pick<NoticeParams, 'code' | 'adults' | 'children' | 'reason' | 'until'>;
  /** What the link of the message is for. */
  link?: LinkKind;
  onceKey?: string;
}

async function tell(
  ctx: Told,
  registration: Registration,
  { date, event }: About,
  { kind, params, link, onceKey }: What,
): Promise<void> {
  const { member, guest } = registration;
  const whom = member ? { memberId: member.id } : guest ? { guestId: guest.id } : null;
  if (!whom) return;
  await notify(ctx, {
    ...whom,
    kind,
    params: { ...params, title: event.title, at: date.startsAt },
    path: registrationPath(ctx, registration),
    ...(link ? { linkAction: { kind: link, subjectId: registration.id, expiresAt: date.startsAt } } : {}),
    ...(onceKey ? { onceKey } : {}),
  });
}
