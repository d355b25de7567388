import type { Locale } from '../../../platform/locales.ts';
import { townTimeZone } from '../../../platform/time.ts';
import type { CalendarEvent, CalendarStatus } from '../calendar/calendar.ts';
import type { FeedRow } from './feed-dates.query.ts';
import { feedWords } from './feed-words.ts';
import { plainWords } from './plain-words.ts';
import { wallClock } from './wall-clock.ts';

/** A date as an event of its own: what was moved or called off for itself needs no word about a series. */
export function feedEvent(
  row: FeedRow,
  { origin, locale, status = 'CONFIRMED' }: { origin: string; locale: Locale; status?: CalendarStatus },
): CalendarEvent {
  const why = row.cancelled ? [feedWords[locale].cancelled, row.cancelWords].filter(Boolean).join(': ') : null;
  return {
    uid: uidOf(row.id),
    title: row.title,
    description: [why, plainWords(row.description)].filter(Boolean).join('\n\n'),
    location: placeOf(row, locale),
    url: `${origin}/events/${row.id}`,
    categories: [],
    ...timesOf(row),
    recurrence: null,
    status: row.cancelled ? 'CANCELLED' : status,
    sequence: row.version,
    lastModified: instantText(row.touchedAt),
  };
}

/** The same in every feed and for ever, so that a program knows the date again. */
export const uidOf = (id: string): string => `${id}@vicinia`;

/** Venue, address and zone. Where people meet online is for those who registered. */
export const placeOf = ({ onlineOnly, venue, address, zone }: FeedRow, locale: Locale): string =>
  onlineOnly ? feedWords[locale].online : [venue, address, zone].filter(Boolean).join(feedWords[locale].comma);

/** Start and end on the clocks of the event's zone; whole days as days. */
export function timesOf({
  startsAt,
  endsAt,
  allDay,
  timeZone,
}: Pick<FeedRow, 'startsAt' | 'endsAt' | 'allDay' | 'timeZone'>): Pick<
  CalendarEvent,
  'start' | 'end' | 'allDay' | 'timeZone'
> {
  const [start, end] = [wallClock(Date.parse(startsAt), timeZone), wallClock(Date.parse(endsAt), timeZone)];
  if (!allDay) return { start, end, allDay, timeZone };
  // The end of whole days is the midnight after the last.
  const last = wallClock(Date.parse(endsAt) - 1, timeZone).slice(0, 10);
  const after = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { start: start.slice(0, 10), end: after, allDay, timeZone: null };
}

/** "2026-11-30T17:00:00Z" */
export const instantText = (instant: string | Date): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** When a date is, in words: on the town's clocks, as on the pages; whole days are those of the place. */
export function whenOf({ startsAt, endsAt, allDay, timeZone }: FeedRow, locale: Locale): string {
  const days = new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: allDay ? timeZone : townTimeZone,
    dateStyle: 'full',
    ...(allDay ? {} : { timeStyle: 'short', hourCycle: 'h23' }),
  });
  // The end of whole days is the midnight after them.
  return days.formatRange(new Date(startsAt), new Date(Date.parse(endsAt) - (allDay ? 1 : 0)));
}

const tagOf = (locale: Locale): string => ({ ar: 'ar-u-nu-latn', 'it-x-facile': 'it' })[locale as string] ?? locale;
