import { notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation } from '../consultation.reading.ts';
import { SurveyQuestion } from './survey-question.entity.ts';

/** The questions of a survey in their order; of many surveys in one statement. */
export const questionsOf = async (ctx: RequestContext, phaseId: string): Promise<SurveyQuestion[]> =>
  (await batched(ctx, questionsOfAll, phaseId)) ?? [];

/** A step with a survey, of a consultation that the reader may see. */
export async function surveyPhase(
  ctx: RequestContext,
  phaseId: string,
): Promise<{ consultation: Consultation; phase: ConsultationPhase }> {
  const phase = await ctx.em.findOne(ConsultationPhase, { id: phaseId, method: 'SURVEY' });
  if (!phase) throw notFound();
  return { phase, consultation: await getConsultation(ctx, phase.consultation.id) };
}

async function questionsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, SurveyQuestion[]>> {
  const questions = await ctx.em.find(SurveyQuestion, { phase: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  return Map.groupBy(questions, (question) => question.phase.id);
}
