import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { NoticeParams } from '../../../platform/link-action.ts';
import { type LinkKind, notify, type NotificationKind } from '../../notifications/index.ts';
import { staffOf } from '../../organisations/index.ts';
import { changeReasons, type EventChange, eventChanges } from '../changes.ts';
import { dateInNotice } from '../date-in-notice.ts';
import { type About, datesBySeats, datesFrom } from './registration-dates.ts';
import { Registration } from './registration.entity.ts';
import { confirmationCode, registrationToken } from './registration-token.ts';
import { activeStates, type RegistrationState } from './registrations.words.ts';
import type { SeatingContext } from './seating.ts';

/** How near a date is when the organisers hear at once that somebody cannot come, in milliseconds. */
const near = 2 * 86_400_000;

type Told = Pick<RequestContext, 'em' | 'clock' | 'config'>;

/** What is different at a date for those who come. */
export interface Changed extends About {
  changes: readonly EventChange[];
  details: ChangeDetails;
}

/** What was and is, where that changed. */
export type ChangeDetails = Pick<NoticeParams, 'times' | 'places' | 'costs' | 'languages'>;

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

/** Says to whoever registers again what they are registered for: nothing that was typed now is taken. */
export const tellRegisteredBefore = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, {
    kind: 'EVENT_REGISTERED_BEFORE',
    params: { adults: registration.adults, children: registration.children },
    link: 'EVENT_CANNOT_COME',
  });

/** Says that a place is kept until then, to be taken or left to the next. */
export const tellOffered = (
  ctx: SeatingContext,
  registration: Registration,
  about: About,
  until: Date,
): Promise<void> =>
  tell(ctx, registration, about, {
    kind: 'EVENT_PLACE_FREE',
    params: { until: until.toISOString() },
    link: 'EVENT_TAKE_OR_LEAVE',
  });

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

/** Says whether a member has been told of a date. */
export type IsTold = (memberId: string, dateId: string) => boolean;

/** Everybody who counts on some of these dates hears what changed, once however many they are. */
export async function tellChanged(ctx: Told, changed: readonly Changed[]): Promise<IsTold> {
  const counting = await countingOn(ctx, changed, ['CONFIRMED', 'WAITING', 'OFFERED']);
  for (const { registration, mine, about } of counting) {
    const changes = eventChanges.filter((change) => mine.some((one) => one.changes.includes(change)));
    // Of several dates the first ones say it.
    const params = {
      reason: changeReasons(changes),
      ...Object.assign({}, ...mine.toReversed().map((one) => one.details)),
    };
    await tell(ctx, registration, about, { kind: 'EVENT_CHANGED', params, link: 'EVENT_CANNOT_COME' });
  }
  return amongThose(counting);
}

/** Everybody who counts on some of these dates hears once that they do not take place, and the code of why; those too who have not confirmed yet. */
export async function tellCancelled(ctx: Told, off: readonly About[], reason: string): Promise<IsTold> {
  const counting = await countingOn(ctx, off, activeStates);
  for (const { registration, about } of counting)
    await tell(ctx, registration, about, { kind: 'EVENT_CANCELLED', params: { reason } });
  return amongThose(counting);
}

/** Says that an offered place was not taken in time. */
export const tellPlaceGone = (ctx: Told, registration: Registration, about: About): Promise<void> =>
  tell(ctx, registration, about, { kind: 'EVENT_PLACE_GONE' });

/** Somebody who was to come shortly cannot: the organisers hear it, of one date at most once an hour. */
export async function tellOrganisers(ctx: Told, { date, event }: About): Promise<void> {
  const now = ctx.clock.now();
  if (date.startsAt.getTime() - now.getTime() > near) return;
  const hour = Math.floor(now.getTime() / 3_600_000);
  for (const memberId of await staffOf(ctx as RequestContext, event.organisation.id))
    await notify(ctx, {
      memberId,
      kind: 'EVENT_PLACE_GIVEN_BACK',
      params: { ...dateInNotice(date, event) },
      path: `/events/${date.id}/people`,
      onceKey: `event-left:${date.id}:${hour}`,
    });
}

const amongThose =
  (counting: readonly { registration: Registration; mine: readonly About[] }[]): IsTold =>
  (memberId, dateId) =>
    counting.some(
      ({ registration, mine }) => registration.member?.id === memberId && mine.some(({ date }) => date.id === dateId),
    );

/** Registrations in some states that are for some of these dates, each with those of them that are its own. */
async function countingOn<One extends About>(ctx: Told, dates: readonly One[], states: readonly RegistrationState[]) {
  const ids = [...new Set(dates.flatMap(({ date }) => (date.seats ? [date.seats.id] : [])))];
  if (ids.length === 0) return [];
  const bySeats = await datesBySeats(ctx, ids);
  const found = await ctx.em.find(
    Registration,
    { seats: { $in: ids }, state: { $in: [...states] } },
    { orderBy: { id: 'asc' } },
  );
  return found.flatMap((registration) => {
    const own = new Set(datesFrom(registration, bySeats.get(registration.seats.id) ?? []).map(({ id }) => id));
    const mine = dates
      .filter(({ date }) => own.has(date.id))
      .toSorted((one, other) => +one.date.startsAt - +other.date.startsAt);
    const [first] = mine;
    return first ? [{ registration, mine, about: { ...first, dates: mine.length } }] : [];
  });
}

interface What {
  kind: NotificationKind;
  params?: Pick<NoticeParams, 'code' | 'adults' | 'children' | 'reason' | 'until'> & ChangeDetails;
  /** What the link of the message is for. */
  link?: LinkKind;
  onceKey?: string;
}

async function tell(
  ctx: Told,
  registration: Registration,
  { date, event, dates = 1 }: About,
  { kind, params, link, onceKey }: What,
): Promise<void> {
  const { member, guest } = registration;
  const whom = member ? { memberId: member.id } : guest ? { guestId: guest.id } : null;
  if (!whom) return;
  await notify(ctx, {
    ...whom,
    kind,
    params: { ...params, ...dateInNotice(date, event), ...(dates > 1 ? { dates } : {}) },
    path: registrationPath(ctx, registration),
    ...(link ? { linkAction: { kind: link, subjectId: registration.id, expiresAt: date.startsAt } } : {}),
    ...(onceKey ? { onceKey } : {}),
  });
}
