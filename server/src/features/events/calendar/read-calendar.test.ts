import { readFileSync } from 'node:fs';
import { RRuleTemporal } from 'rrule-temporal';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CalendarRead } from './calendar.ts';
import { limits } from './limits.ts';
import { readCalendar } from './read-calendar.ts';
import { occurrences } from './recurrence.ts';

const fixture = (name: string) =>
  readCalendar(readFileSync(new URL(`../../../../../tests/fixtures/ics/${name}`, import.meta.url)));
const calendar = (...lines: string[]) => Buffer.from(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT'];
const day = 'DTSTART;VALUE=DATE:20261130';
const codes = ({ skipped }: CalendarRead) => skipped.map(({ uid, code }) => `${uid} ${code}`);
const titles = ({ events }: CalendarRead) => events.map(({ title }) => title);

afterEach(() => void vi.restoreAllMocks());

test('what is private is left out, and so is what is of a kind that nobody knows', () => {
  const kinds = ['PUBLIC', 'public', 'PRIVATE', 'Confidential', 'X-OFFICE-ONLY'];
  const read = readCalendar(calendar(...kinds.flatMap((kind) => event(kind, day, `CLASS:${kind}`))));
  expect(read.events.map(({ uid }) => uid)).toEqual(['PUBLIC', 'public']);
  expect(codes(read)).toEqual(['PRIVATE private', 'Confidential private', 'X-OFFICE-ONLY private']);
});

describe('a change for a date and all that follow', () => {
  const weekly = event(
    'w',
    'SUMMARY:Coro',
    'DTSTART;TZID=Europe/Rome:20270304T180000',
    'DTEND;TZID=Europe/Rome:20270304T190000',
    'RRULE:FREQ=WEEKLY;COUNT=6',
  );
  const from = (day: string, ...lines: string[]) =>
    event('w', `RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:202703${day}T180000`, ...lines);
  const at = (start: string, end: string) => [
    `DTSTART;TZID=Europe/Rome:202703${start}`,
    `DTEND;TZID=Europe/Rome:202703${end}`,
  ];
  const read = (...more: string[]) => {
    const { events, repaired } = readCalendar(calendar(...weekly, ...more));
    const [series] = events;
    if (!series?.recurrence) throw new Error('no series');
    const recurring = { ...series, recurrence: series.recurrence };
    const dates = occurrences(recurring, new Date('2027-01-01'), new Date('2028-01-01'));
    return {
      dates: dates.map(({ start, end }) => `${start.slice(5, 16)}-${end.slice(11, 16)}`),
      codes: repaired.map(({ code }) => code),
    };
  };

  test('counts for all of them, also when the clocks change, until the next one', () => {
    expect(read(...from('11', ...at('11T200000', '11T213000')))).toEqual({
      dates: ['03-04T18:00-19:00', ...['03-11', '03-18', '03-25', '04-01', '04-08'].map((d) => `${d}T20:00-21:30`)],
      codes: [],
    });
    const alone = event('w', 'RECURRENCE-ID;TZID=Europe/Rome:20270318T180000', ...at('18T100000', '18T110000'));
    const twice = read(
      ...from('25', ...at('24T170000', '24T180000')),
      ...alone,
      ...from('11', ...at('11T200000', '11T210000')),
    );
    expect(twice.dates).toEqual([
      '03-04T18:00-19:00',
      '03-11T20:00-21:00',
      '03-18T10:00-11:00',
      '03-24T17:00-18:00',
      '03-31T17:00-18:00',
      '04-07T17:00-18:00',
    ]);
  });

  test('may move them far, or call them off', () => {
    const far = read(...from('11', ...at('21T180000', '21T190000')));
    expect(far.dates.at(-1)).toBe('04-18T18:00-19:00');
    expect(read(...from('18', ...at('18T180000', '18T190000'), 'STATUS:CANCELLED'))).toEqual({
      dates: ['03-04T18:00-19:00', '03-11T18:00-19:00'],
      codes: [],
    });
  });

  test('says what came in for the first of them only: words, whole days, and what was before', () => {
    const times = at('11T200000', '11T210000');
    expect(read(...from('11', ...times, 'SUMMARY:Concerto'))).toMatchObject({ codes: ['range_in_part'] });
    expect(read(...from('11', ...times, 'SUMMARY:Coro'))).toMatchObject({ codes: [] });
    expect(read(...from('11', 'DTSTART;VALUE=DATE:20270311'))).toMatchObject({
      codes: expect.arrayContaining(['range_in_part']) as string[],
    });
    const years = 'DTSTART;TZID=Europe/Rome:20290311T180000';
    expect(read(...from('11', years, 'DTEND;TZID=Europe/Rome:20290311T190000')).codes).toEqual(['range_in_part']);
    const prior = event('w', 'RECURRENCE-ID;RANGE=THISANDPRIOR;TZID=Europe/Rome:20270311T180000', ...times);
    expect(read(...prior).codes).toEqual(['range_in_part']);
  });
});

test('exceptions and changed dates of the night in which the clocks leave their hour out are found', () => {
  const night = event(
    'night',
    'DTSTART;TZID=Europe/Rome:20270326T023000',
    'DTEND;TZID=Europe/Rome:20270326T033000',
    'RRULE:FREQ=DAILY;COUNT=4',
  );
  const read = (...more: string[]) => {
    const [series] = readCalendar(calendar(...more)).events;
    if (!series?.recurrence) throw new Error('no series');
    const dates = occurrences(
      { ...series, recurrence: series.recurrence },
      new Date('2027-01-01'),
      new Date('2028-01-01'),
    );
    return dates.map(({ start }) => start.slice(5, 16));
  };
  const all = ['03-26T02:30', '03-27T02:30', '03-28T03:30', '03-29T02:30'];
  expect(read(...night)).toEqual(all);
  for (const left of [
    'EXDATE;TZID=Europe/Rome:20270328T023000',
    'EXDATE:20270328T013000Z',
    'EXDATE;VALUE=DATE:20270328',
  ])
    expect(read(...night.toSpliced(-1, 0, left)), left).toEqual(all.toSpliced(2, 1));
  const changed = event(
    'night',
    'RECURRENCE-ID;TZID=Europe/Rome:20270328T023000',
    'DTSTART;TZID=Europe/Rome:20270328T090000',
  );
  expect(read(...night, ...changed)).toEqual(all.with(2, '03-28T09:00'));
});

describe('texts in every way of writing signs', () => {
  test('lines are folded in the middle of a sign', () => {
    const [read] = fixture('folded-inside-characters.ics').events;
    expect(read).toMatchObject({
      title: 'Caffè delle lingue',
      description: 'Si parla, si ascolta; e poi:\nتعالوا',
      location: 'Città vecchia',
      start: '2026-11-30T18:00:00+01:00',
      end: '2026-11-30T20:00:00+01:00',
    });
  });

  test.each([
    ['utf-8-with-mark.ics', 'Perché no? Вечір мов'],
    ['iso-8859-1.ics', 'Società e libertà'],
    ['windows-1252.ics', '“Città” – 5 €'],
    ['utf-16-little.ics', 'Perché no? مساء'],
    ['utf-16-big-without-mark.ics', 'Perché no? مساء'],
    ['old-line-ends.ics', 'Una rigasola'],
  ])('%s', (file, title) => {
    expect(titles(fixture(file))).toEqual([title]);
  });

  test('two encodings in one file, as programs make it that join files', () => {
    expect(titles(fixture('two-encodings.ics'))).toEqual(['Caffè', 'Caffè']);
  });

  test('signs that no screen shows are left out, too long texts are shortened and said to be', () => {
    const read = readCalendar(calendar(...event('a', day, `SUMMARY: A\u0000\u0007 ${'b'.repeat(600)}`)));
    expect(read.events[0]?.title).toHaveLength(500);
    expect(read.repaired).toEqual([{ uid: 'a', line: 2, code: 'text_shortened' }]);
  });

  test('an identifier holds nothing that no database keeps', () => {
    expect(readCalendar(calendar(...event('a\u0000b', day))).events[0]?.uid).toBe('ab');
  });

  test('only addresses of the web are links', () => {
    const url = (value: string) => readCalendar(calendar(...event('a', day, `URL:${value}`))).events[0]?.url;
    expect(url('https://example.org/a,b;c')).toBe('https://example.org/a,b;c');
    expect(['javascript:alert(1)', 'F', '', 'http://'].map(url)).toEqual([null, null, null, null]);
  });
});

describe('damaged files', () => {
  test('each broken entry is reported with its line, and the others come in', () => {
    const read = fixture('damaged.ics');
    expect(titles(read)).toEqual(['Prima', 'Seconda', 'Terza']);
    expect(read.skipped.map(({ uid, line, code }) => [uid, line, code])).toEqual([
      ['aperto@prova', 10, 'not_closed'],
      ['senza-inizio@prova', 28, 'start_missing'],
      ['giorno-impossibile@prova', 33, 'start_not_understood'],
      ['due-inizi@prova', 39, 'start_twice'],
      ['al-contrario@prova', 46, 'end_before_start'],
      ['allarme-aperto@prova', 53, 'not_closed'],
      ['tagliato@prova', 66, 'not_closed'],
    ]);
  });

  test('what is no calendar is said to be none', () => {
    for (const text of ['', 'hello', '{"BEGIN": "VCALENDAR"}', '<html>', '\u0000\u0001']) {
      expect(codes(readCalendar(Buffer.from(text)))).toEqual(['null not_a_calendar']);
    }
  });

  test('a calendar without entries says so, and one with nothing but a task says that', () => {
    const empty = { uid: null, line: 1, code: 'nothing_in_it' };
    expect(readCalendar(calendar())).toEqual({ events: [], skipped: [empty], repaired: [] });
    expect(codes(readCalendar(calendar('BEGIN:VTODO', 'UID:1', 'END:VTODO')))).toEqual(['1 todo']);
  });

  test('an event without an identifier gets the same one in every file', () => {
    const lines = ['BEGIN:VEVENT', day, 'SUMMARY:Festa', 'END:VEVENT'];
    const [first, second] = [readCalendar(calendar(...lines)), readCalendar(calendar('X-A:1', ...lines))];
    expect(first.events[0]?.uid).toMatch(/^[0-9a-f]{32}$/);
    expect(second.events[0]?.uid).toBe(first.events[0]?.uid);
    expect(first.repaired).toEqual([{ uid: first.events[0]?.uid, line: 2, code: 'uid_missing' }]);
  });

  test('a calendar that calls its events off', () => {
    expect(readCalendar(calendar('METHOD:CANCEL', ...event('a', day))).events[0]?.status).toBe('CANCELLED');
  });
});

test('zones: by name, by what Outlook shows, by definition, by offset, or the town’s', () => {
  const { events, repaired } = fixture('zones.ics');
  expect(
    Object.fromEntries(events.map(({ uid, start, timeZone }) => [uid.split('@')[0], `${start} ${timeZone}`])),
  ).toEqual({
    outlook: '2026-07-01T18:00:00+02:00 Europe/Rome',
    'outlook-vecchio': '2026-07-01T18:00:00-04:00 America/New_York',
    mozilla: '2026-01-01T18:00:00+02:00 Africa/Cairo',
    definito: expect.stringMatching(/^2026-07-01T18:00:00\+03:00 \w+\/\w+$/),
    'solo-scarto': '2026-07-01T18:00:00+04:15 +04:15',
    vuoto: '2026-07-01T18:00:00+02:00 null',
    sconosciuto: '2026-07-01T18:00:00+02:00 null',
    senza: '2026-07-01T18:00:00+02:00 null',
    utc: '2026-07-01T18:00:00+00:00 UTC',
  });
  expect(repaired.map(({ uid, code }) => `${uid} ${code}`)).toEqual([
    'vuoto@prova zone_unknown',
    'sconosciuto@prova zone_unknown',
  ]);
});

test('the year 9999 stands for a series without end', () => {
  const read = readCalendar(calendar(...event('a', day, 'RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z;BYDAY=MO')));
  expect(read.events[0]?.recurrence?.rule).toBe('FREQ=WEEKLY;BYDAY=MO');
  expect(read.repaired).toEqual([{ uid: 'a', line: 2, code: 'rule_cleaned' }]);
});

test('series: dates left out, added, moved and called off, in whatever form the file has them', () => {
  const read = fixture('series.ics');
  const [tuesdays, feast, thrice, orphan, ...more] = read.events;
  expect(more).toEqual([]);
  expect(tuesdays?.recurrence).toEqual({
    rule: 'FREQ=WEEKLY;UNTIL=20261110T170000Z',
    exceptions: ['2026-10-27T18:00:00+01:00', '2026-11-03T18:00:00+01:00'],
    additions: ['2026-10-30T18:00:00+01:00'],
    overrides: [
      {
        of: '2026-10-20T18:00:00+02:00',
        title: 'Spostato',
        description: '',
        location: '',
        start: '2026-10-21T19:30:00+02:00',
        end: '2026-10-21T20:30:00+02:00',
        cancelled: false,
        sequence: 4,
      },
      expect.objectContaining({
        of: '2026-11-10T18:00:00+01:00',
        end: '2026-11-10T20:00:00+01:00',
        cancelled: true,
      }),
    ],
  });
  expect(feast).toMatchObject({ start: '2026-06-05', end: '2026-06-08', allDay: true });
  expect(thrice?.recurrence).toEqual({
    rule: null,
    exceptions: [],
    additions: ['2026-06-05T10:00:00+00:00', '2026-06-12T10:00:00+00:00', '2026-06-20T08:30:00+00:00'],
    overrides: [],
  });
  expect(orphan).toMatchObject({ uid: 'orfano@prova#2026-06-05T10:00:00', recurrence: null });
  expect(codes(read)).toEqual([
    'minuti@prova recurrence_too_many',
    'milione@prova recurrence_too_many',
    'strana@prova recurrence_not_understood',
  ]);
});

describe('files made to do harm', () => {
  test('10,000 events', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => event(`e${index}`, day, 'SUMMARY:Festa')).flat();
    const read = readCalendar(calendar(...lines));
    expect(read.events).toHaveLength(10_000);
    expect(read.events.at(-1)?.uid).toBe('e9999');
  });

  test('more entries than can be read end with one remark, and those before it come in', () => {
    const tasks = Array.from({ length: limits.components + 5 }, () => ['BEGIN:VTODO', 'END:VTODO']).flat();
    const read = readCalendar(calendar(...event('a', day), ...tasks));
    expect(read.events).toHaveLength(1);
    expect(read.skipped).toHaveLength(limits.components);
    expect(read.skipped.at(-1)).toEqual({ uid: null, line: 2 * limits.components + 4, code: 'too_many_components' });
  });

  test('too large a file, too many levels, lines, dates', () => {
    expect(codes(readCalendar(Buffer.alloc(limits.fileBytes + 1)))).toEqual(['null file_too_large']);
    const levels = Array.from({ length: 50_000 }, () => 'BEGIN:VALARM');
    const lines = Array.from({ length: limits.properties + 1 }, () => 'X-LINE:1');
    const dates = Array.from({ length: limits.listedDates + 1 }, () => '20261201').join(',');
    const read = readCalendar(
      calendar(
        ...event('levels', day, ...levels),
        ...event('lines', day, ...lines),
        ...event('dates', day, `RDATE:${dates}`),
        ...event('good', day),
      ),
    );
    expect(read.events.map(({ uid }) => uid)).toEqual(['good']);
    expect(codes(read)).toEqual(['levels nested_too_deep', 'lines too_many_properties', 'dates recurrence_too_many']);
  });

  test('no rule is counted out while reading, however many dates it has', () => {
    const counting = (['all', 'between', 'next', 'matches'] as const).map((name) =>
      vi.spyOn(RRuleTemporal.prototype, name),
    );
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=DAILY',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=WEEKLY;UNTIL=20991231',
      'FREQ=DAILY;UNTIL=22991231',
    ];
    const lines = rules.flatMap((rule) => event(rule, day, `RRULE:${rule}`));
    const read = readCalendar(calendar(...lines));
    expect(codes(read)).toEqual(['FREQ=SECONDLY recurrence_too_many', 'FREQ=DAILY;UNTIL=22991231 recurrence_too_many']);
    for (const spy of counting) expect(spy).not.toHaveBeenCalled();
  });

  test('a line of a million parameters is passed over, and a text of a million signs is cut', () => {
    const params = 'DTEND' + ';A=":";B=1'.repeat(500_000) + ':20261201';
    const open = `LOCATION;A="${';'.repeat(1_000_000)}`;
    const read = readCalendar(calendar(...event('a', day, params, open, `DESCRIPTION:${'a;'.repeat(1_000_000)}`)));
    expect(read.events[0]).toMatchObject({ start: '2026-11-30', end: '2026-12-01', location: '' });
    expect(read.events[0]?.description).toHaveLength(limits.textLength);
  });

  test('definitions of zones are compared with those of the world so often and no more', () => {
    const zones = Array.from({ length: 1_000 }, (_, zone) => [
      'BEGIN:VTIMEZONE',
      `TZID:z${zone}`,
      'BEGIN:STANDARD',
      'DTSTART:20000101T000000',
      'RRULE:FREQ=SECONDLY',
      `TZOFFSETFROM:+0${zone % 10}${10 + (zone % 7)}`,
      `TZOFFSETTO:+0${zone % 10}${10 + (zone % 7)}`,
      'END:STANDARD',
      'END:VTIMEZONE',
    ]).flat();
    const events = Array.from({ length: 1_000 }, (_, zone) =>
      event(`e${zone}`, `DTSTART;TZID=z${zone}:20261130T100000`),
    ).flat();
    const spy = vi.spyOn(Temporal.PlainDateTime.prototype, 'toZonedDateTime');
    const read = readCalendar(calendar(...zones, ...events));
    expect(read.events).toHaveLength(1_000);
    expect(spy.mock.calls.length).toBeLessThan(limits.zoneSearches * 13 * 200);
  });

  test('names that mean something to JavaScript are names like others', () => {
    const read = readCalendar(
      calendar(
        ...event('__proto__', day, 'SUMMARY;__proto__=1;constructor=2:A'),
        ...event('constructor', day, 'RRULE:__proto__=1;FREQ=DAILY'),
      ),
    );
    expect(titles(read)).toEqual(['A']);
    expect(codes(read)).toEqual(['constructor recurrence_not_understood']);
  });

  test('whatever the bytes are, reading ends and throws nothing', () => {
    const words = [
      'BEGIN:',
      'END:',
      'VEVENT',
      'VCALENDAR',
      'VTIMEZONE',
      'STANDARD',
      '\r\n',
      '\n ',
      'DTSTART',
      'DTEND',
      'RRULE:',
      ';',
      ':',
      '"',
      ',',
    ];
    const values = [
      '20261130T100000',
      '20261130',
      'FREQ=WEEKLY',
      'COUNT=3',
      'UNTIL=2026',
      'TZID=',
      'Europe/Rome',
      'P1D',
      '-PT5M',
      'EXDATE',
      'RDATE',
      'UID:a',
      'RECURRENCE-ID',
      'TZOFFSETTO:+0100',
    ];
    const noise = fc.array(
      fc.oneof(fc.constantFrom(...words, ...values), fc.string({ unit: 'binary', maxLength: 4 })),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261130\r\n${parts.join('')}\r\nEND:VEVENT\r\n`;
        expect(readCalendar(Buffer.from(text)).skipped.every(({ line }) => line > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readCalendar(bytes)));
  });
});
