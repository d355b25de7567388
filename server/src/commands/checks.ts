import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { StartError } from '../platform/start-error.ts';

/** The port from the environment, 3000 by default. Throws a StartError where it is not a port number. */
export function readPort(env: NodeJS.ProcessEnv): number {
  const port = Number(env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`PORT is "${env.PORT}": set it to a number between 1 and 65535.`);
}

/** Throws a StartError where another program listens on the port, or this user may not. */
export async function checkPort(port: number, host: string | undefined): Promise<void> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
  if (!code) return;
  if (code === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port} is taken: stop the program that uses it, or choose another port, for example PORT=${port + 1}.`,
    );
  }
  if (code === 'EACCES') {
    throw new StartError(`Port ${port} needs more rights than this user has: choose one above 1023 with PORT.`);
  }
  throw new StartError(`Port ${port} cannot be opened on ${host ?? 'any address'} (${code}): check PORT and HOST.`);
}

/** Makes the data folder where it is missing. Throws a StartError where it cannot be made or written. */
export async function checkDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new StartError(
      `The data folder ${folder} cannot be written (${code}): allow it, or choose another one with DATA_DIR.`,
    );
  }
}

/** Throws a StartError where the database does not answer or refuses the sign-in. */
export async function checkDatabase(url: string): Promise<void> {
  let target = 'DATABASE_URL';
  try {
    const { host, pathname } = new URL(url);
    target = `${host}${pathname}`; // without the password
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined); // the awaited calls report it
    try {
      await client.connect();
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    throw new StartError(
      `The database ${target} does not answer (${reason(error)}): start it and check DATABASE_URL, or leave DATABASE_URL out to use the built-in one.`,
    );
  }
}

function reason(error: unknown): string {
  // Several addresses were tried: the first one's failure says as much as all of them.
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
