import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { startPostgres } from '../platform/postgres/index.ts';
import { StartError } from '../platform/start-error.ts';
import { whenStarterEnds } from './ancestors.ts';
import { serverBundle } from './builds.ts';
import { checkDatabase, checkDataFolder, checkPort, readPort } from './checks.ts';
import { root } from './root.ts';

/*
 * The pages on PORT, reloaded by Vite; the server behind them on PORT + 1, bundled again and restarted on each save.
 * PostgreSQL stays up over the restarts.
 */
const port = readPort(process.env);
const host = '127.0.0.1';
const dataDir = resolve(root, process.env.DATA_DIR || '.data');
const stops: (() => Promise<unknown>)[] = [];
let leaving: Promise<void> | undefined;

process.on('SIGINT', () => void leave(0));
process.on('SIGTERM', () => void leave(0));
whenStarterEnds(() => void leave(0));

try {
  await checkPort(port, host);
  await checkPort(port + 1, host);
  await checkDataFolder(dataDir);
  await runServer(await findDatabase());
  runPages();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  await leave(1);
}

async function findDatabase(): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await checkDatabase(given);
    return given;
  }
  const postgres = await startPostgres(join(dataDir, 'postgres'));
  stops.push(() => postgres.stop());
  return postgres.url;
}

async function runServer(databaseUrl: string): Promise<void> {
  let server: ChildProcess | undefined;
  const restart: esbuild.Plugin = {
    name: 'restart',
    setup: (build) =>
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return; // the last good server stays
        await end(server);
        server = start('server/src/commands/dev-server.ts', [], root, {
          PORT: String(port + 1),
          HOST: host,
          DATA_DIR: dataDir,
          DATABASE_URL: databaseUrl,
          DEMO: process.env.DEMO ?? (process.env.DATABASE_URL ? '0' : '1'),
          PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}`,
        });
      }),
  };
  stops.unshift(() => end(server));
  const context = await esbuild.context({
    ...serverBundle,
    outfile: 'server/dist/dev.js', // beside the bundle of `start`, which knows what it was built from
    logLevel: 'warning',
    plugins: [restart],
  });
  await context.watch();
  stops.unshift(() => context.dispose());
}

function runPages(): void {
  const vite = join(root, 'web', 'node_modules', 'vite', 'bin', 'vite.js');
  const pages = start(vite, ['dev', '--port', String(port), '--strictPort', '--host', host], join(root, 'web'), {
    VICINIA_API: `http://${host}:${port + 1}`,
  });
  stops.unshift(() => end(pages));
}

function start(script: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [script, ...args], { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(kill);
}

function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const stop of stops) await stop();
    process.exit(code);
  })();
  return leaving;
}
