import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import type { Locale } from '../../../platform/locales.ts';
import { forgetTranslations } from '../../translations/index.ts';
import type { Consultation } from '../consultation.entity.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most } from '../consultations.words.ts';
import { movedValues } from './moved-values.ts';
import { knows, readCondition, readQuestion } from './question-input.reading.ts';
import { surveyPhase } from './questions.reading.ts';
import type { SurveyQuestionInput } from './survey.input.ts';
import { SurveyQuestion } from './survey-question.entity.ts';

/** Puts a question at the end of a draft's survey. WRONG_STATE once it is published. */
export async function addQuestion(
  ctx: RequestContext,
  phaseId: string,
  input: SurveyQuestionInput,
  language: Locale,
): Promise<Consultation> {
  const { consultation, phase, questions } = await lockSurvey(ctx, phaseId);
  if (questions.length >= most.questions) throw new AppError('OUT_OF_RANGE', { max: most.questions }, 'input');
  const position = questions.length;
  ctx.em.create(SurveyQuestion, {
    ...readQuestion(input),
    ...conditionOf(input, questions),
    phase,
    position,
    language,
  });
  return finish(ctx, consultation);
}

/**
 * Changes a question of a draft. Conditions of later ones follow their choices; QUESTION_NEEDED with the number of a question whose
 * condition names a choice that is gone.
 */
export async function changeQuestion(
  ctx: RequestContext,
  id: string,
  input: SurveyQuestionInput,
): Promise<Consultation> {
  const { consultation, question, questions } = await lockQuestion(ctx, id);
  const before = question.choices;
  const fields = readQuestion(input);
  const earlier = questions.filter(({ position }) => position < question.position);
  const condition = conditionOf(input, earlier);
  const isOtherKind = fields.kind !== question.kind;
  ctx.em.assign(question, { ...fields, ...condition });
  for (const later of dependentsOf(id, questions)) {
    const { whenValues } = later;
    const values = fields.kind === 'SCALE' ? whenValues : movedValues(whenValues, before, fields.choices);
    if (isOtherKind || !values || !knows(question, values)) throw needed(later);
    later.whenValues = values;
  }
  return finish(ctx, consultation);
}

/** Puts a question of a draft at a place, counted from 0. QUESTION_NEEDED where one would come before what its condition asks. */
export async function moveQuestion(ctx: RequestContext, id: string, position: number): Promise<Consultation> {
  const { consultation, question, questions } = await lockQuestion(ctx, id);
  const others = questions.filter((one) => one !== question);
  place([...others.slice(0, Math.max(0, position)), question, ...others.slice(Math.max(0, position))]);
  const lost = questions.find(({ whenQuestion, position: own }) =>
    questions.some((one) => one.id === whenQuestion?.id && one.position >= own),
  );
  if (lost) throw needed(lost);
  return finish(ctx, consultation);
}

/** Takes a question out of a draft. QUESTION_NEEDED where another one is asked only by its answer. */
export async function removeQuestion(ctx: RequestContext, id: string): Promise<Consultation> {
  const { consultation, question, questions } = await lockQuestion(ctx, id);
  const [dependent] = dependentsOf(id, questions);
  if (dependent) throw needed(dependent);
  place(questions.filter((one) => one !== question));
  ctx.em.remove(question);
  await forgetTranslations(ctx, id);
  return finish(ctx, consultation);
}

async function lockSurvey(ctx: RequestContext, phaseId: string) {
  signedIn(ctx);
  const { consultation, phase } = await surveyPhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.editQuestions, subjectOf(consultation));
  await ctx.em.lock(consultation, LockMode.PESSIMISTIC_WRITE);
  consultation.assertState('DRAFT');
  const questions = await ctx.em.find(SurveyQuestion, { phase: phaseId }, { orderBy: { position: 'asc' } });
  return { consultation, phase, questions };
}

async function lockQuestion(ctx: RequestContext, id: string) {
  signedIn(ctx);
  const question = await ctx.em.findOne(SurveyQuestion, id);
  if (!question) throw notFound();
  return { ...(await lockSurvey(ctx, question.phase.id)), question };
}

function conditionOf({ whenQuestionId, whenValues }: SurveyQuestionInput, earlier: readonly SurveyQuestion[]) {
  if (!whenQuestionId) return { whenQuestion: null, whenValues: [] };
  const question = earlier.find(({ id }) => id === whenQuestionId);
  return { whenQuestion: question ?? null, whenValues: readCondition(question, whenValues) };
}

const dependentsOf = (id: string, questions: readonly SurveyQuestion[]) =>
  questions.filter(({ whenQuestion }) => whenQuestion?.id === id);

const needed = ({ position }: SurveyQuestion) => new AppError('QUESTION_NEEDED', { number: position + 1 });

function place(questions: readonly SurveyQuestion[]): void {
  questions.forEach((question, position) => (question.position = position));
}

async function finish(ctx: RequestContext, consultation: Consultation): Promise<Consultation> {
  audit(ctx, 'consultations.editQuestions', consultation.id);
  await ctx.em.flush();
  return consultation;
}
