import { Ctx, Extensions, Field, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { ApiType, Guarded } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { InstantScalar } from '../../../platform/graphql/scalars.ts';
import { isMember } from '../../../platform/authorization/rule.ts';
import { ViewerType } from '../../members/index.ts';
import { eventPolicy } from '../events.policy.ts';
import { makePersonalCalendar, personalCalendarSince, revokePersonalCalendar } from './personal-calendar.service.ts';

@ApiType('PersonalCalendar', 'events', 'A calendar of what a person agreed to, for a calendar program.')
export class PersonalCalendarType {
  @Field(() => String, { description: 'Its address on this site, which is a secret; told once.' })
  path!: string;

  @Field(() => InstantScalar, { description: 'Since when it has this address.' })
  createdAt!: Date;
}

@Resolver()
export class PersonalCalendarResolver {
  @Mutation(() => PersonalCalendarType, {
    description: 'Makes the reader’s calendar, or gives it another address; the one before opens nothing any more.',
  })
  @Guarded(eventPolicy.managePersonalCalendar)
  @Extensions({ secret: true })
  makePersonalCalendar(@Ctx() ctx: RequestContext, @Key() _key: string) {
    return makePersonalCalendar(ctx);
  }

  @Mutation(() => Boolean, { description: 'Ends the reader’s calendar. Whether there was one.' })
  @Guarded(eventPolicy.managePersonalCalendar)
  revokePersonalCalendar(@Ctx() ctx: RequestContext, @Key() _key: string) {
    return revokePersonalCalendar(ctx);
  }
}

@Resolver(() => ViewerType)
export class ViewerCalendarResolver {
  @FieldResolver(() => InstantScalar, {
    nullable: true,
    description: 'Since when the reader’s own calendar has its address; null: there is none.',
  })
  personalCalendarSince(@Ctx() ctx: RequestContext) {
    return isMember(ctx.actor) && !ctx.actor.scopes ? personalCalendarSince(ctx) : null;
  }
}
