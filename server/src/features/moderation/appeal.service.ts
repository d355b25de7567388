import { LockMode } from '@mikro-orm/core';
import { can, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { ModerationCase } from './moderation-case.entity.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { maxReasons } from './moderation.words.ts';

/** What moderators decided about the reader. Where nothing was done there is nothing to read. */
export async function getDecision(ctx: RequestContext, id: string): Promise<ModerationCase> {
  signedIn(ctx);
  return told(authorizeFound(ctx, moderationPolicy.seeDecision, await ctx.em.findOne(ModerationCase, id)));
}

/** Until when moderators keep the reader from writing; null where they do not. */
export function suspendedUntil(ctx: RequestContext): Date | null {
  const until = isMember(ctx.actor) ? ctx.actor.suspendedUntil : null;
  return until && until > ctx.clock.now() ? until : null;
}

/** The decision that keeps the reader from writing now: of several, the one that ends last. Null where none does. */
export async function getSuspension(ctx: RequestContext): Promise<ModerationCase | null> {
  if (!suspendedUntil(ctx)) return null;
  const found = await ctx.em.findOne(
    ModerationCase,
    { owner: signedIn(ctx).id, outcome: 'SUSPEND', state: { $ne: 'OVERTURNED' } },
    { orderBy: { suspendedUntil: 'desc' } },
  );
  return found && can(ctx.actor, moderationPolicy.seeDecision, found) ? found : null;
}

/** Asks other moderators for a second look; once, within 14 days. */
export async function appeal(ctx: RequestContext, caseId: string, text: string): Promise<ModerationCase> {
  signedIn(ctx);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const found = authorizeFound(ctx, moderationPolicy.appeal, await ctx.em.findOne(ModerationCase, caseId, lock));
  const words = text.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'words');
  if (words.length > maxReasons) throw new AppError('TOO_LONG', { max: maxReasons }, 'words');
  told(found).appeal({ words, language: ctx.locale, at: ctx.clock.now() });
  await ctx.em.flush();
  return found;
}

/** Whether the reader may still appeal. */
export const viewerCanAppeal = (ctx: RequestContext, found: ModerationCase): boolean =>
  found.state === 'DECIDED' && found.appealUntil !== null && ctx.clock.now() <= found.appealUntil;

/** Nobody is told of a report that came to nothing. */
function told(found: ModerationCase): ModerationCase {
  if (found.appealUntil === null) throw notFound();
  return found;
}
