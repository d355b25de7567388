import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, EvenSuspended, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { MemberType } from '../../members/index.ts';
import { EventDateType } from '../event.type.ts';
import { eventPolicy } from '../events.policy.ts';
import { attendanceOf, checkIn, undoCheckIn } from './attendance.service.ts';
import { isHolder } from './holder.ts';
import { onlineUrlFor } from '../online-url.service.ts';
import { certificateOf } from './certificate.service.ts';
import { canGiveFeedback, faceOf, feedbackSum, giveEventFeedback } from './event-feedback.service.ts';
import { needCounts, needsOf } from './needs.service.ts';
import { type Attended, myRegistrations, peopleAt, registrationsAt, attendedAt } from './people.service.ts';
import { questionsOf, saveQuestions } from './questions.service.ts';
import { register, registerGuest } from './registering.service.ts';
import type { EventDate } from '../event-date.entity.ts';
import { CheckInInput, GuestInput, QuestionInput, RegistrationInput } from './registration.input.ts';
import { datesOf, nextOf } from './registration-dates.ts';
import type { Registration } from './registration.entity.ts';
import { registrationToken } from './registration-token.ts';
import {
  canCancel,
  cancelRegistration,
  confirmByCode,
  confirmRegistration,
  registrationByToken,
  removeRegistration,
  takeOfferedPlace,
} from './registration.service.ts';
import {
  AnswerType,
  CertificateType,
  CheckedInType,
  DatePeopleType,
  EventFaceEnum,
  FeedbackSumType,
  NeedCountType,
  NeedType,
  RegistrationConnectionType,
  RegistrationType,
} from './registration.type.ts';
import type { EventFace } from './registrations.words.ts';

@Resolver(() => RegistrationType)
export class RegistrationResolver {
  @Mutation(() => RegistrationType, {
    description: 'Registers the reader: places where there are some, else on the waiting list.',
  })
  @Guarded(eventPolicy.register)
  registerForEvent(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('input', () => RegistrationInput, { description: 'Who comes.' }) input: RegistrationInput,
  ) {
    return register(ctx, dateId, input);
  }

  @Mutation(() => Boolean, {
    description: 'Registers somebody without an account; a message with a link and a code goes to the contact.',
  })
  @Guarded(eventPolicy.registerGuest)
  registerGuest(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('guest', () => GuestInput, { description: 'Who it is.' }) guest: GuestInput,
    @Arg('input', () => RegistrationInput, { description: 'Who comes.' }) input: RegistrationInput,
  ) {
    return registerGuest(ctx, dateId, guest, input);
  }

  @Mutation(() => RegistrationType, { description: 'Confirms a guest by the code of the message. WRONG_CODE.' })
  @Guarded(eventPolicy.useRegistration)
  confirmByCode(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('contact', () => String, { description: 'The contact that was given.' }) contact: string,
    @Arg('code', () => String, { description: 'Six digits.' }) code: string,
  ) {
    return confirmByCode(ctx, dateId, contact.slice(0, 254), code.slice(0, 20));
  }

  @Query(() => RegistrationType, { description: 'The registration that a token opens, without signing in.' })
  @Guarded(eventPolicy.useRegistration)
  @AlwaysFresh
  registration(@Ctx() ctx: RequestContext, @Token() token: string) {
    return registrationByToken(ctx, token);
  }

  @Mutation(() => RegistrationType, { description: 'A guest says that the message arrived.' })
  @Guarded(eventPolicy.useRegistration)
  confirmRegistration(@Ctx() ctx: RequestContext, @Key() _key: string, @Token() token: string) {
    return confirmRegistration(ctx, token);
  }

  @Mutation(() => RegistrationType, { description: 'Takes the place that is kept for one of the waiting list.' })
  @Guarded(eventPolicy.useRegistration)
  takeOfferedPlace(@Ctx() ctx: RequestContext, @Key() _key: string, @Token() token: string) {
    return takeOfferedPlace(ctx, token);
  }

  @Mutation(() => RegistrationType, { description: '"I can’t come": the places go to the next.' })
  @Guarded(eventPolicy.useRegistration)
  @EvenSuspended
  cancelRegistration(@Ctx() ctx: RequestContext, @Key() _key: string, @Token() token: string) {
    return cancelRegistration(ctx, token);
  }

  @Mutation(() => RegistrationType, { description: 'Says how the last date was; said again, the new answer counts.' })
  @Guarded(eventPolicy.useRegistration)
  giveEventFeedback(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Token() token: string,
    @Arg('face', () => EventFaceEnum, { description: 'How it was.' }) face: EventFace,
    @Arg('words', () => String, { nullable: true, description: 'More words, for the organisers only.' })
    words: string | null,
  ) {
    return giveEventFeedback(ctx, token, face, words ?? null);
  }

  @Query(() => RegistrationConnectionType, {
    description:
      'The reader’s own registrations: for dates to come, the next first, then for what is over, the last first.',
  })
  @Guarded(eventPolicy.listRegistrations)
  myRegistrations(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return myRegistrations(ctx, first, after);
  }

  @Mutation(() => RegistrationType, { description: 'Takes a registration off the list. Organisers.' })
  @Guarded(eventPolicy.seePeople)
  removeRegistration(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The registration.' }) id: string,
  ) {
    return removeRegistration(ctx, id);
  }

  @FieldResolver(() => EventDateType, { description: 'For which date it was made.' })
  date(@Root() registration: Registration) {
    return loaded(registration.date);
  }

  @FieldResolver(() => EventDateType, {
    description: 'The next date that it is for and that takes place; once there is none, the last.',
  })
  async nextDate(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    const dates = await datesOf(ctx, registration);
    return nextOf(dates, ctx.clock.now(), 'endsAt')?.date ?? dates.at(-1) ?? loaded(registration.date);
  }

  @FieldResolver(() => [EventDateType], {
    description:
      'The dates that it is for, the first one first: one, or with one registration for a series that one and those after it.',
  })
  dates(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return datesOf(ctx, registration);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the person can still say that they cannot come.' })
  canCancel(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return canCancel(ctx, registration);
  }

  @FieldResolver(() => String, { description: 'How the organisers call the person.' })
  async name(@Root() registration: Registration) {
    if (registration.guest) return (await loaded(registration.guest)).name;
    return registration.member ? (await loaded(registration.member)).displayName : '';
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'The member, of one who has an account.' })
  member(@Root() registration: Registration) {
    return registration.member ? loaded(registration.member) : null;
  }

  @FieldResolver(() => [NeedType], { description: 'What they need to be able to come.' })
  needs(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return needsOf(ctx, registration.id);
  }

  @FieldResolver(() => [AnswerType], { description: 'Answers to the questions of the organisers.' })
  async answers(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    const date = await loaded(registration.date);
    const { seriesId } = await loaded(date.event);
    const questions = await questionsOf(ctx, seriesId);
    return questions.flatMap(({ id, words }) => {
      const answer = registration.answers[id];
      return answer === undefined ? [] : [{ questionId: id, question: words, words: answer }];
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What opens it without signing in; for the person only, null for organisers.',
  })
  token(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return isHolder(ctx, registration) ? registrationToken(ctx.config.secret, registration.id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Address of the online meeting, for the person once the places are sure.',
  })
  onlineUrl(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return onlineUrlFor(ctx, registration);
  }

  @FieldResolver(() => EventFaceEnum, { nullable: true, description: 'How the person says the last date was.' })
  face(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return isHolder(ctx, registration) ? faceOf(ctx, registration) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is time to say how it was.' })
  canGiveFeedback(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return canGiveFeedback(ctx, registration);
  }

  @FieldResolver(() => CertificateType, { nullable: true, description: 'That the person was there, for the person.' })
  certificate(@Root() registration: Registration, @Ctx() ctx: RequestContext) {
    return certificateOf(ctx, registration);
  }
}

@Resolver(() => DatePeopleType)
export class DatePeopleResolver {
  @Query(() => DatePeopleType, { description: 'Who registered, needs, attendance and feedback of a date. Organisers.' })
  @Guarded(eventPolicy.seePeople)
  async eventPeople(@Ctx() ctx: RequestContext, @DateId() dateId: string) {
    const { date } = await peopleAt(ctx, dateId);
    return { date, ...(await attendedAt(ctx, date)) };
  }

  @FieldResolver(() => EventDateType, { description: 'The date.' })
  date(@Root() { date }: People) {
    return date;
  }

  @FieldResolver(() => RegistrationConnectionType, { description: 'Who is registered or waits, in order.' })
  registrations(
    @Root() { date }: People,
    @Ctx() ctx: RequestContext,
    @First() first: number,
    @After() after: string | null,
  ) {
    return registrationsAt(ctx, date, first, after);
  }

  @FieldResolver(() => [NeedCountType], { description: 'What those with a place need, all together.' })
  needs(@Root() { date }: People, @Ctx() ctx: RequestContext) {
    return date.seats ? needCounts(ctx, date.seats.id) : [];
  }

  @FieldResolver(() => FeedbackSumType, {
    nullable: true,
    description: 'How it was; null while fewer than five people answered.',
  })
  feedback(@Root() { date }: People, @Ctx() ctx: RequestContext) {
    return feedbackSum(ctx, date.id);
  }

  @Mutation(() => [CheckedInType], {
    description: 'Notes who came, at most 500 at a time; each registration counts once. Organisers.',
  })
  @Guarded(eventPolicy.checkIn)
  checkIn(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('entries', () => [CheckInInput], { description: 'Who came.' }) entries: CheckInInput[],
  ) {
    return checkIn(ctx, dateId, entries);
  }

  @Mutation(() => Boolean, { description: 'Takes back that somebody came. Organisers.' })
  @Guarded(eventPolicy.checkIn)
  undoCheckIn(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('registrationId', () => IdScalar, { description: 'Whose.' }) registrationId: string,
  ) {
    return undoCheckIn(ctx, dateId, registrationId);
  }

  @Mutation(() => EventDateType, { description: 'Asks those who register these questions, and no others. Organisers.' })
  @Guarded(eventPolicy.edit)
  saveEventQuestions(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @DateId() dateId: string,
    @Arg('questions', () => [QuestionInput], { description: 'In this order; at most 10.' }) questions: QuestionInput[],
  ) {
    return saveQuestions(ctx, dateId, questions);
  }
}

type People = Attended & { date: EventDate };

@Resolver(() => RegistrationType)
export class RegistrationAttendanceResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many of them came to the date; null: nobody yet.' })
  async cameWith(@Root() registration: Registration, @Ctx() ctx: RequestContext, @DateIdOr() dateId: string | null) {
    return (await attendanceOf(ctx, registration.id, dateId ?? registration.date.id))?.people ?? null;
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'When they came to the date.' })
  async cameAt(@Root() registration: Registration, @Ctx() ctx: RequestContext, @DateIdOr() dateId: string | null) {
    return (await attendanceOf(ctx, registration.id, dateId ?? registration.date.id))?.cameAt ?? null;
  }
}

function DateId(): ParameterDecorator {
  return Arg('dateId', () => IdScalar, { description: 'The date.' }) as ParameterDecorator;
}

function DateIdOr(): ParameterDecorator {
  return Arg('dateId', () => IdScalar, {
    nullable: true,
    description: 'Which date of a series; none: the one it was made for.',
  }) as ParameterDecorator;
}

function Token(): ParameterDecorator {
  return Arg('token', () => String, { description: 'What follows /r/ in the address.' }) as ParameterDecorator;
}
