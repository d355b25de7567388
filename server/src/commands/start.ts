import { enableCompileCache, setSourceMapsSupport } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { run as runServer } from '../main.ts';
import { startPostgres, type RunningPostgres } from '../platform/postgres/index.ts';
import { isStartError } from '../platform/start-error.ts';
import { whenStarterEnds } from './ancestors.ts';
import { buildStale } from './builds.ts';
import { checkDatabase, checkDataFolder, checkPort, readPort } from './checks.ts';
import { root } from './root.ts';

const appStopTimeout = 1800; // with PostgreSQL's 2.8 s below the promised 5 s

process.env.NODE_ENV ??= 'production'; // read by libraries as they load
enableCompileCache(join(root, 'node_modules', '.cache', 'node-compile'));
setSourceMapsSupport(true, { nodeModules: false });
process.stdout.on('error', () => undefined); // the terminal may be gone before we are

const stops: (() => Promise<unknown>)[] = [];
let stopping: Promise<void> | undefined;

process.on('SIGINT', () => void leave(0));
process.on('SIGTERM', () => void leave(0));
process.on('SIGHUP', () => void leave(0));
whenStarterEnds(() => void leave(0));

try {
  await start(process.env);
} catch (error) {
  if (!stopping) {
    console.error(isStartError(error) ? error.message : error);
    await leave(1);
  }
}

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const dataDir = resolve(root, env.DATA_DIR || '.data');
  await checkPort(readPort(env), env.HOST);
  await checkDataFolder(dataDir);
  if (env.DATABASE_URL) await checkDatabase(env.DATABASE_URL);

  const [postgres] = await allOrNothing(
    env.DATABASE_URL ? undefined : startEmbedded(join(dataDir, 'postgres')),
    buildStale((line) => console.log(line)),
  );
  const { run } = (await import(pathToFileURL(join(root, 'server', 'dist', 'main.js')).href)) as {
    run: typeof runServer;
  };
  const app = await run({
    env,
    dataDir,
    databaseUrl: env.DATABASE_URL || (postgres?.url ?? ''),
    embedded: postgres !== undefined,
  });
  stops.unshift(() => within(app.stop(), appStopTimeout));
  for (const line of app.lines) console.log(line);
}

function startEmbedded(folder: string): Promise<RunningPostgres> {
  const starting = startPostgres(folder);
  // Also when the signal comes while it still starts.
  stops.push(async () => (await starting.catch(() => undefined))?.stop());
  return starting;
}

/** Both results; a failure is reported only when the other one has ended too, so that nothing is left running. */
async function allOrNothing<First, Second>(first: First, second: Second): Promise<[Awaited<First>, Awaited<Second>]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

function leave(code: number): Promise<void> {
  stopping ??= stopAll().then(() => process.exit(code));
  return stopping;
}

async function stopAll(): Promise<void> {
  for (const stop of stops) await stop().catch((error: unknown) => console.error(error));
}

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((done) => (timer = setTimeout(done, milliseconds)));
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
