import type { Event } from './event.entity.ts';
import type { EventDate } from './event-date.entity.ts';
import { daysOf } from './event-times.ts';

/** What and when, as the texts of notices say it: whole days have no hour. */
export function dateInNotice(
  date: Pick<EventDate, 'startsAt' | 'endsAt'>,
  { title, allDay, timeZone }: Pick<Event, 'title' | 'allDay' | 'timeZone'>,
) {
  if (!allDay) return { title, at: date.startsAt };
  const [day, lastDay] = daysOf(date, timeZone);
  return { title, day, lastDay };
}
