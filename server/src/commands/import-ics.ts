import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CalendarEvent, type CalendarRead, remarkWords } from '../features/events/calendar/calendar.ts';
import { readCalendar } from '../features/events/calendar/read-calendar.ts';
import type { CalendarPlan } from '../features/events/index.ts';
import { isStartError } from '../platform/start-error.ts';

interface Options {
  /** For programs instead of people. */
  json: boolean;
}

/** Keeps what was read, and tells what it did. The bundle of the server brings it, since services need its classes. */
export type StoreCalendar = (read: CalendarRead) => Promise<CalendarPlan>;

type Remark = Pick<CalendarPlan['remarks'][number], 'uid' | 'code' | 'line'>;
type Code = Remark['code'];

/**
 * Reads a calendar file, stores what is in it, and shows what it holds, what became of each event, and what was left out and
 * why. Without a store nothing is kept. Gives the exit code: 1 where nothing could be read or stored.
 */
export async function importCalendarFile(file: string, { json }: Options, store?: StoreCalendar): Promise<number> {
  // Scripts run in the project's folder, and people name files from where they are.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    console.error(`${file} cannot be read (${error.code ?? error.message}).`);
    return null;
  });
  if (!bytes) return 1;
  const read = readCalendar(bytes);
  const isReadable = !read.skipped.some(({ code }) => code === 'not_a_calendar' || code === 'file_too_large');
  try {
    const shown = store && isReadable ? ofPlan(await store(read)) : ofRead(read);
    console.log(json ? JSON.stringify(report(shown), null, 2) : table(shown));
  } catch (error) {
    if (!isStartError(error)) throw error;
    console.error(error.message);
    return 1;
  }
  return isReadable ? 0 : 1;
}

/** What came of a file. */
interface Shown {
  events: { event: CalendarEvent; change: 'new' | 'changed' | 'same' | 'older' | null }[];
  skipped: Remark[];
  repaired: Remark[];
}

const ofRead = ({ events, skipped, repaired }: CalendarRead): Shown => ({
  events: events.map((event) => ({ event, change: null })),
  skipped,
  repaired,
});

const ofPlan = ({ events, remarks }: CalendarPlan): Shown => ({
  events: events.map(({ source, change }) => ({ event: source, change: changeNames[change] })),
  skipped: remarks.filter(({ taken }) => !taken),
  repaired: remarks.filter(({ taken }) => taken),
});

const changeNames = { NEW: 'new', CHANGED: 'changed', SAME: 'same', OLDER: 'older' } as const;

/** Words for what the reader does not know: the reasons of this house. */
const words: Record<Code, string> = {
  ...remarkWords,
  over: 'The event is over.',
  too_far: 'The event is too far ahead.',
  too_long: 'A date of the event lasts too long.',
  title_missing: 'The event has no title.',
  cancelled_before: 'The event was called off before it came in here.',
  private_here: 'The event is private now, but it came in here before: cancel it here if it should not be seen.',
  too_many_events: 'Too many events for one import: import the file again to go on.',
};

function report({ events, skipped, repaired }: Shown) {
  return { events: events.map(eventReport), skipped: skipped.map(remarkReport), repaired: repaired.map(remarkReport) };
}

function eventReport({ event: { recurrence, ...event }, change }: Shown['events'][number]) {
  const { rule = null, exceptions = [], additions = [], overrides = [] } = recurrence ?? {};
  return { ...event, recurrence: rule, exceptions, additions, overrides, ...(change ? { change } : {}) };
}

function remarkReport({ uid, line, code }: Remark) {
  return { uid, line, reason: `${code}: ${words[code]}` };
}

function table({ events, skipped, repaired }: Shown): string {
  const rows = events.map(({ event: { start, title, recurrence }, change }) =>
    [
      ...(change ? [change.padEnd(7)] : []),
      start.slice(0, 16).replace('T', ' ').padEnd(16),
      title || '-',
      recurrence ? (recurrence.rule ?? 'on listed dates') : '',
    ]
      .join('  ')
      .trimEnd(),
  );
  const remarks = (heading: string, list: Remark[]) =>
    list.length === 0 ? [] : ['', heading, ...list.map((remark) => remarkLine(remark))];
  return [
    ...rows,
    ...remarks('Left out:', skipped),
    ...remarks('Taken, but not as it was written:', repaired),
    '',
    `${total(events)}, ${skipped.length} left out`,
  ].join('\n');
}

const remarkLine = ({ line, code, uid }: Remark): string =>
  [line === null ? '' : `line ${line}:`, words[code], uid ?? ''].filter(Boolean).join(' ');

function total(events: Shown['events']): string {
  if (events.every(({ change }) => change === null)) return `${events.length} events`;
  const count = (wanted: string) => events.filter(({ change }) => change === wanted).length;
  const [fresh, changed, older] = [count('new'), count('changed'), count('older')];
  return `${fresh} new, ${changed} changed, ${count('same')} as before${older > 0 ? `, ${older} older than here` : ''}`;
}
