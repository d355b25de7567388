import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CalendarEvent, type CalendarRead, remarkWords } from '../features/events/calendar/calendar.ts';
import { readCalendar } from '../features/events/calendar/read-calendar.ts';

interface Options {
  /** Nothing is kept; what would be taken is shown. */
  dryRun: boolean;
  json: boolean;
}

/** Keeps what was read. The bundle of the server brings it, since services need its classes. */
export type StoreCalendar = (read: CalendarRead) => Promise<void>;

/**
 * Reads a calendar file, shows what is in it and what cannot be taken and why, and stores it unless this is a dry run.
 * Gives the exit code: 1 only where nothing could be read or stored.
 */
export async function importCalendarFile(file: string, options: Options, store: StoreCalendar | null): Promise<number> {
  if (!options.dryRun && !store) {
    console.error('Events cannot be stored from here yet: add --dry-run to see what is in the file.');
    return 1;
  }
  // Scripts run in the project's folder, and people name files from where they are.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    console.error(`${file} cannot be read (${error.code ?? error.message}).`);
    return null;
  });
  if (!bytes) return 1;
  const read = readCalendar(bytes);
  console.log(options.json ? JSON.stringify(report(read), null, 2) : table(read));
  if (!options.dryRun) await store?.(read);
  return read.skipped.some(({ code }) => code === 'not_a_calendar' || code === 'file_too_large') ? 1 : 0;
}

function report({ events, skipped, repaired }: CalendarRead) {
  return { events: events.map(eventReport), skipped: skipped.map(remarkReport), repaired: repaired.map(remarkReport) };
}

function eventReport({ recurrence, ...event }: CalendarEvent) {
  const { rule = null, exceptions = [], additions = [], overrides = [] } = recurrence ?? {};
  return { ...event, recurrence: rule, exceptions, additions, overrides };
}

function remarkReport({ uid, line, code }: CalendarRead['skipped'][number]) {
  return { uid, line, reason: `${code}: ${remarkWords[code]}` };
}

function table({ events, skipped, repaired }: CalendarRead): string {
  const rows = events.map(({ start, title, recurrence }) =>
    [
      start.slice(0, 16).replace('T', ' ').padEnd(16),
      title || '-',
      recurrence ? (recurrence.rule ?? 'on listed dates') : '',
    ]
      .join('  ')
      .trimEnd(),
  );
  const remarks = (heading: string, list: CalendarRead['skipped']) =>
    list.length === 0
      ? []
      : [
          '',
          heading,
          ...list.map(({ line, code, uid }) => `line ${line}: ${remarkWords[code]} ${uid ?? ''}`.trimEnd()),
        ];
  return [
    ...rows,
    ...remarks('Left out:', skipped),
    ...remarks('Taken, but not as it was written:', repaired),
    '',
    `${events.length} events, ${skipped.length} left out`,
  ].join('\n');
}
