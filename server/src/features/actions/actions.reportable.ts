import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable } from '../../platform/reportable.ts';
import { staffOf } from '../organisations/index.ts';
import { tellActionChanged } from './action-locks.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';
import { getAction } from './solidarity-action.service.ts';

/** An action, for those who may see it. Its words are the proposer's; of one who left, the organisation's. */
export const actionReportable: Reportable = {
  kind: 'SOLIDARITY_ACTION',
  async find(ctx, id) {
    const action = await getAction(ctx, id);
    const ownerId = action.proposer?.id ?? (action.organisation && (await staffOf(ctx, action.organisation.id))[0]);
    if (!ownerId) return null;
    return { ownerId, excerpt: `${action.title}\n${action.goal}\n${action.words}`, path: `/actions/${id}` };
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

async function setHidden(ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> {
  await ctx.em.nativeUpdate(SolidarityAction, { id }, { hiddenAt });
  await tellActionChanged(ctx, id);
}
