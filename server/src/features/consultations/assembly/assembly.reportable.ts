import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Reportable } from '../../../platform/reportable.ts';
import { ownerOf } from '../consultations.reportable.ts';
import { tellAssemblyChanged } from './assembly-news.ts';
import { Assembly, AssemblyQuestion } from './assembly.entity.ts';
import { assemblyPhase, shown } from './assembly.reading.ts';

/** A question to an assembly. */
export const assemblyQuestionReportable: Reportable = {
  kind: 'ASSEMBLY_QUESTION',
  async find(ctx, id) {
    const question = await ctx.em.findOne(AssemblyQuestion, { id, ...shown });
    if (!question) return null;
    const { phase } = await ctx.em.findOneOrFail(Assembly, question.assembly.id);
    const { consultation } = await assemblyPhase(ctx, phase.id);
    const owner = await ownerOf(ctx, consultation, question.author?.id);
    const path = `/consultations/${consultation.id}/assembly/${phase.id}`;
    return owner && { ...owner, excerpt: question.text, path };
  },
  hide: (ctx, id) => setTakenDown(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setTakenDown(ctx, id, null),
};

async function setTakenDown(ctx: RequestContext, id: string, takenDownAt: Date | null): Promise<void> {
  const { assembly } = await ctx.em.findOneOrFail(AssemblyQuestion, id, { populate: ['assembly'] });
  await ctx.em.nativeUpdate(AssemblyQuestion, { id }, { takenDownAt });
  await tellAssemblyChanged(ctx, assembly.$.phase.id);
}
