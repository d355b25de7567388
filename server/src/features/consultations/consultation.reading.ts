import { can, hasRoleIn, isMember } from '../../platform/authorization/rule.ts';
import { notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { Consultation, ConsultationPhase } from './consultation.entity.ts';
import { consultationPolicy, isPublic, type SomeConsultation } from './consultations.policy.ts';

/** What the policies look at. */
export const subjectOf = ({ state, hiddenAt, organisation }: Consultation): SomeConsultation => ({
  state,
  hiddenAt,
  organisationId: organisation.id,
});

/** Whether the reader may do something to the consultation. */
export const mayDo = (
  ctx: RequestContext,
  action: 'edit' | 'publish' | 'remove' | 'moderate' | 'makeCodes' | 'enterPaper' | 'helpSomebody',
  consultation: Consultation,
): boolean => can(ctx.actor, consultationPolicy[action], subjectOf(consultation));

/** One consultation: anybody's once it is published, before that for those who prepare it. */
export async function getConsultation(ctx: RequestContext, id: string): Promise<Consultation> {
  const consultation = await ctx.em.findOne(Consultation, id);
  if (!consultation || (!isMember(ctx.actor) && !isPublic(consultation))) throw notFound();
  authorize(ctx, consultationPolicy.see, subjectOf(consultation));
  return consultation;
}

/** The steps of a consultation in their order; whole lists in one statement. */
export const phasesOf = async (ctx: RequestContext, consultation: { id: string }): Promise<ConsultationPhase[]> =>
  (await batched(ctx, phasesOfAll, consultation.id)) ?? [];

/** Organisations for which the reader may put a question, by id. */
export function organisationsToAskFor({ actor }: RequestContext): string[] {
  if (!isMember(actor)) return [];
  return [...actor.organisations.keys()].filter((id) => hasRoleIn(actor, id, 'COORDINATOR', 'STAFF'));
}

async function phasesOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ConsultationPhase[]>> {
  const phases = await ctx.em.find(
    ConsultationPhase,
    { consultation: { $in: [...ids] } },
    { orderBy: { position: 'asc' } },
  );
  return Map.groupBy(phases, (phase) => phase.consultation.id);
}
