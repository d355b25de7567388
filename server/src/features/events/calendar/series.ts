import type { CalendarEvent, CalendarOverride, CalendarRead, RemarkCode } from './calendar.ts';
import { limits } from './limits.ts';
import { uidOfDate } from './property.ts';
import type { Draft } from './read-event.ts';
import { dateOfSeries } from './read-recurrence.ts';
import { endOf, keyOf } from './recurrence.ts';
import { readRule } from './rule.ts';
import { timeFrom, timeText, zoneOf } from './times.ts';
import type { Zones } from './zones.ts';

/**
 * Puts together what belongs together: of several versions of an event the newest counts, and the changed dates of a
 * series become part of it. Adds to what was read, in the order of the file.
 */
export function joinSeries(drafts: Draft[], zones: Zones, read: CalendarRead): void {
  const byUid = Map.groupBy(drafts, ({ event }) => event.uid);
  for (const versions of byUid.values()) {
    const [series, ...older] = newestFirst(versions.filter(({ of }) => !of));
    const changes = versions.filter(({ of }) => of);
    for (const draft of older) skip(draft, series, read);
    if (series) {
      read.events.push(withOverrides(series, changes, zones, read));
      repaired(series, read);
    } else {
      for (const change of changes) read.events.push(alone(change, read));
    }
  }
}

function withOverrides(series: Draft, changes: Draft[], zones: Zones, read: CalendarRead): CalendarEvent {
  const { event } = series;
  if (changes.length === 0) return event;
  const recurrence = event.recurrence ?? { rule: null, exceptions: [], additions: [event.start], overrides: [] };
  const rule = recurrence.rule === null ? null : readRule(recurrence.rule).rule;
  const ofDate = Map.groupBy(changes, ({ of }) => (of ? keyOf(dateOfSeries(of, event, zones, rule)) : 0));
  const overrides: CalendarOverride[] = [];
  const following: CalendarOverride[] = [];
  for (const versions of ofDate.values()) {
    const [newest, ...older] = newestFirst(versions);
    for (const draft of older) skip(draft, newest, read);
    if (!newest?.of) continue;
    const { title, description, location, status, sequence, allDay } = newest.event;
    const of = dateOfSeries(newest.of, event, zones, rule);
    const cancelled = status === 'CANCELLED';
    // What is called off is known by when it would have been: whole days say nothing of its hours, nor hours of its days.
    const hasUsualTimes = cancelled && allDay !== event.allDay;
    const start = hasUsualTimes ? of : onClocksOf(event, newest.event.start);
    const hasUsualLength = hasUsualTimes || (newest.endIsGuess && allDay === event.allDay);
    const override = {
      of,
      title,
      description,
      location,
      start,
      end: hasUsualLength ? endOf(start, event) : onClocksOf(event, newest.event.end),
      cancelled,
      sequence,
    };
    overrides.push(override);
    const moves = newest.isFollowing && (cancelled || allDay === event.allDay) && isNear(override);
    if (moves && following.length < limits.followingChanges) following.push(override);
    const isWhole = following.at(-1) === override && (cancelled || !hasOtherWords(event, override));
    const isInPart = newest.isFollowing && !isWhole;
    repaired(isInPart ? { ...newest, remarks: [...newest.remarks, 'range_in_part'] } : newest, read);
  }
  following.sort((a, b) => keyOf(a.of) - keyOf(b.of));
  return { ...event, recurrence: { ...recurrence, overrides, ...(following.length > 0 ? { following } : {}) } };
}

const isNear = ({ of, start, end }: CalendarOverride): boolean =>
  [start, end].every((at) => Math.abs(keyOf(at) - keyOf(of)) <= limits.followingDays * 86_400_000);

/** Times are for all following dates, words for one. */
const hasOtherWords = (event: CalendarEvent, override: CalendarOverride): boolean =>
  (['title', 'description', 'location'] as const).some((name) => override[name] && override[name] !== event[name]);

const onClocksOf = (event: CalendarEvent, date: string) =>
  date.length === 10 ? date : timeText(timeFrom(date, zoneOf(event)));

/** A changed date whose series is not in the file. */
function alone(change: Draft, read: CalendarRead): CalendarEvent {
  const inPart: RemarkCode[] = change.isFollowing ? ['range_in_part'] : [];
  repaired({ ...change, remarks: [...change.remarks, 'series_missing', ...inPart] }, read);
  const { uid } = change.event;
  return { ...change.event, uid: uidOfDate(uid, change.of?.time.wall.toString() ?? ''), recurrence: null };
}

/** By number, then by the time of the change, then by place in the file. */
function newestFirst(versions: Draft[]): Draft[] {
  return versions
    .toReversed()
    .toSorted((a, b) => b.event.sequence - a.event.sequence || (a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : 0));
}

function skip({ event, line, stamp }: Draft, kept: Draft | undefined, read: CalendarRead): void {
  const isOlder = kept && (event.sequence < kept.event.sequence || stamp < kept.stamp);
  read.skipped.push({ uid: event.uid, line, code: isOlder ? 'older_version' : 'same_identifier' });
}

function repaired({ event, line, remarks }: Draft, read: CalendarRead): void {
  for (const code of new Set(remarks)) read.repaired.push({ uid: event.uid, line, code });
}
