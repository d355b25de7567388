/**
 * An event as calendar files know it. Times are ISO 8601 with the offset of the event's own zone
 * ("2026-11-30T18:00:00+01:00"); all-day events have days ("2026-11-30") and the end is the first day after.
 */
export interface CalendarEvent {
  uid: string;
  title: string;
  description: string;
  location: string;
  url: string | null;
  categories: string[];
  start: string;
  end: string;
  allDay: boolean;
  /** IANA name, or a fixed offset such as "+05:30"; null where the file names none: then the clocks of the town count. */
  timeZone: string | null;
  recurrence: CalendarRecurrence | null;
  status: CalendarStatus | null;
  /** How often the organiser has changed it, from 0. */
  sequence: number;
  /** An instant in UTC. */
  lastModified: string | null;
}

export type CalendarStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

/** Dates are written as the start of the event is: with the offset of its zone, or as days. */
export interface CalendarRecurrence {
  /** The text of an RRULE; null where the dates are only listed. */
  rule: string | null;
  exceptions: string[];
  additions: string[];
  overrides: CalendarOverride[];
  /** Those from which on all dates are at other times, or called off, until the next of these; in their order. */
  following?: CalendarOverride[];
}

/** One date of a series that differs from the others. */
export interface CalendarOverride {
  /** The date it stands for. */
  of: string;
  title: string;
  description: string;
  location: string;
  start: string;
  end: string;
  cancelled: boolean;
  sequence: number;
}

/** What a recurrence needs to know of its event. */
export type Series = Pick<CalendarEvent, 'start' | 'end' | 'allDay' | 'timeZone'> & { recurrence: CalendarRecurrence };

/** Something to tell the person who imports: a stable code, and words in English for the terminal and for logs. */
export interface CalendarRemark {
  uid: string | null;
  /** Where the component begins in the file, from 1. */
  line: number;
  code: RemarkCode;
}

export interface CalendarRead {
  events: CalendarEvent[];
  skipped: CalendarRemark[];
  /** Events that came in although something in them could not be taken as it was written. */
  repaired: CalendarRemark[];
}

/** Words for each code. */
export const remarkWords = {
  not_a_calendar: 'This is not a calendar file.',
  nothing_in_it: 'The calendar has no entries.',
  file_too_large: 'The file is too large.',
  too_many_components: 'The file has more entries than can be read; this one and those after it were left out.',
  nested_too_deep: 'The entry has too many levels.',
  too_many_properties: 'The entry has too many lines.',
  not_closed: 'The entry has no end: the file is cut off or damaged here.',
  todo: 'A task is not an event.',
  journal: 'A journal entry is not an event.',
  freebusy: 'Free and busy times are not an event.',
  private: 'The event is private.',
  start_missing: 'The event has no start.',
  start_not_understood: 'The start of the event is not a date.',
  start_twice: 'The event has two different starts.',
  end_before_start: 'The event ends before it starts.',
  older_version: 'The file has a newer version of the same event.',
  same_identifier: 'A later entry of the file has the same identifier and was taken in its place.',
  recurrence_too_many: 'The event recurs too often.',
  recurrence_not_understood: 'The rule of the recurrence is not understood.',
  rule_cleaned: 'A part of the rule of the recurrence has no meaning and was left out.',
  no_dates_left: 'The rule of the recurrence gives no date.',
  end_not_understood: 'The end is not understood; the usual length was taken.',
  date_not_understood: 'A date of the recurrence is not understood and was left out.',
  zone_unknown: 'The time zone is unknown; the clocks of the town were taken.',
  series_missing: 'The series of this date is not in the file; the date was taken as an event of its own.',
  range_in_part: 'A change for several dates was taken whole for one of them only.',
  text_shortened: 'A text is too long and was shortened.',
  uid_missing: 'The event has no identifier; one was made from its start and title.',
} as const;

export type RemarkCode = keyof typeof remarkWords;
