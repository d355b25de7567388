import type { Actor } from '../../platform/authorization/actor.ts';
import { hasRoleIn, hasTownRole, isMember, rule } from '../../platform/authorization/rule.ts';

interface SomeCheck {
  memberId: string;
  organisationId: string | null;
}

const standsFor = (actor: Actor, { memberId, organisationId }: SomeCheck): boolean =>
  isMember(actor) &&
  actor.id !== memberId &&
  (organisationId === null
    ? hasTownRole(actor, 'ACCESS_POINT_OPERATOR', 'SOCIAL_WORKER', 'COORDINATOR', 'ADMINISTRATOR')
    : hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF'));

export const checkPolicy = {
  /** Access-point staff for the town, staff of an organisation in its name; nobody about themself. */
  record: rule<SomeCheck>('checks.record', null, standsFor),
  /** Whoever could have recorded it, and administrators. */
  revoke: rule<SomeCheck>(
    'checks.revoke',
    null,
    (actor, check) => standsFor(actor, check) || hasTownRole(actor, 'ADMINISTRATOR'),
  ),
};
