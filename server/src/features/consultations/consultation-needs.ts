import type { RequestContext } from '../../platform/graphql/context.ts';
import { townDay } from '../../platform/time.ts';
import { languagesOf } from '../translations/index.ts';
import { AgendaItem } from './assembly/assembly.entity.ts';
import type { Consultation, ConsultationPhase } from './consultation.entity.ts';
import { phasesOf } from './consultation.reading.ts';
import { translatableFields } from './consultation-words.ts';
import { type ConsultationNeed, most } from './consultations.words.ts';
import { BallotOption } from './votes/ballot-option.entity.ts';
import { wordsOfOption } from './votes/option-words.ts';
import { fewestOptions, optionsOf } from './votes/options.service.ts';
import { collectedBefore } from './votes/taking.service.ts';
import { Statement } from './statements/statement.entity.ts';
import { wordsOfStatement } from './statements/statement-words.ts';
import { wordsOfQuestion } from './surveys/question-words.ts';
import { questionsOf } from './surveys/questions.reading.ts';
import { SurveyQuestion } from './surveys/survey-question.entity.ts';

/**
 * What a draft still lacks before everybody may see it, in the order of its form; empty: it is ready. A step with proposals lacks
 * nothing: people bring what is in it.
 */
export async function needsOf(ctx: RequestContext, consultation: Consultation): Promise<ConsultationNeed[]> {
  const phases = await phasesOf(ctx, consultation);
  const lacks = new Map<ConsultationNeed, boolean>([
    ['EXPLANATION', !consultation.explanation],
    ['DESCRIPTION', !consultation.description],
    ['DECISION_BODY', !consultation.decisionBody],
    ['PHASES', !phases.some(({ kind }) => kind !== 'FOLLOW_UP')],
    ['METHOD', phases.length > 0 && !phases.some(({ method }) => method)],
    ['PHASE_ORDER', !inOrder(phases)],
    ['OPENS_IN_PAST', Boolean(consultation.closesAt && consultation.closesAt <= ctx.clock.now())],
    ['ANSWER_BY', !consultation.answerBy],
    ['ANSWER_TOO_EARLY', answersTooEarly(consultation)],
    ['STATEMENTS', await lacksStatements(ctx, phases)],
    ['RULE', lacksRule(consultation, phases)],
    ['OPTIONS', await lacksOptions(ctx, consultation, phases)],
    ['QUESTIONS', await lacksQuestions(ctx, phases)],
    ['AGENDA', await lacksAgenda(ctx, phases)],
    ['TRANSLATIONS', await lacksTranslations(ctx, consultation)],
  ]);
  return [...lacks].filter(([, isLacking]) => isLacking).map(([need]) => need);
}

/** Each step begins when the one before has ended, or later. */
const inOrder = (phases: readonly ConsultationPhase[]): boolean =>
  phases.every(({ opensAt }, index) => index === 0 || (phases[index - 1] as ConsultationPhase).closesAt <= opensAt);

function answersTooEarly({ answerBy, closesAt }: Consultation): boolean {
  return Boolean(answerBy && closesAt && answerBy < townDay(new Date(closesAt.getTime() - 1)).toString());
}

async function lacksStatements(ctx: RequestContext, phases: readonly ConsultationPhase[]): Promise<boolean> {
  for (const { id, method } of phases) {
    if (method !== 'STATEMENTS') continue;
    if ((await ctx.em.count(Statement, { phase: id, state: 'ACCEPTED' })) < most.seeds) return true;
  }
  return false;
}

/** One vote, and only where the rule counts one; with what the rule counts with. */
function lacksRule({ ruleMethod, seats, budgetCents }: Consultation, phases: readonly ConsultationPhase[]): boolean {
  const votes = phases.filter(({ method }) => method === 'VOTE').length;
  if (votes !== (ruleMethod === 'OPINIONS' ? 0 : 1)) return true;
  return (ruleMethod === 'SCOTTISH_STV' && !seats) || (ruleMethod === 'EQUAL_SHARES' && !budgetCents);
}

async function lacksOptions(
  ctx: RequestContext,
  consultation: Consultation,
  phases: readonly ConsultationPhase[],
): Promise<boolean> {
  const { ruleMethod, budgetCents } = consultation;
  const vote = phases.find(({ method }) => method === 'VOTE');
  if (!vote) return false;
  const options = await optionsOf(ctx, vote.id);
  if (ruleMethod === 'EQUAL_SHARES' && options.some(({ costCents }) => !costCents || costCents > (budgetCents ?? 0)))
    return true;
  // They are made of what people will have proposed.
  if (collectedBefore(consultation, phases).length > 0) return false;
  return options.length < Math.max(2, fewestOptions(consultation));
}

async function lacksQuestions(ctx: RequestContext, phases: readonly ConsultationPhase[]): Promise<boolean> {
  for (const { id, method } of phases)
    if (method === 'SURVEY' && (await questionsOf(ctx, id)).length === 0) return true;
  return false;
}

async function lacksAgenda(ctx: RequestContext, phases: readonly ConsultationPhase[]): Promise<boolean> {
  for (const { id, method } of phases)
    if (method === 'ASSEMBLY' && (await ctx.em.count(AgendaItem, { assembly: { phase: id } })) === 0) return true;
  return false;
}

/** A language that is promised is there for all that people will answer, but for what they propose themselves. */
async function lacksTranslations(ctx: RequestContext, consultation: Consultation): Promise<boolean> {
  const { id, language, languages } = consultation;
  const asked = [{ id, language, fields: translatableFields(consultation) }, ...(await askedIn(ctx, id))];
  const states = await Promise.all(asked.map((one) => languagesOf(ctx, one.id, one)));
  return states
    .flat()
    .some(({ locale, state }) => languages.includes(locale) && (state === null || state === 'OUTDATED'));
}

/** What a draft asks beside its question: statements, options, and questions of a survey. */
async function askedIn(ctx: RequestContext, consultationId: string) {
  const where = { phase: { consultation: consultationId } };
  const statements = await ctx.em.find(Statement, { ...where, state: 'ACCEPTED', author: null });
  const options = await ctx.em.find(BallotOption, { ...where, proposal: null });
  const questions = await ctx.em.find(SurveyQuestion, where);
  return [
    ...statements.map((one) => ({ id: one.id, language: one.language, fields: wordsOfStatement(one) })),
    ...options.map((one) => ({ id: one.id, language: one.language, fields: wordsOfOption(one) })),
    ...questions.map((one) => ({ id: one.id, language: one.language, fields: wordsOfQuestion(one) })),
  ];
}
