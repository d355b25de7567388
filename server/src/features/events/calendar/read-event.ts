import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, CalendarStatus, RemarkCode } from './calendar.ts';
import type { Component } from './components.ts';
import { EventProperties } from './event-properties.ts';
import { limits } from './limits.ts';
import { type Property, uidFrom } from './property.ts';
import { type ListedDate, listedDates, readRecurrence } from './read-recurrence.ts';
import { readDuration, readTime, timeText, zoneOf } from './times.ts';
import type { Zones } from './zones.ts';

/** A VEVENT as read, before it is known which of them belong together. */
export interface Draft {
  event: CalendarEvent;
  line: number;
  /** The date of a series that this one is about (RECURRENCE-ID). */
  of: ListedDate | null;
  /** The file gives no end that can be used. */
  endIsGuess: boolean;
  /** When this version was made, for versions that carry the same number. */
  stamp: string;
  remarks: RemarkCode[];
  /** It is meant for the dates after its own too. */
  isFollowing: boolean;
}

/** Reads one event, or says why it cannot be one. */
export function readEvent(component: Component, zones: Zones): Draft | RemarkCode {
  const properties = new EventProperties(component);
  if (isPrivate(properties.value('CLASS'))) return 'private';
  const starts = properties.all('DTSTART');
  const [first] = starts;
  if (!first) return 'start_missing';
  if (new Set(starts.map(({ values }) => values[0]?.trim())).size > 1) return 'start_twice';
  const written = readTime(first.values[0] ?? '');
  if (!written) return 'start_not_understood';

  const remarks: RemarkCode[] = [];
  const zone = zones.zoneOf(written, first.params.TZID);
  const allDay = written.isDay;
  const timeZone = allDay ? null : zone.timeZone;
  if (zone.unknown && !allDay) remarks.push('zone_unknown');

  const start = written.wall.toZonedDateTime(allDay ? 'UTC' : zoneOf({ timeZone }));
  const ends = endOfEvent(properties, start, allDay, zones);
  const recurrenceId = properties.first('RECURRENCE-ID');
  if (ends === 'end_before_start' && !recurrenceId) return 'end_before_start';
  const end = typeof ends === 'string' ? null : ends;
  if (typeof ends === 'string') remarks.push('end_not_understood');
  const text = (time: Temporal.ZonedDateTime) => (allDay ? time.toPlainDate().toString() : timeText(time));

  const event: CalendarEvent = {
    uid: uidFrom(properties.value('UID')),
    title: properties.text('SUMMARY', limits.titleLength).replaceAll(/\s+/g, ' '),
    description: properties.text('DESCRIPTION'),
    location: properties.text('LOCATION', limits.titleLength),
    url: properties.url(),
    categories: properties.categories(),
    start: text(start),
    end: text(end ?? usualEnd(start, allDay)),
    allDay,
    timeZone,
    recurrence: null,
    status: statusOf(properties.value('STATUS')),
    sequence: properties.number('SEQUENCE'),
    lastModified: instantText(properties.value('LAST-MODIFIED')),
  };
  if (event.uid === '') {
    event.uid = madeUid(event);
    remarks.push('uid_missing');
  }
  const recurrence = readRecurrence(properties, event, zones, remarks);
  if (typeof recurrence === 'string') return recurrence;
  event.recurrence = recurrence;
  if (properties.shortened) remarks.push('text_shortened');
  const range = recurrenceId?.params.RANGE?.toUpperCase();
  const isFollowing = range === 'THISANDFUTURE';
  if (range && !isFollowing) remarks.push('range_in_part');
  const stamp = event.lastModified ?? instantText(properties.value('DTSTAMP')) ?? '';
  const of = recurrenceId ? (listedDates(recurrenceId)[0] ?? null) : null;
  return { event, line: component.line, of, endIsGuess: end === null, stamp, remarks, isFollowing };
}

/** Any class but PUBLIC, as the standard asks for: a name that is not known here may mean that few should read it. */
const isPrivate = (value: string): boolean => value !== '' && value.toUpperCase() !== 'PUBLIC';

type End = Temporal.ZonedDateTime | null | 'end_before_start' | 'end_not_understood';

/** The end in the zone of the start; null where none is given. */
function endOfEvent(properties: EventProperties, start: Temporal.ZonedDateTime, allDay: boolean, zones: Zones): End {
  const given = properties.first('DTEND');
  const length = properties.first('DURATION');
  if (!given && !length) return null;
  const end = given ? endAt(given, start, allDay, zones) : endAfter(length?.values[0] ?? '', start, allDay);
  if (!end) return 'end_not_understood';
  const order = Temporal.ZonedDateTime.compare(end, start);
  if (order < 0) return 'end_before_start';
  return allDay && order === 0 ? null : end;
}

function endAt({ values, params }: Property, start: Temporal.ZonedDateTime, allDay: boolean, zones: Zones) {
  const written = readTime(values[0] ?? '');
  if (!written) return null;
  if (allDay) return written.wall.withPlainTime().toZonedDateTime('UTC');
  const timeZone = written.isUtc || params.TZID ? zones.zoneOf(written, params.TZID).timeZone : null;
  return written.wall.toZonedDateTime(timeZone ?? start.timeZoneId).withTimeZone(start.timeZoneId);
}

function endAfter(value: string, start: Temporal.ZonedDateTime, allDay: boolean): Temporal.ZonedDateTime | null {
  const length = readDuration(value);
  if (!length) return null;
  try {
    const end = start.add(length);
    return allDay ? end.add({ hours: length.sign > 0 ? 23 : 0 }).withPlainTime() : end;
  } catch {
    return null; // beyond the end of all calendars
  }
}

const usualEnd = (start: Temporal.ZonedDateTime, allDay: boolean) => (allDay ? start.add({ days: 1 }) : start);

function statusOf(value: string): CalendarStatus | null {
  const status = value.toUpperCase();
  return status === 'CONFIRMED' || status === 'TENTATIVE' || status === 'CANCELLED' ? status : null;
}

/** Programs that forget the Z mean UTC here too, as the standard asks for. */
function instantText(value: string): string | null {
  const written = value === '' ? null : readTime(value);
  return written && `${written.wall.toString({ smallestUnit: 'second' })}Z`;
}

/** The same for the same event in every file, so that a second import finds it again. */
function madeUid({ title, start, location }: CalendarEvent): string {
  return createHash('sha256').update([title, start, location].join('\n')).digest('hex').slice(0, 32);
}
