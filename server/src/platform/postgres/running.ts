import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../start-error.ts';
import { movedNote } from './runner.ts';
import { builtInUrl, isAnswering } from './server.ts';

/**
 * Connection string of the built-in database of a process that runs now with its data in a folder. Throws a StartError
 * where none does.
 */
export async function runningPostgres(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  const home = (await readFile(join(folder, movedNote), 'utf8').catch(() => folder)).trim();
  const kept = (name: string) => readFile(join(home, name), 'utf8').then((text) => text.trim());
  const url = await Promise.all([kept('password'), kept('port')]).then(
    ([password, port]) => builtInUrl(password, Number(port)),
    () => null, // never started, or not ours to read
  );
  if (url && (await isAnswering(url))) return url;
  throw new StartError(
    `Vicinia does not run with the data in ${folder}: start it first, or name its database with DATABASE_URL.`,
  );
}
