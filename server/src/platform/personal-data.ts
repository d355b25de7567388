import type { RequestContext } from './graphql/context.ts';

/** What a feature keeps about a person: how to hand it out, and how to let go of it when the person leaves. */
export interface PersonalData {
  feature: string;
  /** Everything of this person, as plain data; only called for the person. */
  collect(ctx: RequestContext, memberId: string): Promise<unknown>;
  /** Removes what nobody else needs and closes what is open. The member row loses its name elsewhere. */
  release(ctx: RequestContext, memberId: string): Promise<void>;
  /** Nobody acts in the place of this person any more: takes away what staff could read because they did. */
  endActingFor?(ctx: RequestContext, memberId: string): Promise<void>;
  /** One of two people wants nothing to do with the other any more: ends what they agreed on. */
  part?(ctx: RequestContext, memberId: string, otherId: string): Promise<void>;
}
