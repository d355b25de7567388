import { LockMode } from '@mikro-orm/core';
import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { HelpMatch } from './help-match.entity.ts';
import { HelpRequest } from './help-request.entity.ts';

/**
 * Reads a request anew and holds its row until the transaction ends. Everything that changes a request or its matches
 * takes this lock first, so two acts at once happen one after the other.
 */
export async function lockRequest(ctx: RequestContext, id: string): Promise<HelpRequest> {
  const request = await ctx.em.findOne(HelpRequest, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!request) throw notFound();
  return request;
}

/** All matches of a locked request, as they are now. */
export function matchesOf(ctx: RequestContext, requestId: string): Promise<HelpMatch[]> {
  return ctx.em.find(HelpMatch, { request: requestId }, { refresh: true, orderBy: { id: 'asc' } });
}

/** Tells open pages that something about a request changed, when the transaction commits. */
export const tellHelpChanged = (ctx: RequestContext, requestId: string): Promise<void> =>
  ctx.live.publish(ctx.em, `help:${requestId}`, requestId);
