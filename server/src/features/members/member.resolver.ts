import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isMember } from '../../platform/authorization/rule.ts';
import { EvenSuspended, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { type Zone, ZoneType } from '../neighbourhoods/index.ts';
import type { Member, TownRoleGrant } from './member.entity.ts';
import { memberPolicy } from './member.policy.ts';
import {
  availabilityOf,
  collectMyData,
  getMember,
  languagesOf,
  leave,
  partFor,
  registerPerson,
  searchMembers,
  setTownRoles,
  townRolesOf,
} from './member.service.ts';
import {
  AvailabilityType,
  MemberConnectionType,
  MemberType,
  RegisterPersonInput,
  SpokenLanguageType,
  TownRoleEnum,
} from './member.type.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@Resolver(() => MemberType)
export class MemberResolver {
  @Query(() => MemberType, { description: 'A neighbour, for signed-in members, or NOT_FOUND.' })
  @Guarded(memberPolicy.see)
  member(@Ctx() ctx: RequestContext, @Arg('id', () => IdScalar, { description: 'The member.' }) id: string) {
    return getMember(ctx, id);
  }

  @Query(() => MemberConnectionType, {
    description: 'Members by part of their name, newest first. Access-point staff.',
  })
  @Guarded(memberPolicy.search)
  members(
    @Ctx() ctx: RequestContext,
    @Arg('search', () => String, { nullable: true, description: 'Part of the name.' }) search: string | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return searchMembers(ctx, search, first, after);
  }

  @Query(() => GraphQLJSON, { description: 'Everything that is kept about the reader.' })
  @Guarded(memberPolicy.readMyData)
  myData(@Ctx() ctx: RequestContext) {
    return collectMyData(ctx);
  }

  @Mutation(() => MemberType, { description: 'Writes down a person who has no e-mail or phone. Access-point staff.' })
  @Guarded(memberPolicy.register)
  registerPerson(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => RegisterPersonInput, { description: 'The person.' }) input: RegisterPersonInput,
  ) {
    return registerPerson(ctx, input);
  }

  @Mutation(() => MemberType, { description: 'Sets the town roles of a member. Administrators.' })
  @Guarded(memberPolicy.grantTownRoles)
  setTownRoles(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('memberId', () => IdScalar, { description: 'The member.' }) memberId: string,
    @Arg('roles', () => [TownRoleEnum], { description: 'All roles from now on.' }) roles: TownRoleGrant['role'][],
  ) {
    return setTownRoles(ctx, memberId, roles);
  }

  @Mutation(() => Boolean, { description: 'Deletes the reader’s account; what others need stays without the name.' })
  @Guarded(memberPolicy.leave)
  @EvenSuspended
  deleteMyAccount(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('confirmation', () => Boolean, { description: 'Must be true.' }) confirmation: boolean,
  ) {
    return leave(ctx, confirmation);
  }

  @FieldResolver(() => ZoneType, { nullable: true, description: 'The zone, where the person shows it to the reader.' })
  async zone(@Root() member: Member, @Ctx() ctx: RequestContext): Promise<Zone | null> {
    return partFor(ctx, member, member.zoneAudience, () => member.zone?.loadOrFail() ?? null);
  }

  @FieldResolver(() => [SpokenLanguageType], { description: 'Languages, where the person shows them to the reader.' })
  async languages(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return partFor(ctx, member, member.languagesAudience, () => languagesOf(ctx, member)) ?? [];
  }

  @FieldResolver(() => [String], { description: 'Skills, where the person shows them to the reader.' })
  async skills(@Root() member: Member, @Ctx() ctx: RequestContext): Promise<string[]> {
    return partFor(ctx, member, member.skillsAudience, () => member.skills) ?? [];
  }

  @FieldResolver(() => [AvailabilityType], {
    description: 'Hours of the week, where the person shows them to the reader.',
  })
  async availability(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return partFor(ctx, member, member.availabilityAudience, () => availabilityOf(ctx, member)) ?? [];
  }

  @FieldResolver(() => [TownRoleEnum], { description: 'Town roles, for administrators; empty for others.' })
  townRoles(@Root() root: Member, @Ctx() ctx: RequestContext) {
    return townRolesOf(ctx, root);
  }

  @FieldResolver(() => Boolean, { description: 'Whether this is the reader.' })
  viewerCanEdit(@Root() root: Member, @Ctx() ctx: RequestContext): boolean {
    return isMember(ctx.actor) && ctx.actor.id === root.id;
  }
}
