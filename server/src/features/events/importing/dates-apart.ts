import { Temporal } from 'temporal-polyfill';
import type { CalendarEvent, CalendarOverride, Series } from '../calendar/calendar.ts';
import { uidOfDate } from '../calendar/property.ts';
import { endOf, hasDate, keyOf, timesOf } from '../calendar/recurrence.ts';
import { timeText, zoneOf } from '../calendar/times.ts';
import type { Event } from '../event.entity.ts';
import { instantOf } from './imported-dates.ts';
import { sourceWords } from './imported-words.ts';

/** An event of a file as it is to be here: a series without its dates apart, or one of these. */
export interface SourcePart {
  source: CalendarEvent;
  /** The identifier of the series in which it is a date apart. */
  partOf: string | null;
}

/** What of a series is here already. */
export interface SeriesHere {
  /** Its dates apart. */
  apart: readonly Event[];
  /** Whether the organisers made a date an event of their own, by when the rule has it. */
  isTheirs: (of: Date) => boolean;
}

/**
 * Dates of a series that have a title, a text or a place of their own become events of their own, so that nobody reads what
 * is said of the others, and so do those of whole days among others with hours, or with hours among whole days; those that
 * were once apart stay so. What such a date does not say it says like all.
 */
export function setApart(event: CalendarEvent, { apart, isTheirs }: SeriesHere): SourcePart[] {
  const { recurrence } = event;
  if (!recurrence) return [{ source: event, partOf: null }];
  const series: CalendarEvent & Series = { ...event, recurrence };
  const known = new Map(apart.map((one) => [one.sourceUid, one]));
  const own = recurrence.overrides.filter(
    (override) =>
      known.has(apartUid(event, override.of)) ||
      (!override.cancelled &&
        !isTheirs(instantOf(override.of, event)) &&
        (isAllDay(override) !== event.allDay || hasOwnWords(event, override))),
  );
  const uids = new Set(own.map(({ of }) => apartUid(event, of)));
  const asAll = apart
    .filter(({ sourceUid }) => !uids.has(sourceUid ?? ''))
    .flatMap((one) => likeTheOthers(series, one) ?? []);
  const parts = [...own, ...asAll];
  const of = new Set(parts.map((part) => keyOf(part.of)));
  const rest = {
    ...recurrence,
    exceptions: [...recurrence.exceptions, ...parts.map((part) => part.of)],
    overrides: recurrence.overrides.filter((override) => !of.has(keyOf(override.of))),
  };
  return [
    { source: parts.length > 0 ? { ...event, recurrence: rest } : event, partOf: null },
    ...parts.map((part) => ({ source: eventOf(event, part), partOf: event.uid })),
  ];
}

const isAllDay = ({ start }: { start: string }): boolean => start.length === 10;

const apartUid = ({ uid }: CalendarEvent, of: string): string => uidOfDate(uid, of.slice(0, 19));

function hasOwnWords(event: CalendarEvent, override: CalendarOverride): boolean {
  const words = (one: CalendarEvent) => JSON.stringify(sourceWords(one));
  return words({ ...event, ...wordsOf(event, override) }) !== words(event);
}

const wordsOf = (event: CalendarEvent, { title, description, location }: CalendarOverride) => ({
  title: title || event.title,
  description: description || event.description,
  location: location || event.location,
});

function eventOf(event: CalendarEvent, override: CalendarOverride): CalendarEvent {
  const { start, end, sequence } = override;
  const allDay = isAllDay(override);
  return {
    ...event,
    ...wordsOf(event, override),
    uid: apartUid(event, override.of),
    start,
    end,
    allDay,
    timeZone: allDay ? null : event.timeZone,
    sequence,
    recurrence: { rule: null, exceptions: [], additions: [], overrides: [override] },
  };
}

/** A date that was apart before, and of which the file says nothing of its own any more; called off where it is no date now. */
function likeTheOthers(series: CalendarEvent & Series, { sourceUid, sourceSequence }: Event): CalendarOverride | null {
  const wall = sourceUid?.slice(uidOfDate(series.uid, '').length) ?? '';
  if (sourceUid !== uidOfDate(series.uid, wall) || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/.test(wall)) return null;
  const of = series.allDay
    ? wall.slice(0, 10)
    : timeText(Temporal.PlainDateTime.from(wall).toZonedDateTime(zoneOf(series)));
  const times = timesOf(of, series);
  return {
    of,
    title: '',
    description: '',
    location: '',
    ...(times ?? { start: of, end: endOf(of, series) }),
    cancelled: !times || !hasDate(series, of),
    sequence: Math.max(series.sequence, sourceSequence ?? 0),
  };
}
