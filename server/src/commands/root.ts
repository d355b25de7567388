import { join } from 'node:path';

/** The project's folder: commands are run from anywhere, and their files live two folders below `server`. */
export const root = join(import.meta.dirname, '..', '..', '..');
