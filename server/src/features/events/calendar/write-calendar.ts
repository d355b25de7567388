import type { CalendarEvent, CalendarOverride } from './calendar.ts';
import { escaped, folded } from './calendar-lines.ts';
import { clocksOf } from './zone-changes.ts';
import { zoneLines } from './write-zone.ts';

export interface CalendarHeading {
  /** As calendar programs show it in their list. */
  name: string;
  /** Where the calendar is found. */
  url?: string;
  /** Stands as the time of the change where an event has none. */
  now: Date;
}

const chunkLength = 16_384;

/**
 * Writes a calendar file (RFC 5545) piece by piece as the events come, so that none has to wait for all. Each zone is
 * defined before its first use. Places are never written as coordinates.
 */
export async function* writeCalendar(
  events: Iterable<CalendarEvent> | AsyncIterable<CalendarEvent>,
  heading: CalendarHeading,
): AsyncGenerator<string> {
  const stamp = `${digits(heading.now.toISOString().slice(0, 19))}Z`;
  const defined = new Set<string>();
  let chunk = headingLines(heading).map(folded).join('');
  for await (const event of events) {
    const { timeZone, allDay } = event;
    if (!allDay && timeZone !== null && timeZone !== 'UTC' && !defined.has(timeZone)) {
      defined.add(timeZone);
      chunk += zoneLines(timeZone).map(folded).join('');
    }
    for (const line of eventLines(event, stamp)) chunk += folded(line);
    if (chunk.length > chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  yield `${chunk}END:VCALENDAR\r\n`;
}

function headingLines({ name, url }: CalendarHeading): string[] {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vicinia//Vicinia//IT',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...(url ? [`SOURCE;VALUE=URI:${url}`] : []),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ];
}

function* eventLines(event: CalendarEvent, stamp: string): Generator<string> {
  const { recurrence, status, url, categories } = event;
  yield 'BEGIN:VEVENT';
  yield* commonLines(event, event, stamp);
  if (url) yield `URL:${url}`;
  if (categories.length > 0) yield `CATEGORIES:${categories.map(escaped).join(',')}`;
  if (status) yield `STATUS:${status}`;
  if (event.lastModified) yield `LAST-MODIFIED:${digits(event.lastModified)}`;
  if (recurrence?.rule) yield `RRULE:${recurrence.rule}`;
  if (recurrence?.exceptions.length) yield* dateLines('EXDATE', recurrence.exceptions, event);
  if (recurrence?.additions.length) yield* dateLines('RDATE', recurrence.additions, event);
  yield 'END:VEVENT';
  for (const override of recurrence?.overrides ?? []) yield* overrideLines(override, event, stamp);
}

function* overrideLines(override: CalendarOverride, event: CalendarEvent, stamp: string): Generator<string> {
  yield 'BEGIN:VEVENT';
  yield* commonLines(event, override, stamp);
  yield* dateLines('RECURRENCE-ID', [override.of], event);
  if (override.cancelled) yield 'STATUS:CANCELLED';
  yield 'END:VEVENT';
}

function* commonLines(event: CalendarEvent, own: CalendarEvent | CalendarOverride, stamp: string): Generator<string> {
  yield `UID:${escaped(event.uid)}`;
  yield `DTSTAMP:${event.lastModified ? digits(event.lastModified) : stamp}`;
  yield* dateLines('DTSTART', [own.start], event);
  yield* dateLines('DTEND', [own.end], event);
  yield `SUMMARY:${escaped(own.title)}`;
  if (own.description) yield `DESCRIPTION:${escaped(own.description)}`;
  if (own.location) yield `LOCATION:${escaped(own.location)}`;
  yield `SEQUENCE:${own.sequence}`;
}

/**
 * Dates on the clocks of the event, days as days. A time that comes twice that day is written in UTC, the only way to
 * say which of the two is meant.
 */
function* dateLines(name: string, dates: string[], { timeZone }: CalendarEvent): Generator<string> {
  const days = dates.filter((date) => date.length === 10);
  const instants = timeZone === 'UTC' ? dates : dates.filter((date) => date.length > 10 && isTwice(date, timeZone));
  const times = dates.filter((date) => date.length > 10 && !instants.includes(date));
  const clock = timeZone === null ? '' : `;TZID=${/[,:;]/.test(timeZone) ? `"${timeZone}"` : timeZone}`;
  if (days.length > 0) yield `${name};VALUE=DATE:${days.map(digits).join(',')}`;
  if (times.length > 0) yield `${name}${clock}:${times.map((time) => digits(time.slice(0, 19))).join(',')}`;
  if (instants.length > 0) yield `${name}:${instants.map(utcDigits).join(',')}`;
}

const isTwice = (date: string, timeZone: string | null) =>
  timeZone !== null && clocksOf(timeZone).daysWithTwoHours.has(date.slice(0, 10)) && isLater(date, timeZone);

/** The later of two times that read the same has the offset of the days after. */
function isLater(date: string, timeZone: string): boolean {
  const change = clocksOf(timeZone).changes.find(({ at }) => at.toPlainDate().toString() === date.slice(0, 10));
  return (
    change !== undefined &&
    date.endsWith(change.to) &&
    date.slice(0, 19) < change.at.toString({ smallestUnit: 'second' })
  );
}

const digits = (text: string) => text.replaceAll(/[-:]/g, '');
const utcDigits = (date: string) => `${digits(new Date(date).toISOString().slice(0, 19))}Z`;
