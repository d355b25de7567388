import { createHash } from 'node:crypto';
import { DeadlockException, Utils } from '@mikro-orm/core';
import type { GraphQLField } from 'graphql';
import { isMember } from '../authorization/rule.ts';
import { AppError } from '../errors.ts';
import { writeLimit } from '../sessions/target-limit.ts';
import type { RequestContext } from './context.ts';

type Kept = { entity: string; id: string } | { value: unknown } | { secret: true };

const attempts = 4;

/**
 * Runs a mutation once per key, in one transaction with the keeping of its result: a retry gets the first answer, a key
 * used for something else is KEY_REUSED. Deadlocks are tried again. Of a mutation marked `LeavesNoTrace` no key is kept; one marked
 * `OncePerPerson` begins and ends its own, and takes no turn of the hour.
 */
export async function runMutation(
  ctx: RequestContext,
  field: GraphQLField<unknown, RequestContext>,
  args: { key?: string },
  resolve: () => Promise<unknown>,
): Promise<unknown> {
  const oncePerPerson = field.extensions['oncePerPerson'] === true;
  if (!oncePerPerson && isMember(ctx.actor) && !(await ctx.accounts.takeTurn(writeLimit, ctx.actor.id))) {
    throw new AppError('RATE_LIMITED', { seconds: writeLimit.seconds });
  }
  if (field.extensions['evenSuspended'] !== true) assertNotSuspended(ctx);
  if (oncePerPerson) return resolve();
  const leavesNoTrace = field.extensions['leavesNoTrace'] === true;
  for (let attempt = 1; ; attempt++) {
    await ctx.em.begin();
    try {
      const known = leavesNoTrace ? null : await claimKey(ctx, field.name, args);
      if (known) {
        await ctx.em.rollback();
        return await recall(ctx, known);
      }
      const result = await resolve();
      await ctx.em.flush();
      if (!leavesNoTrace)
        await keepResult(ctx, args, field.extensions['secret'] === true ? { secret: true } : describe(result));
      await ctx.em.commit();
      for (const memberId of ctx.changedActors) ctx.live.announce('vicinia_actors', memberId);
      return result;
    } catch (error) {
      await ctx.em.rollback().catch(() => undefined);
      ctx.em.clear();
      if (!(error instanceof DeadlockException) || attempt === attempts) throw error;
    }
  }
}

/** The one place where a suspension bites: whoever is suspended reads, and writes only what is marked `EvenSuspended`. */
function assertNotSuspended({ actor, clock }: RequestContext): void {
  if (!isMember(actor) || !actor.suspendedUntil || actor.suspendedUntil <= clock.now()) return;
  throw new AppError('SUSPENDED', { until: actor.suspendedUntil.toISOString() });
}

/** Keys belong to their owner: two people never meet on one. */
const ownerOf = (ctx: RequestContext) => (isMember(ctx.actor) ? ctx.actor.id : 'visitor');

/** Takes the key; waits for a concurrent holder to finish. Returns what the first run kept, or null if this is the first. */
async function claimKey(ctx: RequestContext, operation: string, args: { key?: string }): Promise<Kept | null> {
  // What a token may do is part of what was asked: a narrower one gets no answer made for a wider one. So are town roles
  // in force: who is moderator no more, or signed in without the second factor, gets no answer made for a moderator.
  const scopes = isMember(ctx.actor) && ctx.actor.scopes ? [...ctx.actor.scopes].toSorted() : null;
  const roles = isMember(ctx.actor) && ctx.actor.townRoles.size > 0 ? [...ctx.actor.townRoles].toSorted() : null;
  const inputHash = createHash('sha256')
    .update(JSON.stringify(roles ? [args, scopes, roles] : [args, scopes]))
    .digest('base64');
  const inserted = await ctx.em.execute<{ key: string }[]>(
    `insert into idempotency_key (owner, key, operation, input_hash) values (?, ?, ?, ?) on conflict do nothing returning key`,
    [ownerOf(ctx), args.key, operation, inputHash],
  );
  if (inserted.length > 0) return null;
  const [first] = await ctx.em.execute<{ operation: string; input_hash: string; result: Kept }[]>(
    `select operation, input_hash, result from idempotency_key where owner = ? and key = ?`,
    [ownerOf(ctx), args.key],
  );
  if (!first || first.operation !== operation || first.input_hash !== inputHash || 'secret' in first.result) {
    throw new AppError('KEY_REUSED', {}, 'key');
  }
  return first.result;
}

async function keepResult(ctx: RequestContext, args: { key?: string }, kept: Kept): Promise<void> {
  await ctx.em.execute(`update idempotency_key set result = ?::jsonb where owner = ? and key = ?`, [
    JSON.stringify(kept),
    ownerOf(ctx),
    args.key,
  ]);
}

function describe(result: unknown): Kept {
  return Utils.isEntity<{ id: string }>(result)
    ? { entity: result.constructor.name, id: result.id }
    : { value: result };
}

async function recall(ctx: RequestContext, kept: Kept): Promise<unknown> {
  if ('entity' in kept) {
    const meta = [...ctx.em.getMetadata()].find((candidate) => candidate.className === kept.entity);
    if (!meta) throw new AppError('NOT_FOUND');
    return ctx.em.findOneOrFail(meta.class, { id: kept.id }, { failHandler: () => new AppError('NOT_FOUND') });
  }
  return 'value' in kept ? kept.value : null;
}
