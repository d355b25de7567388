import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import type { OrganisationRole } from '../../platform/authorization/actor.ts';
import { hasScope } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Membership, Organisation } from './organisation.entity.ts';
import { organisationPolicy } from './organisation.policy.ts';
import type { OrganisationInput } from './organisation.type.ts';

/** Organisations, newest first. */
export async function listOrganisations(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Organisation>> {
  authorize(ctx, organisationPolicy.list);
  const asked = page(first, after);
  const where = asked.afterId ? { id: { $lt: asked.afterId } } : {};
  const rows = await ctx.em.find(Organisation, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 });
  return connection(rows, asked);
}

export async function getOrganisation(ctx: RequestContext, id: string): Promise<Organisation> {
  return authorizeFound(ctx, organisationPolicy.see, await ctx.em.findOne(Organisation, id));
}

export async function createOrganisation(ctx: RequestContext, input: OrganisationInput): Promise<Organisation> {
  authorize(ctx, organisationPolicy.create);
  const organisation = ctx.em.create(Organisation, {
    name: '',
    kind: input.kind,
    language: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  await change(ctx, organisation, input);
  return organisation;
}

export async function updateOrganisation(
  ctx: RequestContext,
  id: string,
  input: OrganisationInput,
): Promise<Organisation> {
  signedIn(ctx);
  const organisation = authorizeFound(ctx, organisationPolicy.edit, await ctx.em.findOne(Organisation, id));
  await change(ctx, organisation, input);
  return organisation;
}

/** Gives a member these roles in the organisation; none removes the member. The last coordinator stays. */
export async function setMembership(
  ctx: RequestContext,
  organisationId: string,
  memberId: string,
  roles: OrganisationRole[],
): Promise<Organisation> {
  signedIn(ctx);
  const organisation = await ctx.em.findOne(Organisation, organisationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!organisation) throw notFound();
  authorize(ctx, organisationPolicy.setMembership, { id: organisation.id, memberId, roles });
  const member = await ctx.em.findOne(Member, { id: memberId, goneAt: null });
  if (!member) throw new AppError('INVALID_INPUT', {}, 'memberId');
  const memberships = await ctx.em.find(Membership, { organisation: organisationId });
  const known = memberships.find((membership) => membership.member.id === memberId);
  const others = memberships.filter((membership) => membership !== known);
  const hadCoordinator = known?.roles.includes('COORDINATOR') ?? false;
  if (
    hadCoordinator &&
    !roles.includes('COORDINATOR') &&
    !others.some((other) => other.roles.includes('COORDINATOR'))
  ) {
    throw new AppError('LAST_COORDINATOR');
  }
  const wanted = [...new Set(roles)];
  // Whoever wrote a person down has held a key to the account: staff sign up themselves.
  if (member.registeredBy && wanted.some((role) => role !== 'VOLUNTEER')) throw new AppError('NOT_ALLOWED');
  if (wanted.length === 0) {
    if (known) ctx.em.remove(known);
  } else if (known) {
    known.roles = wanted;
  } else {
    ctx.em.create(Membership, { organisation, member, roles: wanted });
  }
  audit(ctx, 'organisations.setMembership', memberId);
  await ctx.em.flush();
  return organisation;
}

/** The organisation with this id; whole lists in one statement. */
export async function organisationById(ctx: RequestContext, id: string): Promise<Organisation> {
  const organisation = await batched(ctx, organisationsByIds, id);
  if (!organisation) throw notFound();
  return organisation;
}

/** Who coordinates an organisation or works there, by id. */
export async function staffOf(ctx: Pick<RequestContext, 'em'>, organisationId: string): Promise<string[]> {
  const memberships = await ctx.em.find(Membership, { organisation: organisationId }, { orderBy: { member: 'asc' } });
  return memberships
    .filter(({ roles }) => roles.includes('COORDINATOR') || roles.includes('STAFF'))
    .map(({ member }) => member.id);
}

/** Who does what in an organisation; shown to signed-in members. */
export async function membershipsOf(ctx: RequestContext, organisation: Organisation): Promise<Membership[]> {
  if (ctx.actor.kind === 'visitor' || !hasScope(ctx.actor, 'organisations:read')) return [];
  return organisation.memberships.loadItems();
}

/** What a person does in organisations; shown to signed-in members. */
export async function membershipsOfMember(ctx: RequestContext, memberId: string): Promise<Membership[]> {
  if (ctx.actor.kind === 'visitor' || !hasScope(ctx.actor, 'organisations:read')) return [];
  return (await batched(ctx, membershipsByMember, memberId)) ?? [];
}

async function organisationsByIds(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Organisation>> {
  const organisations = await ctx.em.find(Organisation, { id: { $in: [...ids] } });
  return new Map(organisations.map((organisation) => [organisation.id, organisation]));
}

async function membershipsByMember(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Membership[]>> {
  const memberships = await ctx.em.find(Membership, { member: { $in: [...ids] } });
  return Map.groupBy(memberships, (membership) => membership.member.id);
}

async function change(ctx: RequestContext, organisation: Organisation, input: OrganisationInput): Promise<void> {
  organisation.name = input.name.trim();
  organisation.kind = input.kind;
  organisation.description = input.description?.trim() || null;
  organisation.website = input.website || null;
  organisation.language = ctx.locale;
  const zone = input.zoneId ? await ctx.em.findOne(Zone, input.zoneId) : null;
  if (input.zoneId && !zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  ctx.em.assign(organisation, { zone });
  audit(ctx, 'organisations.edit', organisation.id);
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('INVALID_INPUT', {}, 'input.name');
    throw error;
  }
}

/** Organisations by their ids, by name; nulls are left out. */
export async function organisationsById(ctx: RequestContext, ids: readonly (string | null)[]): Promise<Organisation[]> {
  const wanted = ids.filter((id) => id !== null);
  return wanted.length > 0 ? ctx.em.find(Organisation, { id: { $in: wanted } }, { orderBy: { name: 'asc' } }) : [];
}
