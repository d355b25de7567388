import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CalendarEvent } from '../../server/src/features/events/calendar/calendar.ts';
import { readCalendar } from '../../server/src/features/events/calendar/read-calendar.ts';
import { occurrences } from '../../server/src/features/events/calendar/recurrence.ts';
import { writeCalendar } from '../../server/src/features/events/calendar/write-calendar.ts';
import { type ExpectedCalendar, expectedCalendars } from './ics-expected.ts';
import { calendarFiles, type ReferenceFile } from './ics-manifest.ts';

const folder = process.env.REFERENCE_DATA;
const isThere = folder !== undefined && calendarFiles.every(({ file }) => existsSync(join(folder, file)));
const mustBeThere = process.env.CI === 'true';

if (!isThere && !mustBeThere) {
  console.warn(
    'Calendar files of other programs are not checked: put them (tests/reference/ics-manifest.ts says where they are from) into a folder and name it in REFERENCE_DATA.',
  );
}

describe.runIf(isThere || mustBeThere)('calendar files of real programs', () => {
  test('each has a description of what must come out', () => {
    const names = calendarFiles.map(({ file }) => basename(file, '.ics'));
    expect(names.toSorted()).toEqual(Object.keys(expectedCalendars).toSorted());
  });

  test.each(calendarFiles)('$file', async ({ file, sha256 }: ReferenceFile) => {
    const bytes = readFileSync(join(folder ?? 'REFERENCE_DATA', file));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const expected = expectedCalendars[basename(file, '.ics')];
    const { events, skipped } = readCalendar(bytes);

    expect(events).toHaveLength(expected?.events ?? -1);
    expect(skipped.map(({ line, code }) => [line, code])).toEqual(expected?.skipped ?? []);
    const shown = events.map(({ title, start, end }) => [title, start, end]);
    for (const one of expected?.shown ?? []) expect(shown).toContainEqual(one);
    for (const [title, dates] of Object.entries(expected?.dates ?? {})) checkDates(events, title, dates);

    let written = '';
    for await (const chunk of writeCalendar(events, { name: file, now: new Date() })) written += chunk;
    expect(readCalendar(Buffer.from(written)).events).toEqual(events);
  });
});

function checkDates(
  events: CalendarEvent[],
  title: string,
  expected: NonNullable<ExpectedCalendar['dates']>[string],
): void {
  const event = events.find((one) => one.title === title);
  if (!event?.recurrence) throw new Error(`${title} is no series`);
  const [from, until] = ('within' in expected && expected.within) || ['1990-01-01', '2040-01-01'];
  const series = { ...event, recurrence: event.recurrence };
  const dates = occurrences(series, new Date(from), new Date(until)).map(({ start }) => start);
  if ('are' in expected) expect(dates).toEqual(expected.are);
  else expect({ first: dates[0], last: dates.at(-1), count: dates.length }).toEqual(expected);
}
