export const townRoles = [
  'ACCESS_POINT_OPERATOR',
  'SOCIAL_WORKER',
  'COORDINATOR',
  'REPORTING_OFFICER',
  'ADMINISTRATOR',
] as const;
export type TownRole = (typeof townRoles)[number];

export const organisationRoles = ['COORDINATOR', 'STAFF', 'MEDIATOR', 'TUTOR', 'TRAINER', 'VOLUNTEER'] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

/** What an API token may do; a session may do everything its member may. */
export const scopes = [
  'help:read',
  'help:write',
  'messages:read',
  'messages:write',
  'profile:read',
  'profile:write',
  'organisations:read',
  'organisations:write',
  'zones:write',
  'events:read',
  'events:write',
  'consultations:read',
  'consultations:write',
] as const;
export type Scope = (typeof scopes)[number];

/** Scopes that let a program use staff roles; given only in a session that has its second factor. */
export const staffScopes: readonly Scope[] = ['organisations:write', 'zones:write'];

export interface VisitorActor {
  kind: 'visitor';
}

/** A signed-in member. Town roles, and roles of organisations but volunteer, are in force only after a second factor. */
export interface MemberActor {
  kind: 'member';
  id: string;
  sessionId: string | null;
  townRoles: ReadonlySet<TownRole>;
  organisations: ReadonlyMap<string, ReadonlySet<OrganisationRole>>;
  /** Roles the member has but that wait for the second factor: the same actor with them in force. */
  withSecondFactor: MemberActor | null;
  /** null: a session, everything; otherwise what the token allows. */
  scopes: ReadonlySet<string> | null;
  /** Until when moderators keep the member from writing; may be past. */
  suspendedUntil: Date | null;
  /** Whether a block with anybody stands, in either direction. Where that is unknown, there may be one. */
  hasBlocks: boolean;
}

export type Actor = VisitorActor | MemberActor;

export const visitor: VisitorActor = { kind: 'visitor' };

/** The roles as stored, before the second factor is looked at. */
export interface Roles {
  townRoles: TownRole[];
  organisations: { id: string; roles: OrganisationRole[] }[];
  suspendedUntil?: Date | null;
  hasBlocks?: boolean;
}

/** Builds the actor of a request: staff roles wait until the session has a second factor. */
export function memberActor(given: {
  id: string;
  sessionId: string | null;
  secondFactor: boolean;
  scopes: ReadonlySet<string> | null;
  roles: Roles;
}): MemberActor {
  const { id, sessionId, roles } = given;
  const full: MemberActor = {
    kind: 'member',
    id,
    sessionId,
    scopes: given.scopes,
    townRoles: new Set(roles.townRoles),
    organisations: new Map(roles.organisations.map((o) => [o.id, new Set(o.roles)])),
    withSecondFactor: null,
    suspendedUntil: roles.suspendedUntil ?? null,
    hasBlocks: roles.hasBlocks ?? true,
  };
  const hasStaffRole = roles.townRoles.length > 0 || roles.organisations.some((o) => o.roles.some(isStaffRole));
  if (given.secondFactor || !hasStaffRole) return full;
  return {
    ...full,
    townRoles: new Set(),
    organisations: new Map(
      roles.organisations.map((o) => [o.id, new Set(o.roles.filter((role) => !isStaffRole(role)))]),
    ),
    withSecondFactor: full,
  };
}

const isStaffRole = (role: OrganisationRole) => role !== 'VOLUNTEER';
