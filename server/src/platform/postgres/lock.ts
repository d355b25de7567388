import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a Unix socket that every system accepts, in bytes. */
const longestSocketPath = 100;

/**
 * Takes the lock of a folder, for this process only, and returns the function that gives it back; null where another
 * process holds it.
 *
 * The lock is a listening socket: unlike a file with a process number in it, it cannot outlive its process, so nothing
 * has to be cleaned up by hand after a crash.
 */
export async function takeLock(folder: string): Promise<(() => Promise<void>) | null> {
  const path = socketPath(folder);
  const server = createServer((socket) => socket.destroy());
  const listen = () =>
    new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(path, () => resolve(true));
    });

  if (!(await listen())) {
    if (await isAnswered(path)) return null;
    rmSync(path, { force: true });
    if (!(await listen())) return null;
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function socketPath(folder: string): string {
  const name = `vicinia-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(folder, 'lock');
  return Buffer.byteLength(inside) <= longestSocketPath ? inside : join(tmpdir(), name);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
