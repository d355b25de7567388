import { anyone, hasRoleIn, hasTownRole, rule } from '../../platform/authorization/rule.ts';

interface Some {
  id: string;
}

export const organisationPolicy = {
  list: rule('organisations.list', 'organisations:read', anyone),
  see: rule<Some>('organisations.see', 'organisations:read', anyone),
  create: rule('organisations.create', 'organisations:write', (actor) =>
    hasTownRole(actor, 'ADMINISTRATOR', 'COORDINATOR'),
  ),
  edit: rule<Some>(
    'organisations.edit',
    'organisations:write',
    (actor, organisation) => hasTownRole(actor, 'ADMINISTRATOR') || hasRoleIn(actor, organisation.id, 'COORDINATOR'),
  ),
};
