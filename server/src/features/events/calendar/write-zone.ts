import type { Temporal } from 'temporal-polyfill';
import { clocksOf, type ZoneChange } from './zone-changes.ts';

/** The lines of a VTIMEZONE for an IANA zone, from 1996 on. */
export function zoneLines(timeZone: string): string[] {
  const { changes, first } = clocksOf(timeZone);
  const start = ['BEGIN:STANDARD', 'DTSTART:19960101T000000', ...offsets(first, first), 'END:STANDARD'];
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...start, ...rows(changes).flatMap(rowLines), 'END:VTIMEZONE'];
}

/** Changes of consecutive years by the same rule. */
interface Row {
  first: ZoneChange;
  last: ZoneChange;
  /** Which weekday of the month it may be: the nth, or the last one (-1). */
  nth: number[];
  isOpen: boolean;
}

function rows(changes: ZoneChange[]): Row[] {
  const all: Row[] = [];
  for (const change of changes) {
    const nth = places(change.at);
    const row = all.findLast((one) => continues(one, change, nth));
    if (row) {
      row.last = change;
      row.nth = row.nth.filter((place) => nth.includes(place));
    } else {
      all.push({ first: change, last: change, nth, isOpen: false });
    }
  }
  const lastYear = Math.max(0, ...changes.map(({ at }) => at.year));
  for (const row of all) row.isOpen = row.last.at.year === lastYear && row.first !== row.last;
  return all;
}

const continues = ({ last, nth: before }: Row, { at, from, to }: ZoneChange, nth: number[]) =>
  at.year === last.at.year + 1 &&
  at.month === last.at.month &&
  at.dayOfWeek === last.at.dayOfWeek &&
  at.toPlainTime().equals(last.at.toPlainTime()) &&
  from === last.from &&
  to === last.to &&
  before.some((place) => nth.includes(place));

function places(at: Temporal.PlainDateTime): number[] {
  const nth = Math.ceil(at.day / 7);
  const isLast = at.day + 7 > at.daysInMonth;
  return [...(isLast ? [-1] : []), ...(nth < 5 ? [nth] : [])];
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function rowLines({ first, last, nth, isOpen }: Row): string[] {
  const kind = first.isSummer ? 'DAYLIGHT' : 'STANDARD';
  const until = isOpen ? '' : `;UNTIL=${utc(last)}`;
  const rule = `RRULE:FREQ=YEARLY;BYMONTH=${first.at.month};BYDAY=${nth[0]}${weekdays[first.at.dayOfWeek - 1]}${until}`;
  return [
    `BEGIN:${kind}`,
    `DTSTART:${digits(first.at.toString({ smallestUnit: 'second' }))}`,
    ...offsets(first.from, first.to),
    ...(first === last ? [] : [rule]),
    `END:${kind}`,
  ];
}

const digits = (text: string) => text.replaceAll(/[-:]/g, '');
const offsets = (from: string, to: string) => [`TZOFFSETFROM:${digit(from)}`, `TZOFFSETTO:${digit(to)}`];
const digit = (offset: string) => offset.replaceAll(':', '').slice(0, 5);
const utc = ({ at, from }: ZoneChange) =>
  `${digits(at.toZonedDateTime(from).toInstant().toString({ smallestUnit: 'second' }))}`;
