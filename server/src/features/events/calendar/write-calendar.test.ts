import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { CalendarEvent } from './calendar.ts';
import { digestOf, planImport } from './plan-import.ts';
import { readCalendar } from './read-calendar.ts';
import { occurrences } from './recurrence.ts';
import { writeCalendar } from './write-calendar.ts';

const heading = {
  name: 'Casacelle',
  url: 'https://vicini.example.org/calendar.ics',
  now: new Date('2026-11-25T08:00:00Z'),
};
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a@example.org',
  title: 'Caffè delle lingue',
  description: '',
  location: '',
  url: null,
  categories: [],
  start: '2026-10-13T18:00:00+02:00',
  end: '2026-10-13T20:00:00+02:00',
  allDay: false,
  timeZone: 'Europe/Rome',
  recurrence: null,
  status: null,
  sequence: 0,
  lastModified: null,
  ...more,
});

async function written(...events: CalendarEvent[]): Promise<string> {
  let text = '';
  for await (const chunk of writeCalendar(events, heading)) text += chunk;
  return text;
}
const read = (text: string) => readCalendar(Buffer.from(text));

const series = event({
  recurrence: {
    rule: 'FREQ=WEEKLY;UNTIL=20261110T170000Z',
    exceptions: ['2026-10-20T18:00:00+02:00', '2026-11-03T18:00:00+01:00'],
    additions: ['2026-10-30T18:00:00+01:00'],
    overrides: [
      {
        of: '2026-10-27T18:00:00+01:00',
        title: 'Nel parco',
        description: 'Porta una sedia',
        location: 'Parco',
        start: '2026-10-28T10:00:00+01:00',
        end: '2026-10-28T11:00:00+01:00',
        cancelled: false,
        sequence: 2,
      },
      {
        of: '2026-11-10T18:00:00+01:00',
        title: 'Caffè delle lingue',
        description: '',
        location: '',
        start: '2026-11-10T18:00:00+01:00',
        end: '2026-11-10T20:00:00+01:00',
        cancelled: true,
        sequence: 1,
      },
    ],
  },
});

test('the lines of an event', async () => {
  const text = await written(
    event({
      description: 'Si parla, si ascolta;\ne si mangia \\o/',
      categories: ['lingue', 'a, b'],
      status: 'CANCELLED',
      sequence: 3,
      lastModified: '2026-11-20T10:00:00Z',
    }),
  );
  expect(text.slice(text.indexOf('BEGIN:VEVENT')).split('\r\n')).toEqual([
    'BEGIN:VEVENT',
    'UID:a@example.org',
    'DTSTAMP:20261120T100000Z',
    'DTSTART;TZID=Europe/Rome:20261013T180000',
    'DTEND;TZID=Europe/Rome:20261013T200000',
    'SUMMARY:Caffè delle lingue',
    'DESCRIPTION:Si parla\\, si ascolta\\;\\ne si mangia \\\\o/',
    'SEQUENCE:3',
    'CATEGORIES:lingue,a\\, b',
    'STATUS:CANCELLED',
    'LAST-MODIFIED:20261120T100000Z',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
  expect(text).not.toContain('GEO');
});

test('each zone is defined once, before its first use', async () => {
  const text = await written(
    event(),
    event({ uid: 'b' }),
    event({ uid: 'c', allDay: true, start: '2026-10-13', end: '2026-10-14', timeZone: null }),
  );
  expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
  expect(text.indexOf('TZID:Europe/Rome')).toBeLessThan(text.indexOf('DTSTART;TZID=Europe/Rome'));
  expect(text).toContain(
    'DTSTART:19960331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n',
  );
});

test('another program sees the same dates, by our rules and by our definition of the zone', async () => {
  for (const timeZone of ['Europe/Rome', 'America/New_York', 'Africa/Casablanca']) {
    const [start, end] = ['2026-02-10T18:00:00', '2026-02-10T19:00:00'];
    const offset = { 'Europe/Rome': '+01:00', 'America/New_York': '-05:00' }[timeZone] ?? '+01:00';
    const rule = { rule: 'FREQ=WEEKLY;COUNT=60', exceptions: [], additions: [], overrides: [] };
    const one = event({ start: start + offset, end: end + offset, timeZone, recurrence: rule });
    const calendar = new ICAL.Component(ICAL.parse(await written(one)) as unknown[]);
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? {});
    const dates = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined).iterator();
    const theirs = Array.from({ length: 60 }, () => {
      const date = dates.next();
      date.zone = zone;
      return date.toJSDate().getTime();
    });
    const ours = occurrences({ ...one, recurrence: rule }, new Date('2026-01-01'), new Date('2028-01-01'));
    expect(theirs).toEqual(ours.map((date) => Date.parse(date.start)));
  }
});

test('a series comes back with all that was changed in it', async () => {
  expect(read(await written(series))).toEqual({ events: [series], skipped: [], repaired: [] });
});

test('an end in the hour that comes twice is not an hour early', async () => {
  const night = event({ start: '2026-10-25T01:30:00+02:00', end: '2026-10-25T02:15:00+01:00' });
  expect(read(await written(night)).events).toEqual([night]);
});

test('lines have 75 bytes at most and break between characters', async () => {
  const text = await written(
    event({
      title: 'تعالوا جميعا إلى مقهى اللغات في الحي القديم مساء كل ثلاثاء',
      description: '👩‍👩‍👧 '.repeat(40).trim(),
    }),
  );
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\uFFFD');
  }
});

test('events are written as they come, not when all are there', async () => {
  let asked = 0;
  function* endless() {
    for (;;) yield event({ uid: `e${asked++}` });
  }
  const chunks = writeCalendar(endless(), heading);
  expect((await chunks.next()).value).toContain('UID:e0\r\n');
  expect(asked).toBeLessThan(200);
  await chunks.return(undefined);
});

test('what is written is read as it was, whatever it says', async () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 120 }).map((text) => text.replaceAll(/\p{Cc}/gu, '').trim());
  const title = words.map((text) => text.replaceAll(/\s+/g, ' '));
  const times = fc.constantFrom(
    { start: '2026-10-13T18:00:00+02:00', end: '2026-10-13T20:00:00+02:00', allDay: false, timeZone: 'Europe/Rome' },
    { start: '2026-10-13T18:00:00+02:00', end: '2026-10-14T02:00:00+02:00', allDay: false, timeZone: null },
    { start: '2026-10-13T18:00:00+00:00', end: '2026-10-13T18:00:00+00:00', allDay: false, timeZone: 'UTC' },
    { start: '2026-10-13T18:00:00+04:15', end: '2026-10-13T20:00:00+04:15', allDay: false, timeZone: '+04:15' },
    { start: '2026-10-13', end: '2026-10-16', allDay: true, timeZone: null },
  );
  const events = fc.record({
    uid: title.filter((text) => text !== ''),
    title,
    description: fc.array(words, { maxLength: 3 }).map((lines) => lines.join('\n').trim()),
    location: words,
    url: fc.option(fc.webUrl({ withQueryParameters: true })),
    categories: fc.uniqueArray(
      title.filter((text) => text !== ''),
      { maxLength: 4 },
    ),
    time: times,
    status: fc.option(fc.constantFrom('CONFIRMED', 'TENTATIVE', 'CANCELLED')),
    sequence: fc.nat({ max: 1_000 }),
    lastModified: fc.option(fc.constant('2026-11-20T10:00:00Z')),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(events, { minLength: 1, maxLength: 5, selector: ({ uid }) => uid }),
      async (all) => {
        const wanted = all.map(({ time, ...rest }) => event({ ...rest, ...time }));
        expect(read(await written(...wanted))).toEqual({ events: wanted, skipped: [], repaired: [] });
      },
    ),
    { numRuns: 50 },
  );
});

test('a second import knows what is new, changed, the same, and older than what is there', () => {
  const [same, changed, older, fresh] = ['same', 'changed', 'older', 'fresh'].map((uid) => event({ uid, sequence: 2 }));
  const skipped = [{ uid: null, line: 3, code: 'todo' as const }];
  const known = [
    { uid: 'same', sequence: 1, digest: digestOf(event({ uid: 'same', lastModified: '2026-11-20T10:00:00Z' })) },
    { uid: 'changed', sequence: 1, digest: digestOf(event({ uid: 'changed', title: 'Tè delle lingue' })) },
    { uid: 'older', sequence: 3, digest: digestOf(event({ uid: 'older', title: 'Tè delle lingue' })) },
  ];
  const events = [same, changed, older, fresh].flatMap((one) => one ?? []);
  expect(planImport(known, { events, skipped, repaired: [] })).toEqual({
    ...{ new: [fresh], changed: [changed], same: [same], older: [older], skipped },
  });
});
