import { anyone, hasTownRole, rule } from '../../platform/authorization/rule.ts';

export const zonePolicy = {
  list: rule('neighbourhoods.list', 'help:read', anyone),
  manage: rule('neighbourhoods.manage', 'zones:write', (actor) => hasTownRole(actor, 'ADMINISTRATOR')),
};
