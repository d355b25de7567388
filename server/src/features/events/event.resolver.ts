import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { AlwaysFresh, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { cancelEvent, publishEvent, removeDraft, updateEvent } from './event-change.service.ts';
import type { EventDate } from './event-date.entity.ts';
import { createEvent } from './event-making.service.ts';
import { saveEventResult } from './event-result.service.ts';
import { EventFilter, EventInput, EventRegistrationInput, EventResultInput, EventTimesInput } from './event.input.ts';
import { getDate, listDates, listMyDates, listZones, watchDate } from './event.service.ts';
import { ChangeScopeEnum, EventDateConnectionType, EventDateType, EventZoneType } from './event.type.ts';
import { eventPolicy } from './events.policy.ts';
import type { ChangeScope } from './events.words.ts';
import { countDates } from './listed-dates.query.ts';

@Resolver()
export class EventResolver {
  @Query(() => EventDateConnectionType, {
    description: 'Dates of events: the next first; of what is over, the latest first. Public.',
  })
  @Guarded(eventPolicy.list)
  events(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which ones.' }) filter: EventFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listDates(ctx, filter ?? null, first, after);
  }

  @Query(() => [EventZoneType], { description: 'Zones with dates, as many as the list has with this filter. Public.' })
  @Guarded(eventPolicy.list)
  eventZones(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which dates.' }) filter: EventFilter | null,
  ) {
    return listZones(ctx, filter ?? null);
  }

  @Query(() => EventDateType, { description: 'One date that the reader may see, or NOT_FOUND.' })
  @Guarded(eventPolicy.see)
  @AlwaysFresh
  eventDate(@Ctx() ctx: RequestContext, @DateId('id') id: string) {
    return getDate(ctx, id);
  }

  @Query(() => EventDateConnectionType, {
    description: 'Dates of the events of the organisations that the reader works for, drafts with them.',
  })
  @Guarded(eventPolicy.listMine)
  myEventDates(
    @Ctx() ctx: RequestContext,
    @Arg('past', () => Boolean, { defaultValue: false, description: 'What is over instead of what comes.' })
    past: boolean,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listMyDates(ctx, past, first, after);
  }

  @Mutation(() => EventDateType, { description: 'Begins an event as a draft. Staff of the organisation.' })
  @Guarded(eventPolicy.create)
  createEvent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('organisationId', () => IdScalar, { description: 'Who organises it.' }) organisationId: string,
    @Arg('input', () => EventInput, { description: 'What it is.' }) input: EventInput,
    @Arg('times', () => EventTimesInput, { description: 'When it is.' }) times: EventTimesInput,
    @Arg('registration', () => EventRegistrationInput, { description: 'How people register.' })
    registration: EventRegistrationInput,
  ) {
    return createEvent(ctx, organisationId, input, times, registration);
  }

  @Mutation(() => EventDateType, {
    description:
      'Changes this date, this and the following ones, or all. CHANGED_MEANWHILE where somebody else did. Organisers.',
  })
  @Guarded(eventPolicy.edit)
  updateEvent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('version', () => Int, { description: 'The version of the event that the change was made from.' })
    version: number,
    @Scope() scope: ChangeScope,
    @Arg('input', () => EventInput, { description: 'All of it.' }) input: EventInput,
    @Arg('times', () => EventTimesInput, { description: 'When this date is.' }) times: EventTimesInput,
    @Arg('registration', () => EventRegistrationInput, { description: 'How people register.' })
    registration: EventRegistrationInput,
  ) {
    return updateEvent(ctx, dateId, { version, scope, input, times, registration });
  }

  @Mutation(() => EventDateType, { description: 'Shows a draft to everybody. The organiser.' })
  @Guarded(eventPolicy.publish)
  publishEvent(@Ctx() ctx: RequestContext, @Key() _key: string, @DateId() dateId: string) {
    return publishEvent(ctx, dateId);
  }

  @Mutation(() => EventDateType, {
    description: 'Calls dates off; everybody who registered is told. The organiser.',
  })
  @Guarded(eventPolicy.cancel)
  cancelEvent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Scope() scope: ChangeScope,
    @Arg('words', () => String, { description: 'Why, at most 1,000 characters.' }) words: string,
  ) {
    return cancelEvent(ctx, dateId, scope, words);
  }

  @Mutation(() => Boolean, { description: 'Throws a draft away. The organiser.' })
  @Guarded(eventPolicy.remove)
  removeEventDraft(@Ctx() ctx: RequestContext, @Key() _key: string, @DateId() dateId: string) {
    return removeDraft(ctx, dateId);
  }

  @Mutation(() => EventDateType, { description: 'Says what came of a date that is over. Organisers.' })
  @Guarded(eventPolicy.saveResult)
  saveEventResult(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('input', () => EventResultInput, { description: 'What came of it.' }) input: EventResultInput,
  ) {
    return saveEventResult(ctx, dateId, input);
  }

  @Subscription(() => EventDateType, {
    description: 'A date each time it, its event or its places change.',
    subscribe: ({ args, context }) => watchDate(context as RequestContext, String(args['dateId'])),
  })
  @Guarded(eventPolicy.see)
  eventDateChanged(@Root() date: EventDate, @DateId() _dateId: string) {
    return date;
  }
}

@Resolver(() => EventDateConnectionType)
export class EventDateConnectionResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many take place; null where it is not counted.' })
  totalCount(@Root() root: { filter?: EventFilter | null }, @Ctx() ctx: RequestContext) {
    return root.filter === undefined ? null : countDates(ctx, root.filter);
  }
}

function DateId(name = 'dateId'): ParameterDecorator {
  return Arg(name, () => IdScalar, { description: 'The date.' }) as ParameterDecorator;
}

function Scope(): ParameterDecorator {
  return Arg('scope', () => ChangeScopeEnum, {
    defaultValue: 'ALL',
    description: 'For which dates of the series; what was made the own of some dates stays theirs.',
  }) as ParameterDecorator;
}
