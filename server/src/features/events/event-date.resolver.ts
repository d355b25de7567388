import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { LanguageTag } from '../../platform/graphql/scalars.ts';
import { attachmentsOf, AttachmentType } from '../attachments/index.ts';
import type { EventResult } from './event-date.entity.ts';
import { otherDatesOf, seatsOf, supportOf } from './event-date.reading.ts';
import { resultOf } from './event-result.service.ts';
import { type AnyDate, eventOf, mayDo, stateOf } from './event.reading.ts';
import { readOnItsOwn } from './event-on-its-own.ts';
import { readOnlineUrl } from './online-url.service.ts';
import { EventDateStateEnum, EventDateType, EventResultType, EventType } from './event.type.ts';

@Resolver(() => EventDateType)
export class EventDateResolver {
  @FieldResolver(() => EventType, { description: 'What takes place.' })
  event(@Root() date: AnyDate) {
    return eventOf(date);
  }

  @FieldResolver(() => EventDateStateEnum, { description: 'Where it stands now.' })
  async state(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return stateOf(date, await eventOf(date), ctx.clock.now());
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many people fit in; null: no limit.' })
  async places(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return (await seatsOf(ctx, date))?.places ?? null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many places are free; null: no limit, or none registers.',
  })
  async placesLeft(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    const seats = await seatsOf(ctx, date);
    return seats?.places == null ? null : seats.places - seats.taken;
  }

  @FieldResolver(() => Int, { description: 'How many people wait for a place.' })
  async waiting(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return (await seatsOf(ctx, date))?.waiting ?? 0;
  }

  @FieldResolver(() => [LanguageTag], { description: 'Languages into which somebody interprets.' })
  async interpreted(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return (await supportOf(ctx, date)).interpreted;
  }

  @FieldResolver(() => Boolean, { description: 'Whether somebody looks after the children.' })
  async childCare(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return (await supportOf(ctx, date)).childCare;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Address of the online meeting, for those who registered and the organisers.',
  })
  onlineUrl(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return readOnlineUrl(ctx, date);
  }

  @FieldResolver(() => [EventDateType], { description: 'Up to 12 other dates of the same series that are to come.' })
  otherDates(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return otherDatesOf(ctx, date);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it left the rule of its series, so that its times change alone; for those who may change it.',
  })
  onItsOwn(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return readOnItsOwn(ctx, date.id);
  }

  @FieldResolver(() => EventResultType, { nullable: true, description: 'What came of it.' })
  result(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return resultOf(ctx, date.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say what came of it.' })
  async viewerCanSaveResult(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    const event = await eventOf(date);
    return stateOf(date, event, ctx.clock.now()) === 'PAST' && mayDo(ctx, 'saveResult', event);
  }
}

@Resolver(() => EventResultType)
export class EventResultResolver {
  @FieldResolver(() => [AttachmentType], { description: 'Photos of how it went.' })
  photos(@Root() result: EventResult, @Ctx() ctx: RequestContext) {
    return attachmentsOf(ctx, result.id);
  }
}
