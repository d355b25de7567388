import { isMember } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { assertActsFor, viewerActsFor } from '../consents/index.ts';

interface Asked {
  requester: { id: string };
  askedBy?: { id: string } | null | undefined;
}

/** Staff who asked in somebody's place go on acting only while the person agrees to it: CONSENT_REQUIRED afterwards. */
export async function assertStillActs(ctx: RequestContext, request: Asked): Promise<void> {
  if (isMember(ctx.actor) && ctx.actor.id === request.askedBy?.id) await assertActsFor(ctx, request.requester.id);
}

/** Whether the reader is the person who needs help, or acts in their place now. */
export async function isAsking(ctx: RequestContext, { requester, askedBy }: Asked): Promise<boolean> {
  if (!isMember(ctx.actor)) return false;
  return ctx.actor.id === requester.id || (ctx.actor.id === askedBy?.id && (await viewerActsFor(ctx, requester.id)));
}
