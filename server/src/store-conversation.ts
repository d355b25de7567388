import 'reflect-metadata';
import { entities } from './features.ts';
import {
  type ImportedConversation,
  importConversation,
  type KnownConversation,
  type PolisConversation,
  releaseOpinions,
} from './features/consultations/index.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';

/** Makes a consultation of an exported conversation, with its result, beside a server that runs or not. Throws a StartError. */
export async function storeConversation(
  databaseUrl: string,
  conversation: PolisConversation,
): Promise<ImportedConversation | KnownConversation> {
  await migrate(databaseUrl);
  const orm = await openDatabase(databaseUrl, entities);
  try {
    const imported = await orm.em.fork().transactional((em) => importConversation(em, systemClock.now(), conversation));
    if ('phaseId' in imported) await releaseOpinions({ em: orm.em.fork(), clock: systemClock }, imported.phaseId);
    return imported;
  } finally {
    await orm.close(true);
  }
}
