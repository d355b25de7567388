import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isMember } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';

/**
 * The condition of a list that leaves out what belongs to people with whom the actor is blocked, in either direction:
 * part of the list's own statement, where the actor has a block at all. `owner` is the column with the owner's id. Ids are ours, so they stand in the text.
 */
export function notBlocked({ actor }: Pick<RequestContext, 'actor'>, owner: string): RawBuilder<SqlBool> {
  if (!isMember(actor) || !actor.hasBlocks) return sql<SqlBool>`true`;
  return notBlockedWith(actor.id, owner);
}

/** The same, for a person in whose place the actor acts. */
export function notBlockedWith(memberId: string, owner: string): RawBuilder<SqlBool> {
  const me = sql.lit(memberId);
  return sql<SqlBool>`${sql.ref(owner)} <> all(array(
    select blocked_id from member_block where blocker_id = ${me}
    union all select blocker_id from member_block where blocked_id = ${me}))`;
}
