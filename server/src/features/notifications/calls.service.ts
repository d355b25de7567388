import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from '../members/index.ts';
import { Notification } from './notification.entity.ts';
import { notificationPolicy } from './notification.policy.ts';
import { confidentialKinds } from './notification.words.ts';
import { newsText, noticeText } from './texts.ts';

/** Whom nothing reached and nobody has called yet, oldest first. */
export async function listCalls(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Notification>> {
  authorize(ctx, notificationPolicy.call);
  const asked = page(first, after);
  const where = {
    state: 'FAILED' as const,
    calledAt: null,
    member: { goneAt: null },
    ...(asked.afterId ? { id: { $gt: asked.afterId } } : {}),
  };
  return connection(await ctx.em.find(Notification, where, { orderBy: { id: 'asc' }, limit: asked.limit + 1 }), asked);
}

/** Says that the person was told, by voice or in person. */
export async function markCalled(ctx: RequestContext, id: string): Promise<Notification> {
  authorize(ctx, notificationPolicy.call);
  const call = await ctx.em.findOne(
    Notification,
    { id, state: 'FAILED', member: { $ne: null } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!call) throw notFound();
  if (call.calledAt) return call;
  call.calledAt = ctx.clock.now();
  call.calledBy = ctx.em.getReference(Member, signedIn(ctx).id, { wrapped: true });
  audit(ctx, 'notifications.called', call.member.id);
  await ctx.em.flush();
  return call;
}

/** What to say, in the language of the caller; only that there is news where the matter is confidential. */
export function callText(ctx: RequestContext, call: Notification): string {
  if (confidentialKinds.includes(call.kind)) return newsText(ctx.locale);
  return noticeText(ctx.locale, call).text;
}

/** The number to call, if the person gave one; whole lists in one statement. */
export async function phoneOf(ctx: RequestContext, call: Notification): Promise<string | null> {
  return (await batched(ctx, phones, call.member.id)) ?? null;
}

async function phones(ctx: RequestContext, memberIds: readonly string[]): Promise<Map<string, string | null>> {
  const contacts = await ctx.accounts.contactsOf(memberIds);
  return new Map([...contacts].map(([id, { phone }]) => [id, phone]));
}
