import type { EntityManager } from '@mikro-orm/postgresql';
import type { Job, JobContext } from '../../../platform/jobs/jobs.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { noPaperWaits, signedUntil } from '../paper/signing-time.ts';
import type { Answer, Answers } from './asked-questions.ts';
import { countSurvey } from './counting.ts';
import { keptReply } from './replies.ts';
import { SurveyQuestion } from './survey-question.entity.ts';

/** Every second minute: drafts of helped sessions that are over, and surveys that have ended; papers are waited for as in votes. */
export const countSurveys: Job = {
  name: 'consultations.countSurveys',
  cron: '*/2 * * * *',
  async run(context) {
    await context.em.execute(
      `delete from survey_draft d using helped_session s where s.id = d.session_id and s.ended_at is not null`,
    );
    const ended = await context.em.fork().execute<{ id: string }[]>(
      `select p.id from consultation_phase p join consultation c on c.id = p.consultation_id
        where p.method = 'SURVEY' and p.closes_at <= ? and c.state = 'PUBLISHED'
          and not exists (select 1 from survey_result r where r.phase_id = p.id) and ${noPaperWaits}
        order by p.closes_at limit 50`,
      [context.clock.now(), signedUntil(context.clock.now())],
    );
    for (const { id } of ended) await countReplies(context, id);
  },
};

/**
 * Counts a survey in one transaction and once, however many processes try. Replies are written anew in random order, without what
 * was written freely; free answers stand apart from them, each by itself. Drafts that nobody sent are thrown away.
 */
async function countReplies({ em, clock }: JobContext, phaseId: string): Promise<void> {
  await em.fork().transactional(async (own) => {
    // Replies on their way hold the phase: the lock waits for them, and who comes later finds it sealed.
    await own.execute(`select 1 from consultation_phase where id = ? for update`, [phaseId]);
    const [counted] = await own.execute<unknown[]>(`select 1 from survey_result where phase_id = ?`, [phaseId]);
    if (counted) return;
    const questions = await own.find(SurveyQuestion, { phase: phaseId }, { orderBy: { position: 'asc' } });
    const rows = await own.execute<{ answers: Record<string, Answer> }[]>(
      `select answers from survey_reply where phase_id = ? order by random()`,
      [phaseId],
    );
    const replies = rows.map(({ answers }) => keptReply(answers));
    const texts = questions.filter(({ kind }) => kind === 'TEXT').map(({ id }) => id);
    await own.execute(
      `insert into counted_survey_reply (phase_id, answers)
         select phase_id, answers - string_to_array(?, ',') from survey_reply where phase_id = ? order by random()`,
      [texts.join(','), phaseId],
    );
    for (const id of texts) await keepTexts(own, id, replies);
    const result = countSurvey(questions, replies);
    await own.execute(`insert into survey_result (phase_id, counted_at, people, result) values (?, ?, ?, ?::jsonb)`, [
      phaseId,
      clock.now(),
      replies.length,
      result && JSON.stringify(result),
    ]);
    await own.execute(`delete from survey_reply where phase_id = ?`, [phaseId]);
    await own.execute(
      `delete from survey_draft d using survey_question q where q.id = d.question_id and q.phase_id = ?`,
      [phaseId],
    );
  });
}

/** What people wrote to one question, where enough did; the ids are random, and so is the order in which it is read. */
async function keepTexts(em: EntityManager, questionId: string, replies: readonly Answers[]): Promise<void> {
  const words = replies.flatMap((reply) => reply.get(questionId)?.text ?? []);
  if (words.length < minimumCell) return;
  await em.execute(
    `insert into survey_text (question_id, words) select ?, value from jsonb_array_elements_text(?::jsonb) order by random()`,
    [questionId, JSON.stringify(words)],
  );
}
