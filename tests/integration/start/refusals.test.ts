import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { projectFile } from '../../testkit/project.ts';

let folder: string;
let other: Server;
let takenPort: number;
let freePort: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-refusals-'));
  const passing = await listen();
  freePort = portOf(passing);
  other = await listen();
  takenPort = portOf(other);
  passing.close();
});
afterAll(async () => {
  other.close();
  await rm(folder, { recursive: true, force: true });
});

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Runs the start command until it gives up; what it printed, and its exit code. */
function start(env: NodeJS.ProcessEnv): Promise<{ printed: string; code: number | null }> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, DATABASE_URL: '', ...env } };
    const child = execFile(process.execPath, [projectFile('server/src/commands/start.ts')], options, (_, out, err) =>
      resolve({ printed: (out + err).trim(), code: child.exitCode }),
    );
  });
}

const oneSentence = /^[^\n]+\.$/;

test('a taken port: one sentence, exit 1, no data folder made', async () => {
  const dataDir = join(folder, 'never-made');
  const { printed, code } = await start({ PORT: String(takenPort), DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(printed).toMatch(oneSentence);
  expect(printed).toContain(`Port ${takenPort} is taken`);
  expect(existsSync(dataDir)).toBe(false);
});

test('a port that is no number', async () => {
  expect(await start({ PORT: 'three' })).toEqual({
    code: 1,
    printed: 'PORT is "three": set it to a number between 1 and 65535.',
  });
});

test('a setting that is no good', async () => {
  const database = inject('databases').server;
  const { printed, code } = await start({
    PORT: String(freePort),
    DATA_DIR: folder,
    DATABASE_URL: database,
    PUBLIC_URL: 'vicinia',
  });
  expect(code).toBe(1);
  expect(printed.split('\n').at(-1)).toMatch(/^PUBLIC_URL is "vicinia": .*\.$/);
  expect(printed).not.toContain('    at ');
});

test('a data folder that cannot be written', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const { printed, code } = await start({ PORT: String(freePort), DATA_DIR: join(file, 'below') });
  expect(code).toBe(1);
  expect(printed).toMatch(oneSentence);
  expect(printed).toContain('DATA_DIR');
});

test('a database that is down: the sentence names it without its password', async () => {
  const url = 'postgres://somebody:very-secret@127.0.0.1:1/vicinia';
  const { printed, code } = await start({ PORT: String(freePort), DATA_DIR: folder, DATABASE_URL: url });
  expect(code).toBe(1);
  expect(printed).toMatch(oneSentence);
  expect(printed).toContain('127.0.0.1:1/vicinia');
  expect(printed).not.toContain('very-secret');
});
