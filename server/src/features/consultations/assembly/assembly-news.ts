import type { RequestContext } from '../../../platform/graphql/context.ts';
import { watch } from '../../../platform/graphql/watch.ts';
import { notify } from '../../notifications/index.ts';
import type { Consultation } from '../consultation.entity.ts';
import { Participant } from '../participation/participant.entity.ts';
import type { AssemblyQuestion } from './assembly.entity.ts';
import { type AssemblyShown, getAssembly } from './assembly.reading.ts';

/** An assembly at each change of its agenda, its minutes or its questions, for those who may see it. */
export async function watchAssembly(
  ctx: RequestContext,
  phaseId: string,
): Promise<AsyncGenerator<AssemblyShown, void>> {
  const payloads = ctx.live.subscribe(`assembly:${phaseId}`, ctx.signal);
  await getAssembly(ctx, phaseId);
  return watch(ctx, payloads, () => getAssembly(ctx, phaseId));
}

/** Whoever asked hears that a question is out of sight, or back; with a code they read it on the page alone. */
export async function tellHidden(
  ctx: RequestContext,
  consultation: Consultation,
  phaseId: string,
  { author, hiddenAt }: AssemblyQuestion,
): Promise<void> {
  const asked = author ? await ctx.em.findOne(Participant, author.id) : null;
  if (!asked?.member) return;
  const { name } = await consultation.organisation.loadOrFail();
  await notify(ctx, {
    memberId: asked.member.id,
    kind: 'QUESTION_DECIDED',
    params: { title: consultation.question, name, reason: hiddenAt ? 'QUESTION_HIDDEN' : 'QUESTION_SHOWN' },
    path: `/consultations/${consultation.id}/assembly/${phaseId}`,
  });
}

/** Tells open pages that something about an assembly changed, when the transaction commits. */
export const tellAssemblyChanged = (ctx: Pick<RequestContext, 'em' | 'live'>, phaseId: string): Promise<void> =>
  ctx.live.publish(ctx.em, `assembly:${phaseId}`, phaseId);
