import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendar } from '../../../server/src/features/events/calendar/read-calendar.ts';
import { storeCalendar } from '../../../server/src/store-calendar.ts';
import { projectFile } from '../../testkit/project.ts';
import { createTown, type Town } from '../../testkit/town.ts';

/** The operator brings a calendar from the command line, beside the house that runs. */
let town: Town;
let folder: string;
let file: string;

const stamp = (days: number, hour: string) =>
  `${new Date(town.now.getTime() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}T${hour}0000`;
const vevent = (uid: string, days: number, more: string[] = []) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${uid}`,
  `DTSTART;TZID=Europe/Rome:${stamp(days, '18')}`,
  ...more,
  'END:VEVENT',
];
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

beforeAll(async () => {
  town = await createTown();
  await town.organisation('Casa di quartiere');
  folder = await mkdtemp(join(tmpdir(), 'vicinia-import-'));
  file = join(folder, 'coro.ics');
  await writeFile(file, calendar(vevent('coro', 7, ['RRULE:FREQ=WEEKLY;COUNT=3']), vevent('passato', -9)));
});
afterAll(async () => {
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command until it ends; what it said to people, what to programs, and its exit code. */
function importFile(args: string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ printed: string; said: string; code: number | null }>((resolve) => {
    const options = { env: { ...process.env, DATABASE_URL: town.config.databaseUrl, DATA_DIR: folder, ...env } };
    const command = [projectFile('server/src/commands/import.ts'), 'ics', ...args];
    const child = execFile(process.execPath, command, options, (_, printed, said) =>
      resolve({ printed, said: said.trim(), code: child.exitCode }),
    );
  });
}
/** What the command does with a calendar it has read, without the seconds that a process takes to load. */
const store = (read: ReturnType<typeof readCalendar>, zone: string | null) =>
  storeCalendar({ env: { DEMO: '0' }, databaseUrl: town.config.databaseUrl, dataDir: folder }, read, {
    organisation: 'Casa di quartiere',
    zone,
    publish: false,
  });
const intoHouse = ['--organisation', 'casa di quartiere', '--zone', 'Varcaturo'];
const oneSentence = /^[^\n]+\.$/;

test('a file comes in once, however often it is imported, and a later one changes it', async () => {
  const first = await importFile([file, ...intoHouse, '--publish', '--json']);
  expect(first.code, first.said).toBe(0);
  const report = JSON.parse(first.printed) as {
    events: { uid: string; change: string }[];
    skipped: { uid: string; reason: string }[];
  };
  expect(report.events).toMatchObject([{ uid: 'coro', change: 'new' }]);
  expect(report.skipped).toMatchObject([{ uid: 'passato', reason: expect.stringMatching(/^over: /) as string }]);

  const answer = await town.visitor.query<{
    events: { nodes: { event: { title: { words: string }; zone: { name: string } } }[] };
  }>('{ events(first: 10) { nodes { event { title { words } zone { name } } } } }');
  expect(answer.codes).toEqual([]);
  expect(answer.data.events.nodes.map(({ event }) => [event.title.words, event.zone.name])).toEqual(
    Array.from({ length: 3 }, () => ['coro', 'Varcaturo']),
  );

  const again = await importFile([file, ...intoHouse]);
  expect([again.code, again.printed.split('\n').at(-2)]).toEqual([0, '0 new, 0 changed, 1 as before, 1 left out']);

  const later = readCalendar(Buffer.from(calendar(vevent('coro', 7, ['RRULE:FREQ=WEEKLY;COUNT=4', 'SEQUENCE:1']))));
  expect((await store(later, 'Varcaturo')).events).toMatchObject([{ change: 'CHANGED' }]);
  const { rows } = await town.pool.query(
    `select e.created_by_id, e.language, count(*)::int as dates from event e join event_date d on d.event_id = e.id
      where e.source_uid = 'coro' group by 1, 2`,
  );
  expect(rows).toEqual([{ created_by_id: null, language: 'it', dates: 4 }]);
}, 60_000); // each run of the command is a process of its own

describe('one sentence and exit 1', () => {
  test('an organisation that is not there', async () => {
    const { code, printed, said } = await importFile([file, '--organisation', 'Altra']);
    expect([code, printed]).toEqual([1, '']);
    expect(said).toBe('No organisation is called "Altra". There is: Casa di quartiere.');
  });

  test('a zone that is not there, and none at all', async () => {
    const read = readCalendar(Buffer.from(calendar(vevent('mai', 7))));
    const said = (zone: string | null) => store(read, zone).catch((error: Error) => error.message);
    expect(await said('Luna')).toMatch(/^No zone is called "Luna". There is: Centro storico, /);
    expect(await said(null)).toMatch(/^Casa di quartiere has no zone of its own: name one with --zone. There is: /);
    expect(await store(read, town.zones[1]?.id ?? '')).toMatchObject({ events: [{ change: 'NEW' }] });
  });

  test('a database that is down, without its password', async () => {
    const { code, said } = await importFile([file, ...intoHouse], {
      DATABASE_URL: 'postgres://a:very-secret@127.0.0.1:1/b',
    });
    expect(code).toBe(1);
    expect(said).toMatch(oneSentence);
    expect(said).not.toContain('very-secret');
  });

  test('no database named, and none running here', async () => {
    const { code, said } = await importFile([file, ...intoHouse], { DATABASE_URL: '' });
    expect(code).toBe(1);
    expect(said).toMatch(/^Vicinia does not run with the data in .*DATABASE_URL\.$/);
  });

  test('what is no calendar, and a call without a name', async () => {
    const broken = join(folder, 'broken.ics');
    await writeFile(broken, 'Questo non è un calendario');
    const { code, printed } = await importFile([broken, ...intoHouse]);
    expect(code).toBe(1);
    expect(printed).toContain('This is not a calendar file.');
    expect(await importFile([file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('--organisation') as string,
    });
  });
});
