import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Reportable } from '../../platform/reportable.ts';
import { Message } from './thread.entity.ts';
import { getThread } from './thread.service.ts';

/** A message, for the other side of its thread. */
export const messageReportable: Reportable = {
  kind: 'MESSAGE',
  async find(ctx, id) {
    const message = await ctx.em.findOne(Message, id);
    if (!message || message.hiddenAt) return null;
    await getThread(ctx, message.thread.id);
    return { ownerId: message.author.id, excerpt: message.text, path: `/threads/${message.thread.id}` };
  },
  hide: (ctx, id) => setHidden(ctx, id, ctx.clock.now()),
  restore: (ctx, id) => setHidden(ctx, id, null),
};

async function setHidden(ctx: RequestContext, id: string, hiddenAt: Date | null): Promise<void> {
  await ctx.em.nativeUpdate(Message, { id }, { hiddenAt });
}
