import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testkit/database.ts';
import { projectFile } from '../testkit/project.ts';
import { type Instruction, parseStages, playStage, type Stage } from './dockerfile.ts';

/*
 * There may be no Docker engine where the tests run, so the Dockerfile's own steps run as plain commands: its build
 * stage in one empty folder, its second stage in another, and then its CMD against a database.
 */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vicinia-image-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the steps of the Dockerfile build an app that starts, migrates and answers', { timeout: 240_000 }, async () => {
  const [build = [], final = []] = parseStages(await readFile(projectFile('Dockerfile'), 'utf8'));
  const ignored = await ignoredNames();

  const buildStage = await emptyStage('build');
  await playStage(build, buildStage, { context: projectFile(), ignored });
  const image = await emptyStage('image');
  await playStage(final, image, { context: projectFile(), ignored, build: buildStage.folder });

  await using database = await createTestDatabase();
  const port = await freePort();
  const env = {
    ...image.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    SECRET: 's'.repeat(32),
  };
  const [command = '', ...args] = JSON.parse(wordOf(final, 'CMD')) as string[];
  const app = spawn(command, args, { cwd: image.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  app.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  app.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = new Promise((resolve) => app.once('exit', resolve));
  try {
    const health = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ status }) => status,
        () => output.join(''),
      );
    await expect.poll(health, { timeout: 30_000, interval: 200 }).toBe(200);
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': 'ar' } });
    expect(await page.text()).toMatch(/<html[^>]*dir="?rtl/);
  } finally {
    app.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
});

test('the image carries what comes into memory with the first photo and the first recording only', async () => {
  const script = `
    import { Worker } from 'node:worker_threads';
    const { default: sharp } = await import('sharp');
    const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).webp().toBuffer();
    const workerData = { path: '/dev/null', maxSeconds: 1 };
    const thread = new Worker('./src/platform/files/recording-worker.ts', { workerData, execArgv: [] });
    const [answer] = await (await import('node:events')).once(thread, 'message');
    await Promise.all([import('flydrive/drivers/fs'), import('flydrive/drivers/s3')]);
    console.log(photo.length > 0, answer.code);`;
  const cwd = join(folder, 'image', 'server');
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd,
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual(['true NOT_A_RECORDING\n', '']);
});

test('the image runs as a user without rights and is told apart from its neighbours only by its database', async () => {
  const [, final = []] = parseStages(await readFile(projectFile('Dockerfile'), 'utf8'));
  expect(wordOf(final, 'USER')).toBe('node');
  expect(final.map(({ word }) => word)).toContain('HEALTHCHECK');
});

async function emptyStage(name: string): Promise<Stage> {
  const stage = join(folder, name);
  await mkdir(stage);
  // Of the tests' own environment only what any shell has: no NODE_ENV=test, nothing of the package manager's run.
  const own =
    /^(VITEST|NODE_|npm_(package|lifecycle|command|execpath|node)|pnpm_|INIT_CWD|TEST$|MODE$|DEV$|PROD$|SSR$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !own.test(key) || /EXTRA_CA/.test(key)));
  return { folder: stage, env };
}

async function ignoredNames(): Promise<Set<string>> {
  const lines = (await readFile(projectFile('.dockerignore'), 'utf8')).split('\n').filter(Boolean);
  return new Set(lines.map((line) => line.replace('**/', '')));
}

function wordOf(stage: Instruction[], word: string): string {
  return stage.find((one) => one.word === word)?.rest ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
