import type { EntityManager } from '@mikro-orm/postgresql';

/** Which of these participants a step has noted among those who voted in it, or sent it. */
export async function amongThose(
  em: EntityManager,
  table: 'elector' | 'survey_sender',
  phaseId: string,
  participantIds: readonly string[],
): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select participant_id as id from ${table}
      where phase_id = ? and participant_id = any(string_to_array(?, ',')::uuid[])`,
    [phaseId, participantIds.join(',')],
  );
  return rows.map(({ id }) => id);
}
