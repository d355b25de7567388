import { townTimeZone } from '#lib/i18n/dates.ts';
import { fieldsOfMoment } from './times.ts';

/** How a form says that something recurs. */
export const rhythms = ['NONE', 'DAILY', 'WEEKLY', 'TWO_WEEKS', 'MONTHLY', 'OTHER'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface Recurring {
  rhythm: Rhythm;
  /** How many dates there are in all; null: not said. */
  count: number | null;
  /** The last day that may have a date, such as 2026-12-21; empty: not said. */
  until: string;
  /** The rule that there was, kept as it is where nothing else is meant. */
  rule: string;
}

/** What the form showed before: a day of the event such as 2026-11-30, and the clocks it went by. */
export interface Before {
  day: string;
  timeZone: string;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/**
 * The rule that a form means, for a day of it such as 2026-11-30; null: just once. As long as neither the form nor the day says
 * something else, it is the one that there was; of a rule that the form cannot say, only the end is another one.
 */
export function ruleOf(recurring: Recurring, day: string, before: Before): string | null {
  const { rhythm, rule } = recurring;
  if (isUntouched(recurring, before.timeZone) && (rhythm !== 'MONTHLY' || day === before.day)) return rule || null;
  const end = endOf(recurring, before.timeZone);
  if (rhythm === 'DAILY') return textOf('FREQ=DAILY', end);
  if (rhythm === 'WEEKLY') return textOf('FREQ=WEEKLY', end);
  if (rhythm === 'TWO_WEEKS') return textOf('FREQ=WEEKLY;INTERVAL=2', end);
  if (rhythm === 'MONTHLY') return textOf(`FREQ=MONTHLY;BYDAY=${nthWeekday(day, rule)}`, end);
  return rhythm === 'OTHER' && rule ? withEnd(rule, end) : null;
}

/** Whether a form says of a rule what it said before. */
export function isUntouched({ rhythm, count, until, rule }: Recurring, timeZone = townTimeZone): boolean {
  const before = recurringOf(rule, timeZone);
  return rhythm === before.rhythm && (rhythm === 'NONE' || (count === before.count && until === before.until));
}

/** What a form shows of a rule of an event that goes by these clocks. */
export function recurringOf(rule: string | null | undefined, timeZone = townTimeZone): Recurring {
  if (!rule) return { rhythm: 'NONE', count: 4, until: '', rule: '' };
  const parts = partsOf(rule);
  const count = Number(parts.get('COUNT')) || null;
  const known = { rhythm: rhythmOf(parts), count, until: lastDay(parts.get('UNTIL'), timeZone), rule };
  return count === 1 ? { ...known, rhythm: 'OTHER' } : known;
}

/** The parts of a rule by their names, such as FREQ. */
export const partsOf = (rule: string): ReadonlyMap<string, string> =>
  new Map(rule.split(';').map((part) => part.toUpperCase().split('=') as [string, string]));

const sayable = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY'];

function rhythmOf(parts: ReadonlyMap<string, string>): Rhythm {
  if ([...parts.keys()].some((name) => !sayable.includes(name))) return 'OTHER';
  const [freq, byDay, interval] = [parts.get('FREQ'), parts.get('BYDAY'), Number(parts.get('INTERVAL') ?? 1)];
  if (freq === 'DAILY' && interval === 1 && !byDay) return 'DAILY';
  if (freq === 'WEEKLY' && !byDay) return interval === 1 ? 'WEEKLY' : interval === 2 ? 'TWO_WEEKS' : 'OTHER';
  if (freq === 'MONTHLY' && interval === 1 && /^-?\d[A-Z]{2}$/.test(byDay ?? '')) return 'MONTHLY';
  return 'OTHER';
}

/** "20261221" and "20261221T170000Z" as a day on the clocks of the event. */
function lastDay(until: string | undefined, timeZone: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ)?/.exec(until ?? '') ?? [];
  if (!year) return '';
  const written = `${year}-${month}-${day}`;
  return hour ? fieldsOfMoment(`${written}T${hour}:${minute}:00Z`, timeZone).date : written;
}

/** What a form says about the end: what was typed anew, both where both were, and else what there was. */
function endOf({ count, until, rule }: Recurring, timeZone: string): string[] {
  const before = recurringOf(rule, timeZone);
  const times = count === null ? [] : [`COUNT=${Math.max(2, Math.floor(count))}`];
  const last = until ? [`UNTIL=${until.replaceAll('-', '')}`] : [];
  const typed = [...(count === before.count ? [] : times), ...(until === before.until ? [] : last)];
  if (typed.length > 0) return typed;
  const kept = until ? partsOf(rule).get('UNTIL') : undefined;
  return kept ? [`UNTIL=${kept}`] : times;
}

const textOf = (rhythm: string, end: readonly string[]): string => [rhythm, ...end].join(';');

/** The same rule, and where it had its end another one. */
function withEnd(rule: string, end: readonly string[]): string {
  const isEnd = (part: string) => /^(COUNT|UNTIL)=/i.test(part);
  const parts = rule.split(';');
  const place = parts.findIndex(isEnd);
  const kept = (some: string[]) => some.filter((part) => !isEnd(part));
  const [head, tail] = place < 0 ? [parts, []] : [parts.slice(0, place), parts.slice(place)];
  return [...kept(head), ...end, ...kept(tail)].join(';');
}

/** "2TU" for the second Tuesday of a month; the fifth is the last. What the rule counts from the end of the month it still does. */
function nthWeekday(day: string, rule: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  const weekday = weekdays[date.getUTCDay()];
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const nth = Math.ceil(date.getUTCDate() / 7);
  const fromEnd = `-${Math.ceil((daysInMonth - date.getUTCDate() + 1) / 7)}${weekday}`;
  if (partsOf(rule).get('BYDAY') === fromEnd) return fromEnd;
  return `${nth > 4 ? -1 : nth}${weekday}`;
}
