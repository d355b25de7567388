import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '../../../platform/errors.ts';
import type { ConsultationPhase } from '../consultation.entity.ts';
import { readReply } from './answers.ts';
import type { Answer, Answers } from './asked-questions.ts';
import { SurveyQuestion } from './survey-question.entity.ts';

/** Puts a reply beside the others: it knows of nobody and of no time. */
export async function putReply(em: EntityManager, phaseId: string, reply: Answers): Promise<void> {
  await em.execute(`insert into survey_reply (phase_id, answers) values (?, ?::jsonb)`, [
    phaseId,
    JSON.stringify(Object.fromEntries(reply)),
  ]);
}

/** A reply as it is kept. */
export const keptReply = (answers: Record<string, Answer>): Answers => new Map(Object.entries(answers));

/**
 * Puts in what people answered on paper, all or nothing: each set as a form on the screen is read, by question; what was not asked
 * is left out. What is refused has the field `<place of the set>.<id of the question>`. NOT_OPEN once the survey is counted. Runs in
 * the caller's transaction; who may do it is the caller's to decide.
 */
export async function recordPaperAnswers(
  em: EntityManager,
  phase: ConsultationPhase,
  sets: readonly Answers[],
): Promise<void> {
  await em.execute(`select 1 from consultation_phase where id = ? for share`, [phase.id]);
  const [counted] = await em.execute<unknown[]>(`select 1 from survey_result where phase_id = ?`, [phase.id]);
  if (counted) throw new AppError('NOT_OPEN');
  const questions = await em.find(SurveyQuestion, { phase: phase.id }, { orderBy: { position: 'asc' } });
  const replies = sets.map((set, place) => {
    const reply = placed(place, () => readReply(questions, set));
    if (reply.size === 0) throw new AppError('CHOICE_NONE', {}, String(place));
    return reply;
  });
  for (const reply of replies) await putReply(em, phase.id, reply);
}

function placed<Result>(place: number, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.params, `${place}.${error.field ?? ''}`);
  }
}
