import { LockMode } from '@mikro-orm/core';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { Standing } from '../consultations.words.ts';
import { noteHelp, type Part, partOf, standingOf, takePart } from '../participation/part.ts';
import { readAnswer, readReply } from './answers.ts';
import type { Answer, Answers } from './asked-questions.ts';
import { questionsOf, surveyPhase } from './questions.reading.ts';
import { putReply } from './replies.ts';
import type { SurveyQuestion } from './survey-question.entity.ts';

/** A survey with what somebody has answered so far. After it is sent, nothing is read back. */
export interface SurveyPaper {
  consultation: Consultation;
  phase: ConsultationPhase;
  questions: SurveyQuestion[];
  standing: Standing;
  hasSent: boolean;
  part: Part | null;
  answers: Answers;
}

/** Answers of one person within a minute: far more than anybody gives. */
const pace = { name: 'survey-answer', max: 120, seconds: 60 };

/** The questions of a survey, how the reader stands to it, and the reader's own draft. */
export async function getSurveyPaper(ctx: RequestContext, phaseId: string, token: string | null): Promise<SurveyPaper> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const { consultation, phase } = await surveyPhase(ctx, phaseId);
  return readPaper(ctx, { consultation, phase }, await partOf(ctx, consultation, token));
}

/**
 * Keeps an answer, or forgets it where nothing is answered; the last one counts. It is for whoever takes part, on any device; what is
 * answered beside a helper is for that session alone. NOT_OPEN, SURVEY_SENT, and what `readAnswer` refuses.
 */
export async function saveSurveyAnswer(
  ctx: RequestContext,
  phaseId: string,
  questionId: string,
  given: Answer,
  token: string | null,
): Promise<SurveyPaper> {
  authorize(ctx, consultationPolicy.answerSurvey);
  const survey = await openSurvey(ctx, phaseId);
  const question = (await questionsOf(ctx, phaseId)).find(({ id }) => id === questionId);
  if (!question) throw notFound();
  const answer = readAnswer(question, given);
  const part = await takePart(ctx, survey.consultation, token);
  if (!(await ctx.accounts.takeTurn(pace, part.participant.id)))
    throw new AppError('RATE_LIMITED', { seconds: pace.seconds });
  await holdParticipant(ctx, part);
  if (await hasSent(ctx, phaseId, part)) throw new AppError('SURVEY_SENT');
  const own = [part.participant.id, questionId, part.helped?.id ?? null];
  if (answer)
    await ctx.em.execute(
      `insert into survey_draft (participant_id, question_id, session_id, answer) values (?, ?, ?, ?::jsonb)
       on conflict (participant_id, question_id, session_id) do update set answer = excluded.answer`,
      [...own, JSON.stringify(answer)],
    );
  else
    await ctx.em.execute(
      `delete from survey_draft where participant_id = ? and question_id = ? and session_id is not distinct from ?`,
      own,
    );
  return readPaper(ctx, survey, part);
}

/**
 * Sends the draft, once and for good: a reply that knows of nobody takes its place. However often and in parallel: one reply of a
 * person, and SURVEY_SENT for any other. REQUIRED with the question that still lacks an answer.
 */
export async function sendSurvey(ctx: RequestContext, phaseId: string, token: string | null): Promise<SurveyPaper> {
  authorize(ctx, consultationPolicy.answerSurvey);
  const survey = await openSurvey(ctx, phaseId);
  const part = await takePart(ctx, survey.consultation, token);
  await holdParticipant(ctx, part);
  if (await hasSent(ctx, phaseId, part)) throw new AppError('SURVEY_SENT');
  const questions = await questionsOf(ctx, phaseId);
  const reply = readReply(questions, await draftOf(ctx, phaseId, part));
  if (reply.size === 0) throw new AppError('CHOICE_NONE');
  await ctx.em.execute(`insert into survey_sender (phase_id, participant_id) values (?, ?)`, [
    phaseId,
    part.participant.id,
  ]);
  await putReply(ctx.em, phaseId, reply);
  await ctx.em.execute(
    `delete from survey_draft d using survey_question q
      where q.id = d.question_id and q.phase_id = ? and d.participant_id = ?`,
    [phaseId, part.participant.id],
  );
  await noteHelp(ctx, part, reply.size);
  return readPaper(ctx, survey, part);
}

/** A survey that is open. The step is shared by all who answer: a count that has begun is waited for, and what comes after is too late. */
async function openSurvey(ctx: RequestContext, phaseId: string) {
  const survey = await surveyPhase(ctx, phaseId);
  await ctx.em.lock(survey.phase, LockMode.PESSIMISTIC_READ);
  if (!survey.phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  return survey;
}

/** One request of a participant at a time, so that no answer is kept beside a reply that is being sent. */
async function holdParticipant(ctx: RequestContext, { participant }: Part): Promise<void> {
  await ctx.em.execute(`select 1 from participant where id = ? for no key update`, [participant.id]);
}

async function readPaper(
  ctx: RequestContext,
  { consultation, phase }: Pick<SurveyPaper, 'consultation' | 'phase'>,
  part: Part | null,
): Promise<SurveyPaper> {
  const isOpen = phase.isOpenAt(ctx.clock.now());
  return {
    consultation,
    phase,
    part,
    questions: await questionsOf(ctx, phase.id),
    standing: isOpen ? await standingOf(ctx, consultation, part) : 'NOT_OPEN',
    hasSent: part ? await hasSent(ctx, phase.id, part) : false,
    answers: part && isOpen ? await draftOf(ctx, phase.id, part) : new Map(),
  };
}

/** What was answered so far: by the person alone, or in the session of the helper who sits beside now. */
async function draftOf(ctx: RequestContext, phaseId: string, { participant, helped }: Part): Promise<Answers> {
  const rows = await ctx.em.execute<{ id: string; answer: Answer }[]>(
    `select d.question_id as id, d.answer from survey_draft d join survey_question q on q.id = d.question_id
      where q.phase_id = ? and d.participant_id = ? and d.session_id is not distinct from ?`,
    [phaseId, participant.id, helped?.id ?? null],
  );
  return new Map(rows.map(({ id, answer }) => [id, answer]));
}

async function hasSent(ctx: RequestContext, phaseId: string, { participant }: Part): Promise<boolean> {
  const found = await ctx.em.execute<unknown[]>(
    `select 1 from survey_sender where phase_id = ? and participant_id = ?`,
    [phaseId, participant.id],
  );
  return found.length > 0;
}
