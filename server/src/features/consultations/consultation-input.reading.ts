import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import type { ConsultationInput, ConsultationPhaseInput, ConsultationWordsInput } from './consultation.input.ts';
import { most, type RuleMethod, type TieRule } from './consultations.words.ts';

/** The words that may change as long as a consultation is there. Throws REQUIRED for a document without a name. */
export function wordsOf(input: ConsultationWordsInput) {
  const documents = input.documents.map(({ title, url }) => ({ title: title.trim(), url: url.trim() }));
  if (documents.some(({ title }) => !title)) throw new AppError('REQUIRED', {}, 'input.documents');
  return {
    explanation: input.explanation.trim(),
    description: input.description.trim(),
    documents,
    languages: [...new Set(input.languages)],
  };
}

/** What is fixed once it is published, as typed. Throws REQUIRED and INVALID_INPUT with the field. */
export async function frameOf(ctx: RequestContext, input: ConsultationInput) {
  const question = input.question.trim();
  if (!question) throw new AppError('REQUIRED', {}, 'input.question');
  const { who, ruleMethod } = input;
  const zone = who === 'ZONE' && input.zoneId ? await ctx.em.findOne(Zone, input.zoneId) : null;
  if (who === 'ZONE' && !zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  const group = who === 'GROUP' && input.groupId ? await ctx.em.findOne(Organisation, input.groupId) : null;
  if (who === 'GROUP' && !group) throw new AppError('INVALID_INPUT', {}, 'input.groupId');
  const decisionBody = input.decisionBody.trim();
  const asked = input.phases.filter(({ kind }) => kind !== 'FOLLOW_UP');
  const times = (pick: (phase: ConsultationPhaseInput) => Date) => asked.map((phase) => pick(phase).getTime());
  return {
    question,
    who,
    zone,
    group,
    ruleMethod,
    // Only a vote is counted against it.
    quorum: ruleMethod === 'OPINIONS' ? null : (input.quorum ?? null),
    seats: ruleMethod === 'SCOTTISH_STV' ? (input.seats ?? null) : null,
    budgetCents: ruleMethod === 'EQUAL_SHARES' ? (input.budgetCents ?? null) : null,
    ties: tiesOf(ruleMethod),
    decisionBody,
    answerBy: input.answerBy ?? null,
    answerOwedBy: input.answerOwedBy?.trim() || decisionBody,
    opensAt: asked.length > 0 ? new Date(Math.min(...times(({ opensAt }) => opensAt))) : null,
    closesAt: asked.length > 0 ? new Date(Math.max(...times(({ closesAt }) => closesAt))) : null,
  };
}

/** Seats must be filled, so there a lot decides; elsewhere a tie is a result. */
function tiesOf(method: RuleMethod): TieRule | null {
  if (method === 'OPINIONS') return null;
  return method === 'SCOTTISH_STV' ? 'LOT' : 'SHOWN';
}

/** Throws END_BEFORE_START and DATE_TOO_FAR on the date of the step. */
export function checkPhases(phases: readonly ConsultationPhaseInput[], now: Date): void {
  const last = new Date(now.getTime() + most.daysAhead * 86_400_000);
  phases.forEach(({ opensAt, closesAt }, index) => {
    if (closesAt <= opensAt) throw new AppError('END_BEFORE_START', {}, `input.phase${index}-closes`);
    if (closesAt > last) throw new AppError('DATE_TOO_FAR', { days: most.daysAhead }, `input.phase${index}-closes`);
  });
}
