import type { RequestContext } from '../../platform/graphql/context.ts';
import { Event } from './event.entity.ts';
import { EventDate } from './event-date.entity.ts';
import { mayDo } from './event.reading.ts';
import { hoursOf } from './event-times.ts';

/** An event with its dates. */
export interface EventPart {
  event: Event;
  dates: EventDate[];
}

/** The other events of a series that one may change with it: dates that were once changed alone, or with those after them. */
export async function siblingsOf(ctx: RequestContext, { id, seriesId, state }: Event): Promise<EventPart[]> {
  const events = await ctx.em.find(Event, { id: { $ne: id }, seriesId, state }, { orderBy: { id: 'asc' } });
  const dates = await ctx.em.find(
    EventDate,
    { event: { $in: events.map((event) => event.id) } },
    { orderBy: { startsAt: 'asc' }, populate: ['seats'] },
  );
  const mine = await Promise.all(events.map((event) => mayDo(ctx, 'edit', event)));
  return events
    .filter((_, index) => mine[index])
    .map((event) => ({ event, dates: dates.filter((date) => date.event.id === event.id) }));
}

/** Whether a date still takes place, or goes on. */
export const isComing =
  (now: Date) =>
  ({ endsAt, cancelledAt }: EventDate): boolean =>
    endsAt > now && !cancelledAt;

/** Whether an event of the series has its dates to come at the hours that a date of another one has until now. */
export function hasHoursOf(sibling: EventPart, date: EventDate, { timeZone, allDay }: Event): boolean {
  const { event, dates } = sibling;
  const hours = hoursOf(date, timeZone);
  return (
    event.timeZone === timeZone && event.allDay === allDay && dates.every((one) => hoursOf(one, timeZone) === hours)
  );
}

/** What belongs together: a sibling follows in all of it or in nothing. */
const groups = [
  ['title'],
  ['description'],
  ['language'],
  ['zone', 'venue', 'address'],
  ['onlineUrl'],
  ['topics'],
  ['audiences'],
  ['speaks'],
  ['access'],
  ['cost', 'costWords'],
  ['contact'],
] as const satisfies (keyof Event)[][];
const settings = ['registration', 'places', 'closesMinutes', 'waitingOrder', 'offerMinutes'] as const;

type Field = (typeof groups)[number][number] | (typeof settings)[number];
export type EventFields = Pick<Event, Field>;

/** What an event has now, to compare with once it was changed. */
export const fieldsNow = (event: Event): EventFields =>
  Object.fromEntries([...groups.flat(), ...settings].map((field) => [field, event[field]])) as unknown as EventFields;

/** Whether people register for it in the same way. */
export const sameSettings = (one: EventFields, other: EventFields): boolean => isSame(settings, one, other);

/**
 * Gives a sibling what was changed for all, where it had what all had; what was made its own stays. Returns whether anything
 * of it is different now.
 */
export function follow(sibling: Event, before: EventFields, now: Event): boolean {
  const followed = [...groups, settings].filter(
    (group) => isSame(group, sibling, before) && !isSame(group, sibling, now),
  );
  for (const group of followed) Object.assign(sibling, Object.fromEntries(group.map((field) => [field, now[field]])));
  return followed.length > 0;
}

const isSame = (fields: readonly Field[], one: EventFields, other: EventFields): boolean =>
  fields.every((field) => valueOf(one, field) === valueOf(other, field));

const valueOf = (event: EventFields, field: Field): string =>
  JSON.stringify((field === 'zone' ? event.zone.id : event[field]) ?? null);
