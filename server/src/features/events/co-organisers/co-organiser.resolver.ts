import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, Guarded } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import { organisationById, OrganisationType } from '../../organisations/index.ts';
import type { EventCoOrganiser } from '../event.entity.ts';
import { type AnyEvent, mayDo } from '../event.reading.ts';
import { EventType } from '../event.type.ts';
import { eventPolicy, isPublic } from '../events.policy.ts';
import type { CoOrganiserAnswer } from '../events.words.ts';
import { answerAsk, type CoOrganiserAsk, listAsks, namedOf } from './answering.service.ts';
import { CoOrganiserAnswerEnum, CoOrganiserAskType, NamedCoOrganiserType } from './co-organiser.type.ts';

@Resolver(() => CoOrganiserAskType)
export class CoOrganiserAskResolver {
  @Query(() => [CoOrganiserAskType], {
    description: 'What the organisations one works for are asked to help to organise, the next first. Members.',
  })
  @Guarded(eventPolicy.listMine)
  @AlwaysFresh
  coOrganiserAsks(@Ctx() ctx: RequestContext) {
    return listAsks(ctx);
  }

  @Mutation(() => Boolean, {
    description: 'An organisation agrees to help with an event and its series, or not. Its staff.',
  })
  @Guarded(eventPolicy.answerCoOrganising)
  answerCoOrganiserAsk(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('eventId', () => IdScalar, { description: 'The event.' }) eventId: string,
    @Arg('organisationId', () => IdScalar, { description: 'The organisation that is asked.' }) organisationId: string,
    @Arg('answer', () => CoOrganiserAnswerEnum, { description: 'What it says.' }) answer: CoOrganiserAnswer,
  ) {
    return answerAsk(ctx, eventId, organisationId, answer);
  }

  @FieldResolver(() => IdScalar, { description: 'The event.' })
  eventId(@Root() { event }: CoOrganiserAsk) {
    return event.id;
  }

  @FieldResolver(() => String, { description: 'What it is called, as it was written.' })
  title(@Root() { event }: CoOrganiserAsk) {
    return event.title;
  }

  @FieldResolver(() => LocaleScalar, { description: 'Language of the title.' })
  language(@Root() { event }: CoOrganiserAsk) {
    return event.language;
  }

  @FieldResolver(() => InstantScalar, { description: 'When its next date starts.' })
  startsAt(@Root() { date }: CoOrganiserAsk) {
    return date.startsAt;
  }

  @FieldResolver(() => InstantScalar, { description: 'When that date ends.' })
  endsAt(@Root() { date }: CoOrganiserAsk) {
    return date.endsAt;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it lasts whole days.' })
  allDay(@Root() { event }: CoOrganiserAsk): boolean {
    return event.allDay;
  }

  @FieldResolver(() => IdScalar, { nullable: true, description: 'That date, once everybody may read it.' })
  dateId(@Root() { event, date }: CoOrganiserAsk) {
    return isPublic(event) ? date.id : null;
  }

  @FieldResolver(() => OrganisationType, { description: 'Who asks.' })
  organisation(@Root() { event }: CoOrganiserAsk, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, event.organisation.id);
  }

  @FieldResolver(() => OrganisationType, { description: 'Who is asked.' })
  asked(@Root() { askedId }: CoOrganiserAsk, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, askedId);
  }
}

@Resolver(() => NamedCoOrganiserType)
export class NamedCoOrganiserResolver {
  @FieldResolver(() => OrganisationType, { description: 'The organisation.' })
  organisation(@Root() { organisation }: EventCoOrganiser, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, organisation.id);
  }
}

@Resolver(() => EventType)
export class EventCoOrganisersResolver {
  @FieldResolver(() => [NamedCoOrganiserType], {
    nullable: true,
    description:
      'Organisations that were named as co-organisers, with their answers, for those who may change it; null for others.',
  })
  async namedCoOrganisers(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return (await mayDo(ctx, 'edit', event)) ? namedOf(ctx, event.id) : null;
  }
}
