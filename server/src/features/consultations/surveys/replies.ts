import type { EntityManager } from '@mikro-orm/postgresql';
import type { Answer, Answers } from './asked-questions.ts';

/** Puts a reply beside the others: it knows of nobody and of no time. */
export async function putReply(em: EntityManager, phaseId: string, reply: Answers): Promise<void> {
  await em.execute(`insert into survey_reply (phase_id, answers) values (?, ?::jsonb)`, [
    phaseId,
    JSON.stringify(Object.fromEntries(reply)),
  ]);
}

/** A reply as it is kept. */
export const keptReply = (answers: Record<string, Answer>): Answers => new Map(Object.entries(answers));
