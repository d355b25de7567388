import type { RequestContext } from './graphql/context.ts';

/** What somebody may report. */
export interface Reported {
  ownerId: string;
  /** The owner answers for it, and somebody else wrote it who has no account: nobody can be warned or suspended for it. */
  answeredFor?: boolean;
  excerpt: string;
  /** Its page. */
  path: string;
}

/** A kind of thing that people may report to the moderators. */
export interface Reportable {
  kind: string;
  /** What is reported, as the actor sees it; null where it does not exist for the actor. */
  find(ctx: RequestContext, id: string): Promise<Reported | null>;
  /** Takes it out of everybody's sight but the owner's; called for moderators. Left out where nothing can be hidden. */
  hide?(ctx: RequestContext, id: string): Promise<void>;
  /** Shows it again. */
  restore?(ctx: RequestContext, id: string): Promise<void>;
}
