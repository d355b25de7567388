import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Full path of a file of the project, from its path in the repository; the project's folder without one. */
export function projectFile(path = ''): string {
  return join(root, path);
}
