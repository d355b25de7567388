import type { RemarkCode } from '../calendar/calendar.ts';
import type { ImportProblem } from './imported-dates.ts';

/** Why an entry of a calendar file was left out, or what about it did not come in as it was written. */
export const importReasons = [
  'NOT_A_CALENDAR',
  'EMPTY',
  'TOO_LARGE',
  'TOO_MANY',
  'DAMAGED',
  'NOT_AN_EVENT',
  'PRIVATE',
  'PRIVATE_HERE',
  'START_WRONG',
  'END_WRONG',
  'OLDER_VERSION',
  'RULE_NOT_UNDERSTOOD',
  'DATES_REPAIRED',
  'RANGE_IN_PART',
  'ZONE_UNKNOWN',
  'SERIES_MISSING',
  'TEXT_SHORTENED',
  'UID_MISSING',
  'OVER',
  'TOO_FAR',
  'TOO_LONG',
  'TITLE_MISSING',
  'CANCELLED',
] as const;
export type ImportReason = (typeof importReasons)[number];

/** What people are told for each code of the reader: fewer, plainer reasons. */
export const reasonOf: Record<RemarkCode | ImportProblem, ImportReason> = {
  not_a_calendar: 'NOT_A_CALENDAR',
  nothing_in_it: 'EMPTY',
  file_too_large: 'TOO_LARGE',
  too_many_components: 'TOO_MANY',
  nested_too_deep: 'DAMAGED',
  too_many_properties: 'DAMAGED',
  not_closed: 'DAMAGED',
  todo: 'NOT_AN_EVENT',
  journal: 'NOT_AN_EVENT',
  freebusy: 'NOT_AN_EVENT',
  private: 'PRIVATE',
  private_here: 'PRIVATE_HERE',
  start_missing: 'START_WRONG',
  start_not_understood: 'START_WRONG',
  start_twice: 'START_WRONG',
  end_before_start: 'END_WRONG',
  older_version: 'OLDER_VERSION',
  same_identifier: 'OLDER_VERSION',
  recurrence_too_many: 'RULE_NOT_UNDERSTOOD',
  recurrence_not_understood: 'RULE_NOT_UNDERSTOOD',
  rule_cleaned: 'DATES_REPAIRED',
  no_dates_left: 'RULE_NOT_UNDERSTOOD',
  end_not_understood: 'END_WRONG',
  date_not_understood: 'DATES_REPAIRED',
  zone_unknown: 'ZONE_UNKNOWN',
  series_missing: 'SERIES_MISSING',
  range_in_part: 'RANGE_IN_PART',
  text_shortened: 'TEXT_SHORTENED',
  uid_missing: 'UID_MISSING',
  over: 'OVER',
  too_far: 'TOO_FAR',
  too_long: 'TOO_LONG',
  title_missing: 'TITLE_MISSING',
  cancelled_before: 'CANCELLED',
  too_many_events: 'TOO_MANY',
};

/** Most rows of each list that an answer shows; it says how many more there are. */
export const mostShown = 200;
