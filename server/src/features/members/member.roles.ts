import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationRole, Roles, TownRole } from '../../platform/authorization/actor.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { TownRoleGrant } from './member.entity.ts';

interface RolesRow {
  town_roles: TownRole[];
  organisations: { id: string; roles: OrganisationRole[] }[];
  suspended_until: Date | null;
}

/** The roles of a member who is still here, in one statement; null for one who left. */
export async function findRoles(em: EntityManager, memberId: string): Promise<Roles | null> {
  const [row] = await em.execute<RolesRow[]>(
    `select m.suspended_until,
       coalesce((select json_agg(t.role) from town_role t where t.member_id = m.id), '[]') as town_roles,
       coalesce((select json_agg(json_build_object('id', s.organisation_id, 'roles', s.roles)) from membership s where s.member_id = m.id), '[]')
         as organisations
     from member m where m.id = ? and m.gone_at is null`,
    [memberId],
  );
  if (!row) return null;
  const suspendedUntil = row.suspended_until && new Date(row.suspended_until);
  return { townRoles: row.town_roles, organisations: row.organisations, suspendedUntil };
}

/** Who holds a role for the town, by id. */
export async function holdersOf({ em }: Pick<RequestContext, 'em'>, role: TownRole): Promise<string[]> {
  const grants = await em.find(TownRoleGrant, { role, member: { goneAt: null } }, { orderBy: { member: 'asc' } });
  return grants.map(({ member }) => member.id);
}
