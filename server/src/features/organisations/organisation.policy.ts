import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, hasRoleIn, hasTownRole, isMember, rule } from '../../platform/authorization/rule.ts';

interface Some {
  id: string;
}

const coordinates = (actor: Actor, organisation: Some) =>
  hasTownRole(actor, 'ADMINISTRATOR') || hasRoleIn(actor, organisation.id, 'COORDINATOR');

export const organisationPolicy = {
  list: rule('organisations.list', 'organisations:read', anyone),
  see: rule<Some>('organisations.see', 'organisations:read', anyone),
  create: rule('organisations.create', 'organisations:write', (actor) =>
    hasTownRole(actor, 'ADMINISTRATOR', 'COORDINATOR'),
  ),
  edit: rule<Some>('organisations.edit', 'organisations:write', coordinates),
  /** Coordinators set roles; anybody may leave. */
  setMembership: rule<Some & { memberId: string; roles: readonly string[] }>(
    'organisations.setMembership',
    'organisations:write',
    (actor, change) =>
      coordinates(actor, change) || (isMember(actor) && actor.id === change.memberId && change.roles.length === 0),
  ),
};
