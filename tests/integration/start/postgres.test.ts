import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runningPostgres, startPostgres } from '../../../server/src/platform/postgres/index.ts';
import { projectFile } from '../../testkit/project.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-start-')); // made with 0700: private
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function select<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts PostgreSQL in the folder, as the app does. */
async function startElsewhere(): Promise<{ process: ChildProcess; url: string }> {
  const module = projectFile('server/src/platform/postgres/index.ts');
  const script = `const { startPostgres } = await import(${JSON.stringify(module)});
    console.log((await startPostgres(${JSON.stringify(folder)}, { durable: false })).url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: line.toString().trim() };
}

test('a first start makes a UTF-8 database with a private password, and stops in less than 3 s', async () => {
  const postgres = await startPostgres(folder, { durable: false });
  const [row] = await select<{ version: string; encoding: string; ordered: boolean }>(
    postgres.url,
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding,
       'è' < 'f' AS ordered`,
  );
  expect(row).toEqual({ version: expect.stringMatching(/^18/), encoding: 'UTF8', ordered: true });
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);

  const started = Date.now();
  await postgres.stop();
  expect(Date.now() - started).toBeLessThan(3000);
});

test('a second start of the same folder says so in one sentence and disturbs nothing', async () => {
  const postgres = await startPostgres(folder, { durable: false });
  await expect(startPostgres(folder)).rejects.toThrow(/^Vicinia already runs with the data in .*DATA_DIR\.$/);
  expect(await select(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});

test('a command beside the process that runs finds its database, and says so where none runs', async () => {
  const postgres = await startPostgres(folder, { durable: false });
  expect(await runningPostgres(folder)).toBe(postgres.url);
  await postgres.stop();
  await expect(runningPostgres(folder)).rejects.toThrow(/^Vicinia does not run with the data in .*DATABASE_URL\.$/);
});

test('a killed process leaves its server behind, and the next start takes over with the data', async () => {
  const killed = await startElsewhere();
  await select(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  const left = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  expect(() => process.kill(left, 0)).not.toThrow();

  const postgres = await startPostgres(folder, { durable: false });
  expect(await select(postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(postgres.url, 'tools stay connected: same port').toBe(killed.url);
  await postgres.stop();
});
