import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
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
  await runStatement(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const drop = async () => {
    await untilNobodyIsIn(server, name);
    await runStatement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { url: databaseUrl(server, name), drop, [Symbol.asyncDispose]: drop };
}

/** Clients that said goodbye are still there for a moment, and would take it for a fault to be thrown out. */
async function untilNobodyIsIn(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (let look = 0; look < 150; look++) {
      const { rows } = await client.query<{ count: number }>(
        'select count(*)::int as count from pg_stat_activity where datname = $1',
        [name],
      );
      if (rows[0]?.count === 0) return;
      await wait(20);
    }
  } finally {
    await client.end();
  }
}
