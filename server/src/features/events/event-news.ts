import type { RequestContext } from '../../platform/graphql/context.ts';
import type { NoticeParams, NoticePlace } from '../../platform/link-action.ts';
import { zoneInNotice } from '../neighbourhoods/index.ts';
import { changeReasons, type DropReason, type EventChange, type Facts, whatChanged } from './changes.ts';
import type { Event } from './event.entity.ts';
import type { EventDate } from './event-date.entity.ts';
import { type EventPart, isComing } from './event-siblings.ts';
import type { EventCost } from './events.words.ts';
import { daysOf, type Span } from './event-times.ts';
import type { About } from './registrations/registration-dates.ts';
import { type ChangeDetails, tellCancelled, tellChanged } from './registrations/registration-notices.ts';
import { lockSeats, type SeatingContext, settleSeats } from './registrations/seating.ts';
import { tellHelpers } from './support/support-notices.ts';

/** What people knew of an event and of its dates before it was changed. */
export interface Known {
  facts: EventFacts;
  spans: ReadonlyMap<EventDate, Span>;
}

interface EventFacts extends Facts {
  /** Null: nowhere but online. */
  where: NoticePlace | null;
  zone: NoticePlace;
  costKind: EventCost;
  allDay: boolean;
  timeZone: string;
}

/** An event that was changed, and what is different there but for the time. */
export interface News extends EventPart {
  before: Known;
  after: EventFacts;
  changes: readonly EventChange[];
}

/** What those who come count on now, to compare with once it was changed. */
export const knownOf = async ({ event, dates }: EventPart): Promise<Known> => ({
  facts: await factsOf(event),
  spans: new Map(dates.map((date) => [date, { startsAt: date.startsAt, endsAt: date.endsAt }])),
});

/** What is different from what people knew. */
export async function newsOf({ event, dates }: EventPart, before: Known): Promise<News> {
  const after = await factsOf(event);
  return { event, dates, before, after, changes: whatChanged(before.facts, after) };
}

/** Marks the dates of which people were already told something else. */
export function noteChange(
  ctx: Pick<RequestContext, 'clock'>,
  { event, dates, changes }: News,
  moved: ReadonlySet<EventDate>,
): void {
  if (event.state !== 'PUBLISHED') return;
  const now = ctx.clock.now();
  for (const date of dates.filter(isComing(now))) {
    if (moved.has(date) || changes.length > 0) date.changedAt = now;
  }
}

/**
 * Those who count on dates hear once what changed for them, or why they no longer take place; places that came free go to those
 * who wait.
 */
export async function tellNews(
  ctx: SeatingContext,
  news: readonly News[],
  moved: ReadonlySet<EventDate>,
  dropped: DropReason,
): Promise<void> {
  const now = ctx.clock.now();
  const told = news
    .filter(({ event }) => event.state === 'PUBLISHED')
    .flatMap((one) =>
      one.dates
        .filter(({ endsAt }) => endsAt > now)
        .map((date) => ({ date, ...changesOf(date, one, moved.has(date)) })),
    );
  await tellCalledOff(
    ctx,
    told.filter(({ date }) => date.cancelledAt && moved.has(date)),
    dropped,
  );
  const changed = told.filter(({ date, changes }) => !date.cancelledAt && changes.length > 0);
  const isTold = await tellChanged(ctx, changed);
  for (const { date, event, changes, details } of changed)
    await tellHelpers(ctx, date, event, 'EVENT_CHANGED', {
      params: { reason: changeReasons(changes), ...details },
      isTold,
    });
  for (const id of new Set(told.flatMap(({ date }) => (date.seats ? [date.seats.id] : []))))
    await settleSeats(ctx, await lockSeats(ctx, id));
}

/** Everybody who counts on some of these dates hears that they do not take place, and the code of why. */
export async function tellCalledOff(
  ctx: SeatingContext,
  off: readonly About[],
  reason: DropReason | 'CALLED_OFF',
): Promise<void> {
  const isTold = await tellCancelled(ctx, off, reason);
  for (const { date, event } of off)
    await tellHelpers(ctx, date, event, 'EVENT_CANCELLED', { params: { reason }, isTold });
}

/** What changed at a date, with what it was and is, where that is said in short words. */
function changesOf(date: EventDate, { event, before, after, changes }: News, isMoved: boolean) {
  const old = before.spans.get(date);
  const { facts } = before;
  const places = placesOf(facts, after);
  const languages = facts.speaks.filter((tag) => !after.speaks.includes(tag));
  const details: ChangeDetails = {
    ...(isMoved && old ? { times: { before: timesOf(old, facts), now: timesOf(date, after) } } : {}),
    ...(places ? { places } : {}),
    ...(facts.costKind === after.costKind ? {} : { costs: { before: facts.costKind, now: after.costKind } }),
    ...(languages.length > 0 ? { languages } : {}),
  };
  const own: EventChange[] = isMoved ? ['WHEN'] : !old && event.registration === 'SERIES' ? ['ADDED'] : [];
  return { event, changes: [...own, ...changes], details };
}

/** Where it was and is: by name, or by zone where only that is another one. */
function placesOf(before: EventFacts, after: EventFacts): NoticeParams['places'] {
  if (!before.where !== !after.where) return undefined;
  if (before.where && after.where && !isSamePlace(before.where, after.where))
    return { before: before.where, now: after.where };
  return isSamePlace(before.zone, after.zone) ? undefined : { before: before.zone, now: after.zone };
}

const isSamePlace = (one: NoticePlace, other: NoticePlace): boolean => JSON.stringify(one) === JSON.stringify(other);

/** From and until: instants, or days where it lasts whole days. */
const timesOf = (span: Span, { allDay, timeZone }: EventFacts): [string, string] =>
  allDay ? daysOf(span, timeZone) : [span.startsAt.toISOString(), span.endsAt.toISOString()];

async function factsOf(event: Event): Promise<EventFacts> {
  const { title, venue, address, onlineUrl, cost, costWords, access, speaks, contact, allDay, timeZone } = event;
  const name = [venue, address].filter(Boolean).join(', ');
  const zone = await event.zone.loadOrFail();
  return {
    title,
    place: [zone.id, venue, address].join('\n'),
    online: onlineUrl ?? null,
    zone: zoneInNotice(zone),
    cost: [cost, costWords].join('\n'),
    costKind: cost,
    access,
    speaks,
    contact: contact ?? null,
    where: name ? { name } : event.online ? null : zoneInNotice(zone),
    allDay,
    timeZone,
  };
}
