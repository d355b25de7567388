import type { Actor } from '../../platform/authorization/actor.ts';
import { hasRoleIn, hasTownRole, isMember, rule, isAccessPointStaff } from '../../platform/authorization/rule.ts';

interface SomeCheck {
  memberId: string;
  organisationId: string | null;
}

const vouchesFor = (actor: Actor, { memberId, organisationId }: SomeCheck): boolean =>
  isMember(actor) &&
  actor.id !== memberId &&
  (organisationId === null ? isAccessPointStaff(actor) : hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF'));

export const checkPolicy = {
  /** Access-point staff for the town, staff of an organisation in its name; nobody about themself. */
  record: rule<SomeCheck>('checks.record', null, vouchesFor),
  /** Whoever could have recorded it, and administrators. */
  revoke: rule<SomeCheck>(
    'checks.revoke',
    null,
    (actor, check) => vouchesFor(actor, check) || hasTownRole(actor, 'ADMINISTRATOR'),
  ),
};
