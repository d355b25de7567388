import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import { NeedKindEnum, QuestionKindEnum } from './registration.input.ts';
import {
  checkInOutcomes,
  type CheckInOutcome,
  eventFaces,
  type EventFace,
  type NeedKind,
  type QuestionKind,
  type RegistrationState,
  registrationStates,
} from './registrations.words.ts';

export const RegistrationStateEnum = enumOf('RegistrationState', 'Where a registration stands.', registrationStates);
export const EventFaceEnum = enumOf('EventFace', 'How an event was.', eventFaces);
export const CheckInOutcomeEnum = enumOf('CheckInOutcome', 'What a check-in led to.', checkInOutcomes);

@ApiType('EventQuestion', 'events', 'A question of the organisers to those who register.')
export class EventQuestionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => QuestionKindEnum, { description: 'How it is answered.' })
  kind!: QuestionKind;

  @Field(() => [String], { description: 'What to choose from.' })
  options!: string[];

  @Field(() => Boolean, { description: 'Whether it must be answered.' })
  required!: boolean;
}

@ApiType('Need', 'events', 'What somebody needs to be able to come.')
export class NeedType {
  @Field(() => NeedKindEnum, { description: 'What.' })
  kind!: NeedKind;

  @Field(() => LanguageTag, { nullable: true, description: 'Of an interpreter: into which language.' })
  language!: string | null;
}

@ApiType('NeedCount', 'events', 'How many registrations need something.')
export class NeedCountType extends NeedType {
  @Field(() => Int, { description: 'How many registrations with a place.' })
  count!: number;
}

@ApiType('Answer', 'events', 'An answer of somebody who registered.')
export class AnswerType {
  @Field(() => IdScalar, { description: 'The question.' })
  questionId!: string;

  @Field(() => String, { description: 'The question in words.' })
  question!: string;

  @Field(() => String, { description: 'The answer; of YES_NO, "yes" or "no".' })
  words!: string;
}

@ApiType('Registration', 'events', 'Places at an event for a person and who comes along.')
export class RegistrationType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => RegistrationStateEnum, { description: 'Where it stands.' })
  state!: RegistrationState;

  @Field(() => Int, { description: 'How many adults.' })
  adults!: number;

  @Field(() => Int, { description: 'How many children.' })
  children!: number;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;

  @Field(() => String, { description: 'What stands in the QR code at the door.' })
  code!: string;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Until when it may be confirmed, or the place that is kept be taken.',
  })
  heldUntil!: Date | null;
}

@ApiType('RegistrationConnection', 'events', 'A page of registrations.')
export class RegistrationConnectionType {
  @Field(() => [RegistrationType], { description: 'The registrations of this page.' })
  nodes!: RegistrationType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('Certificate', 'events', 'That somebody was there.')
export class CertificateType {
  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => InstantScalar, { description: 'When the date began.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ended.' })
  endsAt!: Date;
}

@ApiType('CheckedIn', 'events', 'What became of one check-in.')
export class CheckedInType {
  @Field(() => String, { description: 'The code as it was sent.' })
  code!: string;

  @Field(() => CheckInOutcomeEnum, { description: 'What became of it.' })
  outcome!: CheckInOutcome;

  @Field(() => IdScalar, { nullable: true, description: 'Whose it is.' })
  registrationId!: string | null;
}

@ApiType('FeedbackWords', 'events', 'What somebody wrote about an event, without a name.')
export class FeedbackWordsType {
  @Field(() => String, { description: 'The words.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: string;

  @Field(() => EventFaceEnum, { description: 'The face beside them.' })
  face!: EventFace;
}

@ApiType('FeedbackSum', 'events', 'How an event was for those who say so.')
export class FeedbackSumType {
  @Field(() => Int, { description: 'How many liked it.' })
  good!: number;

  @Field(() => Int, { description: 'How many found it so-so.' })
  fair!: number;

  @Field(() => Int, { description: 'How many did not like it.' })
  bad!: number;

  @Field(() => [FeedbackWordsType], { description: 'What they wrote, in no order of time.' })
  words!: FeedbackWordsType[];
}

@ApiType('DatePeople', 'events', 'The organisers’ side of a date.')
export class DatePeopleType {
  @Field(() => Int, { description: 'People with a place.' })
  registered!: number;

  @Field(() => Int, { description: 'Adults with a place.' })
  adults!: number;

  @Field(() => Int, { description: 'Children with a place.' })
  children!: number;

  @Field(() => Int, { description: 'People who wait.' })
  waiting!: number;

  @Field(() => Int, { description: 'People who came.' })
  came!: number;

  @Field(() => Int, { description: 'People with a place who did not come; counted once it is over.' })
  absent!: number;

  @Field(() => Int, { description: 'People who said that they cannot come.' })
  cancelled!: number;

  @Field(() => Int, { description: 'Minutes that those who helped gave.' })
  minutesGiven!: number;
}
