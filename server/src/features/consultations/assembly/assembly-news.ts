import type { RequestContext } from '../../../platform/graphql/context.ts';
import { watch } from '../../../platform/graphql/watch.ts';
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

/** Tells open pages that something about an assembly changed, when the transaction commits. */
export const tellAssemblyChanged = (ctx: Pick<RequestContext, 'em' | 'live'>, phaseId: string): Promise<void> =>
  ctx.live.publish(ctx.em, `assembly:${phaseId}`, phaseId);
