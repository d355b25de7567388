import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportedConversation, KnownConversation, PolisConversation } from '../features/consultations/index.ts';
import type { NamedPlace } from '../features/events/index.ts';
import type { storeCalendar } from '../store-calendar.ts';
import type { storeConversation } from '../store-conversation.ts';
import { runningPostgres } from '../platform/postgres/index.ts';
import { buildStaleServer } from './builds.ts';
import { checkDatabase } from './checks.ts';
import type { StoreCalendar } from './import-ics.ts';
import { root } from './root.ts';

/** Keeps events in the database that DATABASE_URL names, or else in the built-in one of the process that runs. */
export const storeInDatabase =
  (place: NamedPlace): StoreCalendar =>
  async (read) => {
    const { given, bundle } = await openBundle();
    return bundle.storeCalendar(given, read, place);
  };

/** Makes a consultation of a conversation in the same database. */
export async function storeConversationInDatabase(
  conversation: PolisConversation,
): Promise<ImportedConversation | KnownConversation> {
  const { given, bundle } = await openBundle();
  return bundle.storeConversation(given.databaseUrl, conversation);
}

interface Bundle {
  storeCalendar: typeof storeCalendar;
  storeConversation: typeof storeConversation;
}

/** The built server, and which database it is to use. */
async function openBundle() {
  const { env } = process;
  const dataDir = resolve(root, env.DATA_DIR || '.data');
  if (env.DATABASE_URL) await checkDatabase(env.DATABASE_URL);
  const databaseUrl = env.DATABASE_URL || (await runningPostgres(join(dataDir, 'postgres')));
  enableCompileCache(join(root, 'node_modules', '.cache', 'node-compile'));
  await buildStaleServer((line) => console.error(line)); // stdout carries the result alone
  const bundle = (await import(pathToFileURL(join(root, 'server', 'dist', 'main.js')).href)) as Bundle;
  return { given: { env, databaseUrl, dataDir }, bundle };
}
