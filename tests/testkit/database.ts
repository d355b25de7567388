import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type {} from './database-server.ts';
import { databaseUrl, runStatement } from './statements.ts';

export interface TestDatabase extends AsyncDisposable {
  url: string;
  /** Ends every connection to the database and removes it. */
  drop(): Promise<void>;
}

/** A migrated, empty database of one's own, copied from the template of the run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { server, template } = inject('databases');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runStatement(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const drop = () => runStatement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: databaseUrl(server, name), drop, [Symbol.asyncDispose]: drop };
}
