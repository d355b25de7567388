import { AppError } from '../errors.ts';
import type { Actor, MemberActor, OrganisationRole, Scope, TownRole } from './actor.ts';

/**
 * One entry of a policy: may this actor do this to that subject? Pure. `scope` is what an API token needs for it;
 * null: never by token. `denial` says what a refused member reads: NOT_FOUND where even the subject's existence is private.
 */
export interface Rule<Subject = void> {
  action: string;
  scope: Scope | null;
  allows: (actor: Actor, subject: Subject) => boolean;
  denial: 'NOT_ALLOWED' | 'NOT_FOUND';
}

/** Declares a policy entry; `action` is "<feature>.<verb>". */
export function rule<Subject = void>(
  action: string,
  scope: Scope | null,
  allows: (actor: Actor, subject: Subject) => boolean,
): Rule<Subject> {
  return { action, scope, allows, denial: 'NOT_ALLOWED' };
}

/** Like rule, for subjects that do not exist for those who may not see them. */
export function sightRule<Subject>(
  action: string,
  scope: Scope | null,
  allows: (actor: Actor, subject: Subject) => boolean,
): Rule<Subject> {
  return { action, scope, allows, denial: 'NOT_FOUND' };
}

export const anyone = (): boolean => true;
export const isMember = (actor: Actor): actor is MemberActor => actor.kind === 'member';
export const hasTownRole = (actor: Actor, ...roles: TownRole[]): boolean =>
  isMember(actor) && roles.some((role) => actor.townRoles.has(role));
/** Serves people at the town's single access point. */
export const isAccessPointStaff = (actor: Actor): boolean =>
  hasTownRole(actor, 'ACCESS_POINT_OPERATOR', 'SOCIAL_WORKER', 'COORDINATOR', 'ADMINISTRATOR');
export const hasRoleIn = (actor: Actor, organisationId: string, ...roles: OrganisationRole[]): boolean =>
  isMember(actor) && roles.some((role) => actor.organisations.get(organisationId)?.has(role));

/** Whether an API token, if it is one that asks, reaches this far; sessions and visitors are bound by rules alone. */
export const hasScope = (actor: Actor, scope: Scope): boolean =>
  !isMember(actor) || !actor.scopes || actor.scopes.has(scope);

/** True if the actor may; never throws. For `viewerCan...` fields. */
export function can<Subject>(actor: Actor, entry: Rule<Subject>, subject: Subject): boolean {
  if (isMember(actor) && actor.scopes && (entry.scope === null || !actor.scopes.has(entry.scope))) return false;
  return entry.allows(actor, subject);
}

/**
 * Throws unless the actor may: SIGN_IN_REQUIRED for visitors, SECOND_FACTOR_REQUIRED where a waiting role would allow it,
 * otherwise the rule's own denial.
 */
export function check<Subject>(actor: Actor, entry: Rule<Subject>, subject: Subject): void {
  if (can(actor, entry, subject)) return;
  if (!isMember(actor)) throw new AppError('SIGN_IN_REQUIRED');
  if (actor.withSecondFactor && can(actor.withSecondFactor, entry, subject))
    throw new AppError('SECOND_FACTOR_REQUIRED');
  throw new AppError(entry.denial);
}
