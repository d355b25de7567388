import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can, isMember } from '../../platform/authorization/rule.ts';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { LocaleScalar } from '../../platform/graphql/scalars.ts';
import { zonePolicy, ZoneType } from '../neighbourhoods/index.ts';
import type { Member } from './member.entity.ts';
import { memberPolicy } from './member.policy.ts';
import { availabilityOf, getViewer, languagesOf, updateProfile } from './member.service.ts';
import {
  AvailabilityType,
  MemberType,
  ProfileInput,
  ProfileType,
  SpokenLanguageType,
  TownRoleEnum,
  ViewerType,
} from './member.type.ts';

interface Viewer {
  member: Member | null;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who asks, and what they may do.' })
  @Guarded(memberPolicy.viewer)
  viewer(@Ctx() ctx: RequestContext) {
    return getViewer(ctx);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'The member; null for a visitor.' })
  member(@Root() viewer: Viewer) {
    return viewer.member;
  }

  @FieldResolver(() => ProfileType, { nullable: true, description: 'The own profile; null for a visitor.' })
  profile(@Root() viewer: Viewer) {
    return viewer.member;
  }

  @FieldResolver(() => LocaleScalar, { nullable: true, description: 'The interface language kept in the account.' })
  locale(@Root() viewer: Viewer) {
    return viewer.member?.locale ?? null;
  }

  @FieldResolver(() => [TownRoleEnum], { description: 'Roles for the town that are in force now.' })
  townRoles(@Ctx() ctx: RequestContext) {
    return isMember(ctx.actor) ? [...ctx.actor.townRoles] : [];
  }

  @FieldResolver(() => Boolean, { description: 'Whether roles wait for the second factor.' })
  secondFactorNeeded(@Ctx() ctx: RequestContext): boolean {
    return isMember(ctx.actor) && ctx.actor.withSecondFactor !== null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may change zones.' })
  viewerCanManageZones(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, zonePolicy.manage, undefined);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may write down people and print cards.' })
  viewerCanRegisterPeople(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, memberPolicy.register, undefined);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may give town roles.' })
  viewerCanManageRoles(@Ctx() ctx: RequestContext): boolean {
    return can(ctx.actor, memberPolicy.grantTownRoles, undefined);
  }
}

@Resolver(() => ProfileType)
export class ProfileResolver {
  @Mutation(() => ProfileType, { description: 'Changes one’s own profile; what is left out stays.' })
  @Guarded(memberPolicy.editProfile)
  updateProfile(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => ProfileInput, { description: 'What changes.' }) input: ProfileInput,
  ) {
    return updateProfile(ctx, input);
  }

  @FieldResolver(() => ZoneType, { nullable: true, description: 'The zone.' })
  zone(@Root() member: Member) {
    return member.zone?.loadOrFail() ?? null;
  }

  @FieldResolver(() => [SpokenLanguageType], { description: 'All languages.' })
  languages(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return languagesOf(ctx, member);
  }

  @FieldResolver(() => [AvailabilityType], { description: 'All hours.' })
  availability(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return availabilityOf(ctx, member);
  }

  @FieldResolver(() => String, { nullable: true, description: 'E-mail address, if there is one.' })
  async email(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return (await account(ctx, member))?.email ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the address was confirmed.' })
  async emailVerified(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return (await account(ctx, member))?.emailVerified ?? false;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Phone number, if there is one.' })
  async phone(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return (await account(ctx, member))?.phone ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether there is a password.' })
  async hasPassword(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return (await account(ctx, member))?.hasPassword ?? false;
  }

  @FieldResolver(() => Boolean, { description: 'Whether an authenticator app or a passkey is set up.' })
  async hasSecondFactor(@Root() member: Member, @Ctx() ctx: RequestContext) {
    return (await account(ctx, member))?.hasSecondFactor ?? false;
  }
}

const accounts = new WeakMap<Member, ReturnType<RequestContext['accounts']['accountProfile']>>();

/** How the member signs in, read once per request however many fields ask. */
function account(ctx: RequestContext, member: Member): ReturnType<RequestContext['accounts']['accountProfile']> {
  const known = accounts.get(member) ?? ctx.accounts.accountProfile(member.id);
  accounts.set(member, known);
  return known;
}
