import type { RequestContext } from '../../platform/graphql/context.ts';
import { ContactShare } from './contact-share.entity.ts';

/** Nobody needs contacts of a match that ended: they go at once where it was called off. */
export async function forgetContacts(ctx: Pick<RequestContext, 'em'>, matchIds: readonly string[]): Promise<void> {
  if (matchIds.length > 0) await ctx.em.nativeDelete(ContactShare, { match: { $in: [...matchIds] } });
}
