import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../platform/authorization/actor.ts';
import { isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { Block } from './block.entity.ts';
import { moderationPolicy } from './moderation.policy.ts';

const known = new WeakMap<Actor, Promise<ReadonlySet<string>>>();

/** Members with whom the actor is blocked, in either direction; read once per actor object, which lives for one request. */
export function findBlocked({ em, actor }: Pick<RequestContext, 'em' | 'actor'>): Promise<ReadonlySet<string>> {
  if (!isMember(actor)) return Promise.resolve(new Set());
  const found =
    known.get(actor) ??
    em
      .execute<{ id: string }[]>(
        `select blocked_id as id from member_block where blocker_id = ? union select blocker_id from member_block where blocked_id = ?`,
        [actor.id, actor.id],
      )
      .then((rows) => new Set(rows.map((row) => row.id)));
  known.set(actor, found);
  return found;
}

/** Whether a block with anybody stands, in either direction. Part of what every process remembers of a member. */
export async function hasBlocks(em: EntityManager, memberId: string): Promise<boolean> {
  return (await em.count(Block, { $or: [{ blocker: memberId }, { blocked: memberId }] })) > 0;
}

/** NOT_FOUND where one of the two blocked the other: neither is told. */
export async function assertNotBlocked(ctx: RequestContext, otherId: string): Promise<void> {
  if ((await ctx.blockedWith()).has(otherId)) throw notFound();
}

/** NOT_FOUND where one of these two blocked the other, whoever acts: staff bring together nobody who parted. */
export async function assertNeitherBlocked(ctx: RequestContext, oneId: string, otherId: string): Promise<void> {
  const pair = [
    { blocker: oneId, blocked: otherId },
    { blocker: otherId, blocked: oneId },
  ];
  if ((await ctx.em.count(Block, { $or: pair })) > 0) throw notFound();
}

/** Wants nothing to do with somebody from now on, nor with what was agreed; once is enough. */
export async function blockMember(ctx: RequestContext, memberId: string): Promise<boolean> {
  authorize(ctx, moderationPolicy.block);
  const { id } = signedIn(ctx);
  if (id === memberId) throw new AppError('OWN_CONTENT');
  if (!(await ctx.em.findOne(Member, { id: memberId, goneAt: null }))) throw notFound();
  await ctx.em.execute(
    `insert into member_block (id, blocker_id, blocked_id, created_at) values (?, ?, ?, ?) on conflict do nothing`,
    [newId(), id, memberId, ctx.clock.now()],
  );
  ctx.changedActors.add(id).add(memberId);
  for (const feature of ctx.personalData) await feature.part?.(ctx, id, memberId);
  return true;
}

/** Takes one's own block back; what the other one blocked stays blocked. */
export async function unblockMember(ctx: RequestContext, memberId: string): Promise<boolean> {
  authorize(ctx, moderationPolicy.block);
  const { id } = signedIn(ctx);
  await ctx.em.nativeDelete(Block, { blocker: id, blocked: memberId });
  ctx.changedActors.add(id).add(memberId);
  return true;
}

/** Whom the reader blocked, newest first. */
export async function listBlocks(ctx: RequestContext, first: number, after: string | null): Promise<Connection<Block>> {
  authorize(ctx, moderationPolicy.listBlocks);
  const asked = page(first, after);
  const where = { blocker: signedIn(ctx).id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(await ctx.em.find(Block, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}
