import { migrations } from '../../../../migrations/index.ts';
import { StartError } from '../start-error.ts';
import { openDatabase } from './database.ts';

/** Arbitrary but fixed: processes that start together migrate one after the other. */
const migrationLock = 7_101_322;

/** Brings the database up to this code. Throws a StartError, with nothing changed, where the database is newer or cannot be reached. */
export async function migrate(url: string): Promise<void> {
  const orm = await openDatabase(url, []);
  const em = orm.em.fork();
  try {
    await em.begin().catch((error: unknown) => {
      throw new StartError(
        `The database at DATABASE_URL does not answer (${reason(error)}): start it, or correct DATABASE_URL.`,
      );
    });
    await em.execute(`select pg_advisory_xact_lock(${migrationLock})`);
    const executed = await orm.migrator.getExecuted();
    const known = new Set(migrations.map((migration) => migration.name));
    const newer = executed.find((row) => !known.has(row.name));
    if (newer) {
      throw new StartError(
        `The database was already changed by a newer version (${newer.name}): install that version, or restore a backup made before it.`,
      );
    }
    await orm.migrator.up();
    await em.commit();
  } catch (error) {
    await em.rollback().catch(() => undefined);
    throw error;
  } finally {
    await orm.close(true);
  }
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ((cause as Error & { code?: string }).code ?? cause.message) : String(error);
}
