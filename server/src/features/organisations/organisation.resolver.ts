import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { OrganisationRole } from '../../platform/authorization/actor.ts';
import { can } from '../../platform/authorization/rule.ts';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { type Member, MemberType, OrganisationRoleEnum, ViewerType } from '../members/index.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import type { Membership, Organisation } from './organisation.entity.ts';
import { organisationPolicy } from './organisation.policy.ts';
import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  membershipsOf,
  membershipsOfMember,
  setMembership,
  updateOrganisation,
} from './organisation.service.ts';
import {
  MembershipType,
  OrganisationConnectionType,
  OrganisationInput,
  OrganisationType,
} from './organisation.type.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  @Query(() => OrganisationConnectionType, { description: 'Organisations of the town, newest first.' })
  @Guarded(organisationPolicy.list)
  organisations(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listOrganisations(ctx, first, after);
  }

  @Query(() => OrganisationType, { description: 'One organisation, or NOT_FOUND.' })
  @Guarded(organisationPolicy.see)
  organisation(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => IdScalar, { description: 'The organisation.' }) id: string,
  ) {
    return getOrganisation(ctx, id);
  }

  @Mutation(() => OrganisationType, {
    description: 'Adds an organisation. Administrators and coordinators of the town.',
  })
  @Guarded(organisationPolicy.create)
  createOrganisation(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => OrganisationInput, { description: 'What it is.' }) input: OrganisationInput,
  ) {
    return createOrganisation(ctx, input);
  }

  @Mutation(() => OrganisationType, { description: 'Changes an organisation. Its coordinators, administrators.' })
  @Guarded(organisationPolicy.edit)
  updateOrganisation(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The organisation.' }) id: string,
    @Arg('input', () => OrganisationInput, { description: 'What it is to be.' }) input: OrganisationInput,
  ) {
    return updateOrganisation(ctx, id, input);
  }

  @Mutation(() => OrganisationType, {
    description: 'Gives a member roles in an organisation; an empty list removes the member.',
  })
  @Guarded(organisationPolicy.setMembership)
  setMembership(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('organisationId', () => IdScalar, { description: 'The organisation.' }) organisationId: string,
    @Arg('memberId', () => IdScalar, { description: 'The member.' }) memberId: string,
    @Arg('roles', () => [OrganisationRoleEnum], { description: 'All roles from now on.' }) roles: OrganisationRole[],
  ) {
    return setMembership(ctx, organisationId, memberId, roles);
  }

  @FieldResolver(() => ZoneType, { nullable: true, description: 'Where it has its seat.' })
  zone(@Root() organisation: Organisation) {
    return organisation.zone ? loaded(organisation.zone) : null;
  }

  @FieldResolver(() => [MembershipType], { description: 'Who does what there; empty for visitors.' })
  members(@Root() organisation: Organisation, @Ctx() ctx: RequestContext) {
    return membershipsOf(ctx, organisation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may change it.' })
  viewerCanEdit(@Root() organisation: Organisation, @Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, organisationPolicy.edit, organisation);
  }
}

@Resolver(() => MembershipType)
export class MembershipResolver {
  @FieldResolver(() => OrganisationType, { description: 'The organisation.' })
  organisation(@Root() membership: Membership) {
    return loaded(membership.organisation);
  }

  @FieldResolver(() => MemberType, { description: 'The member.' })
  member(@Root() membership: Membership) {
    return loaded(membership.member);
  }
}

@Resolver(() => MemberType)
export class MemberOrganisationsResolver {
  @FieldResolver(() => [MembershipType], { description: 'What the person does in organisations; empty for visitors.' })
  organisations(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return membershipsOfMember(ctx, member.id);
  }
}

@Resolver(() => ViewerType)
export class ViewerOrganisationsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the reader may add organisations.' })
  viewerCanCreateOrganisation(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, organisationPolicy.create, undefined);
  }
}
