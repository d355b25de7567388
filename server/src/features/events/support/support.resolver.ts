import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, EvenSuspended, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { CheckKindEnum, viewerMissing } from '../../checks/index.ts';
import { MemberType } from '../../members/index.ts';
import type { AnyDate } from '../event.reading.ts';
import { eventOf, mayDo } from '../event.reading.ts';
import { EventDateType } from '../event.type.ts';
import { eventPolicy } from '../events.policy.ts';
import type { SupportClaim, SupportSlot } from './support-slot.entity.ts';
import { SupportDoneInput, SupportFilter, SupportSlotInput } from './support.input.ts';
import {
  claimsOf,
  claimSupport,
  leaveSupport,
  listOpenSupport,
  markSupport,
  mySupport,
  releaseSupport,
  removeSlot,
  saveSlot,
  settingOf,
  slotsOf,
  viewerClaim,
} from './support.service.ts';
import { SupportClaimType, SupportSlotConnectionType, SupportSlotType } from './support.type.ts';

@Resolver(() => SupportSlotType)
export class SupportSlotResolver {
  @Query(() => SupportSlotConnectionType, {
    description: 'Slots of public dates to come that still need somebody, the next first. Public.',
  })
  @Guarded(eventPolicy.listSupport)
  openSupport(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => SupportFilter, { nullable: true, description: 'Which ones.' }) filter: SupportFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listOpenSupport(ctx, filter ?? null, first, after);
  }

  @Query(() => SupportSlotConnectionType, {
    description: 'What the reader took on at dates that are not over, the next first. Members.',
  })
  @Guarded(eventPolicy.claimSupport)
  @AlwaysFresh
  mySupport(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return mySupport(ctx, first, after);
  }

  @Mutation(() => EventDateType, { description: 'Adds a slot to a date, or changes the one of its kind. Organisers.' })
  @Guarded(eventPolicy.planSupport)
  saveSupportSlot(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('input', () => SupportSlotInput, { description: 'What is needed.' }) input: SupportSlotInput,
  ) {
    return saveSlot(ctx, dateId, input);
  }

  @Mutation(() => EventDateType, { description: 'Takes a slot away that nobody took on. Organisers.' })
  @Guarded(eventPolicy.planSupport)
  removeSupportSlot(@Ctx() ctx: RequestContext, @Key() _key: string, @SlotId() slotId: string) {
    return removeSlot(ctx, slotId);
  }

  @Mutation(() => SupportSlotType, {
    description: 'The reader takes a slot on. PLACES_TAKEN, CHECK_REQUIRED, LANGUAGE_NOT_SPOKEN.',
  })
  @Guarded(eventPolicy.claimSupport)
  claimSupport(@Ctx() ctx: RequestContext, @Key() _key: string, @SlotId() slotId: string) {
    return claimSupport(ctx, slotId);
  }

  @Mutation(() => SupportSlotType, { description: 'The reader gives a slot back.' })
  @Guarded(eventPolicy.claimSupport)
  @EvenSuspended
  leaveSupport(@Ctx() ctx: RequestContext, @Key() _key: string, @SlotId() slotId: string) {
    return leaveSupport(ctx, slotId);
  }

  @Mutation(() => EventDateType, {
    description: 'Takes somebody off a slot before it begins, who is told. Organisers.',
  })
  @Guarded(eventPolicy.planSupport)
  releaseSupport(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('claimId', () => IdScalar, { description: 'The claim.' }) claimId: string,
  ) {
    return releaseSupport(ctx, claimId);
  }

  @Mutation(() => EventDateType, { description: 'Says who helped and for how long. Organisers.' })
  @Guarded(eventPolicy.planSupport)
  markSupport(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('done', () => [SupportDoneInput], { description: 'Of whom.' }) done: SupportDoneInput[],
  ) {
    return markSupport(ctx, dateId, done);
  }

  @FieldResolver(() => EventDateType, { description: 'For which date.' })
  date(@Root() slot: SupportSlot) {
    return loaded(slot.date);
  }

  @FieldResolver(() => [CheckKindEnum], { description: 'Which checks the reader lacks for it.' })
  viewerLacks(@Root() slot: SupportSlot, @Ctx() ctx: RequestContext) {
    return viewerMissing(ctx, settingOf[slot.kind]);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader took it on.' })
  async viewerHelps(@Root() slot: SupportSlot, @Ctx() ctx: RequestContext) {
    return (await viewerClaim(ctx, slot.id)) !== null;
  }

  @FieldResolver(() => [SupportClaimType], {
    nullable: true,
    description: 'Who took it on, for the organisers; null for others.',
  })
  async claims(@Root() slot: SupportSlot, @Ctx() ctx: RequestContext) {
    const date = await loaded(slot.date);
    return (await mayDo(ctx, 'seePeople', await eventOf(date))) ? claimsOf(ctx, slot.id) : null;
  }
}

@Resolver(() => SupportClaimType)
export class SupportClaimResolver {
  @FieldResolver(() => MemberType, { description: 'Who.' })
  member(@Root() claim: SupportClaim) {
    return loaded(claim.member);
  }
}

@Resolver(() => EventDateType)
export class DateSupportResolver {
  @FieldResolver(() => [SupportSlotType], { description: 'Help that it needs.' })
  support(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return slotsOf(ctx, date.id);
  }
}

function DateId(): ParameterDecorator {
  return Arg('dateId', () => IdScalar, { description: 'The date.' }) as ParameterDecorator;
}

function SlotId(): ParameterDecorator {
  return Arg('slotId', () => IdScalar, { description: 'The slot.' }) as ParameterDecorator;
}
