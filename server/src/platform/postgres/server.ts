import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { postgresProgram } from './binaries.ts';
import { clusterFolder, serverEnvironment } from './cluster.ts';
import { endProcess, stopLeftover } from './leftover.ts';
import type { Runner } from './runner.ts';

const host = '127.0.0.1';
const database = 'vicinia';
const startTimeout = 60_000; // recovery after a power cut can take its time

/** Starts the server of a cluster and waits until its database answers. */
export async function startServer(
  runner: Runner,
  password: string,
  durable: boolean,
): Promise<{ url: string; stop(): Promise<void> }> {
  await stopLeftover(clusterFolder(runner), password);
  const port = await choosePort(join(runner.home, 'port'));
  const logFile = join(runner.home, 'log');
  const log = openSync(logFile, 'w', 0o600);
  const [command = '', ...args] = [
    ...runner.prefix,
    postgresProgram(runner.folder, 'postgres'),
    ...['-D', clusterFolder(runner)],
    ...settings(port, durable).flatMap((setting) => ['-c', setting]),
  ];
  const child = spawn(command, args, {
    ...runner.account,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true, // Ctrl-C in the terminal reaches the app only, which then ends the server in its own order
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(lastLine(logFile)));
  });

  const url = (name: string) => builtInUrl(password, port, name);
  const failure = await Promise.race([ended, answers(url)]);
  if (failure) throw new StartError(`PostgreSQL does not start (${failure}): see ${logFile}.`);
  child.unref();
  return {
    url: builtInUrl(password, port),
    stop: async () => {
      if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
      child.ref(); // until now it did not keep this process alive
      await endProcess(child.pid, ended);
    },
  };
}

/** Connection string of a database of a server of ours. */
export const builtInUrl = (password: string, port: number, name = database): string =>
  `postgres://vicinia:${password}@${host}:${port}/${name}`;

/** Whether a database answers to its password. */
export const isAnswering = async (url: string): Promise<boolean> => (await query(url, 'SELECT 1')) === null;

/** A neighbourhood's size: small caches, TCP on the loopback address only, no socket file. */
function settings(port: number, durable: boolean): string[] {
  return [
    `port=${port}`,
    `listen_addresses=${host}`,
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=64MB',
    'max_wal_size=256MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    ...(durable ? [] : thrownAway),
  ];
}

/** For databases that are made by the hundred and thrown away: nothing is written but themselves. */
const thrownAway = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=4GB',
  'checkpoint_timeout=1h',
  'max_connections=300', // of several tests at a time, some of them with two hundred people at once
];

/** The port of the last start, so that tools stay connected; another free one where that is taken. */
async function choosePort(file: string): Promise<number> {
  const remembered = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = (await freePort(remembered)) ?? (await freePort(0)) ?? 0;
  if (port !== remembered) await writeFile(file, `${port}\n`, { mode: 0o600 });
  return port;
}

function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

async function answers(url: (database: string) => string): Promise<null | string> {
  const deadline = Date.now() + startTimeout;
  while (Date.now() < deadline) {
    const code = await query(url(database), 'SELECT 1');
    if (code === null) return null;
    if (code === '3D000') await query(url('postgres'), `CREATE DATABASE ${database}`);
    else await wait(30);
  }
  return `no answer for ${startTimeout / 1000} s`;
}

/** Runs one statement on a connection of its own; null, or the code of the error. */
async function query(connectionString: string, statement: string): Promise<string | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // the server may go away while this waits; the call below tells
  try {
    await client.connect();
    await client.query(statement);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? 'no reason given';
}
