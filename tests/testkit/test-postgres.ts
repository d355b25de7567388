import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../../server/src/platform/postgres/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A PostgreSQL in a temporary folder that is removed with it; not safe against a power cut, and faster for that. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(temporaryFolder(), 'vicinia-postgres-'));
  const postgres = await startPostgres(folder, { durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
