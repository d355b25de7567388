import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** Bytes that the databases and the browser of a whole run need, with room to spare. */
const needed = 3e9;

/**
 * The folder for what a run of tests throws away: in memory where there is enough room for it, since hundreds of databases
 * are made and removed; else the system's own.
 */
export function temporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > needed ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Whether the folder is in memory. */
export const isInMemory = (folder: string): boolean => folder === memory;
