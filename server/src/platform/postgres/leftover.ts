import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const fastShutdown = 2000;
const immediateShutdown = 800;

/**
 * Stops the server that a killed process left behind with this cluster, if there is one.
 *
 * Only a server that accepts the cluster's own password and names its folder is signalled: the number in a stale
 * `postmaster.pid` may belong to any other process by now. Everything else is left to PostgreSQL's own checks.
 */
export async function stopLeftover(data: string, password: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isAlive(pid)) return;
  if (await servesFolder(data, port, password)) await endProcess(pid, removed(pidFile));
}

/**
 * Ends a PostgreSQL server: connections are closed and the data is written; where that takes too long it stops at once
 * and recovers from its log at the next start. Takes less than 3 s.
 */
export async function endProcess(pid: number, ended: Promise<unknown>): Promise<void> {
  if (process.platform === 'win32') {
    process.kill(pid);
    await ended;
    return;
  }
  process.kill(pid, 'SIGINT');
  if (await within(ended, fastShutdown)) return;
  process.kill(pid, 'SIGQUIT');
  await within(ended, immediateShutdown);
}

async function within(ended: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return Promise.race([ended.then(() => true), wait(milliseconds, false, { ref: false })]);
}

/** Removing this file is the last thing that a PostgreSQL server does. */
async function removed(pidFile: string): Promise<void> {
  while (existsSync(pidFile)) await wait(20);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function servesFolder(data: string, port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'vicinia',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined); // a server that ends meanwhile is what we want
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return resolve(rows[0]?.data_directory ?? '') === resolve(data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
