import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../start-error.ts';
import { ensureCluster } from './cluster.ts';
import { takeLock } from './lock.ts';
import { chooseRunner } from './runner.ts';
import { startServer } from './server.ts';

export { runningPostgres } from './running.ts';

export interface PostgresOptions {
  /** Survive a power cut (fsync). Off only for databases that are thrown away, as in tests. */
  durable?: boolean;
}

export interface RunningPostgres {
  /** Connection string of the database `vicinia`. */
  url: string;
  /** Ends the connections and the server, in less than 3 s. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 on the loopback address with its data in a folder, and makes the cluster and the database
 * `vicinia` where they do not exist. A server left behind by a crash is found and stopped first; data is never deleted.
 *
 * Throws a StartError when another process uses the folder, or when PostgreSQL cannot use it.
 */
export async function startPostgres(
  dataDir: string = join('.data', 'postgres'),
  { durable = true }: PostgresOptions = {},
): Promise<RunningPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await takeLock(folder);
  if (!unlock) {
    throw new StartError(
      `Vicinia already runs with the data in ${folder}: stop it first, or choose another folder with DATA_DIR.`,
    );
  }
  try {
    const runner = await chooseRunner(folder);
    const password = await ensureCluster(runner);
    const server = await startServer(runner, password, durable);
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
