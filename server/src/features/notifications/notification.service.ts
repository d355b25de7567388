import { isMember } from '../../platform/authorization/rule.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Notification } from './notification.entity.ts';
import { notificationPolicy } from './notification.policy.ts';

/** What reached the reader, newest first. */
export async function listNotifications(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Notification>> {
  authorize(ctx, notificationPolicy.list);
  const asked = page(first, after);
  const where = { member: signedIn(ctx).id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(await ctx.em.find(Notification, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}

/** Remembers that the reader has seen everything up to a notice, or everything there is. */
export async function markRead(ctx: RequestContext, upToId: string | null): Promise<number> {
  authorize(ctx, notificationPolicy.mark);
  const where = { member: signedIn(ctx).id, readAt: null, ...(upToId ? { id: { $lte: upToId } } : {}) };
  return ctx.em.nativeUpdate(Notification, where, { readAt: ctx.clock.now() });
}

const mostCounted = 99;

/** How many notices the reader has not seen, at most 99; 0 for visitors. */
export async function countUnread(ctx: RequestContext): Promise<number> {
  if (!isMember(ctx.actor)) return 0;
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select count(*)::int as count from
       (select 1 from notification where member_id = ? and read_at is null limit ${mostCounted}) as unread`,
    [ctx.actor.id],
  );
  return row?.count ?? 0;
}
