import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/src/platform/database/migrate.ts';
import { databaseUrl, runStatement } from './statements.ts';
import { startTestPostgres } from './test-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server for tests, and the migrated database on it that tests copy. */
    databases: { server: string; template: string };
  }
}

/**
 * Gives the tests of a project a PostgreSQL with a migrated template database: the one that TEST_DATABASE_URL names,
 * or one of their own in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const { url: server, stop } = given ? { url: given, stop: async () => undefined } : await startTestPostgres();
  const template = `template_${randomBytes(6).toString('hex')}`;
  try {
    await runStatement(server, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(server, template));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('databases', { server, template });
  return async () => {
    await runStatement(server, `DROP DATABASE ${template} WITH (FORCE)`);
    await stop();
  };
}
