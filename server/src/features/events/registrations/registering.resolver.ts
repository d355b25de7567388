import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { InstantScalar } from '../../../platform/graphql/scalars.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { type AnyDate, type AnyEvent, eventOf, mayDo } from '../event.reading.ts';
import { EventDateType, EventType } from '../event.type.ts';
import { Event } from '../event.entity.ts';
import { checkInOpensAt } from './attendance.service.ts';
import { type EventQuestion, questionsOf } from './questions.service.ts';
import { closesAt } from './registering.service.ts';
import { viewerRegistration } from './registration.service.ts';
import { EventQuestionType, RegistrationType } from './registration.type.ts';

@Resolver(() => EventDateType)
export class RegisteringResolver {
  @FieldResolver(() => InstantScalar, {
    nullable: true,
    description: 'Until when people may register; null where nobody registers.',
  })
  async registrationClosesAt(@Root() date: AnyDate) {
    return date.seats ? closesAt(date, await eventOf(date)) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether people may register now, be it for the waiting list.' })
  async registrationOpen(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    const event = await eventOf(date);
    return Boolean(
      date.seats && event.state === 'PUBLISHED' && !date.cancelledAt && closesAt(date, event) > ctx.clock.now(),
    );
  }

  @FieldResolver(() => RegistrationType, { nullable: true, description: 'The reader’s own registration that counts.' })
  viewerRegistration(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return viewerRegistration(ctx, date);
  }

  @FieldResolver(() => InstantScalar, { description: 'From when on the organisers may let people in.' })
  checkInOpensAt(@Root() date: AnyDate) {
    return checkInOpensAt(date);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the organisers may let people in by now.' })
  checkInOpen(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return checkInOpensAt(date) <= ctx.clock.now();
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader organises it: reads who comes, notes who came.' })
  async viewerSeesPeople(@Root() date: AnyDate, @Ctx() ctx: RequestContext) {
    return mayDo(ctx, 'seePeople', await eventOf(date));
  }
}

@Resolver(() => EventType)
export class EventQuestionsResolver {
  @FieldResolver(() => [EventQuestionType], { description: 'Questions to those who register, in order.' })
  questions(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return questionsOf(ctx, event.seriesId);
  }
}

@Resolver(() => EventQuestionType)
export class EventQuestionWordsResolver {
  @FieldResolver(() => TranslatedTextType, { description: 'The question.' })
  async words(@Root() question: EventQuestion, @Ctx() ctx: RequestContext) {
    const event = await batched(ctx, eventsBySeries, question.seriesId);
    return translated(
      ctx,
      { id: event?.id ?? question.id, language: event?.language ?? 'it' },
      `question.${question.id}`,
      question.words,
    );
  }
}

async function eventsBySeries(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Event>> {
  const found = await ctx.em.find(Event, { seriesId: { $in: [...ids] } }, { orderBy: { id: 'desc' } });
  return new Map(found.map((event) => [event.seriesId, event]));
}
