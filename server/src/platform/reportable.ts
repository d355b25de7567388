import type { RequestContext } from './graphql/context.ts';

/** A kind of thing that people may report to the moderators. */
export interface Reportable {
  kind: string;
  /** What is reported, as the actor sees it; null where it does not exist for the actor. `path` is its page. */
  find(ctx: RequestContext, id: string): Promise<{ ownerId: string; excerpt: string; path: string } | null>;
  /** Takes it out of everybody's sight but the owner's; called for moderators. Left out where nothing can be hidden. */
  hide?(ctx: RequestContext, id: string): Promise<void>;
  /** Shows it again. */
  restore?(ctx: RequestContext, id: string): Promise<void>;
}
