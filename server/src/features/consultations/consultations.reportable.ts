import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable, Reported } from '../../platform/reportable.ts';
import { staffOf } from '../organisations/index.ts';
import { Consultation } from './consultation.entity.ts';
import { getConsultation } from './consultation.reading.ts';
import { Participant } from './participation/participant.entity.ts';

/** A consultation, for those who may see it. Its words are the organisation's. */
export const consultationReportable: Reportable = {
  kind: 'CONSULTATION',
  async find(ctx, id) {
    const consultation = await getConsultation(ctx, id);
    const ownerId = consultation.createdBy?.id ?? (await staffOf(ctx, consultation.organisation.id))[0];
    const excerpt = `${consultation.question}\n${consultation.explanation}`;
    return ownerId ? { ownerId, excerpt, path: `/consultations/${id}` } : null;
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

/** Whose it is what somebody wrote who takes part: without an account, the organisation that gave out the code answers for it. */
export async function ownerOf(
  ctx: RequestContext,
  { organisation }: Consultation,
  authorId: string | undefined,
): Promise<Pick<Reported, 'ownerId' | 'answeredFor'> | null> {
  const author = authorId ? await ctx.em.findOne(Participant, authorId) : null;
  if (author?.member) return { ownerId: author.member.id };
  const [ownerId] = await staffOf(ctx, organisation.id);
  return ownerId ? { ownerId, answeredFor: true } : null;
}

async function setHidden(ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> {
  await ctx.em.nativeUpdate(Consultation, { id }, { hiddenAt });
}
