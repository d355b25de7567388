import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileStorage } from '../../platform/files/storage.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { storageKeys } from './attachment.entity.ts';
import { type AttachmentKind, unattachedFor } from './attachment.words.ts';

const atOnce = 50;

/** Bytes and rows of what was removed, and of what nobody attached to anything within a day. */
export const removeForgottenFiles = (storage: FileStorage): Job => ({
  name: 'attachments.remove',
  cron: '*/10 * * * *',
  async run({ em, clock }) {
    const before = new Date(clock.now().getTime() - unattachedFor);
    while ((await em.transactional((tx) => removeSome(tx, storage, before))) === atOnce);
  },
});

/** Bytes first: a row that is left over is tried again, bytes without a row would stay for ever. */
async function removeSome(em: EntityManager, storage: FileStorage, before: Date): Promise<number> {
  const rows = await em.execute<{ id: string; kind: AttachmentKind }[]>(
    `select id, kind from attachment
      where removed_at is not null or (subject_id is null and created_at < ?)
      order by id limit ${atOnce} for update skip locked`,
    [before],
  );
  for (const key of rows.flatMap(storageKeys)) await storage.remove(key);
  if (rows.length > 0)
    await em.execute(`delete from attachment where id = any(string_to_array(?, ',')::uuid[])`, [
      rows.map(({ id }) => id).join(','),
    ]);
  return rows.length;
}
