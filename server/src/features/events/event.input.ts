import { Allow, ArrayMaxSize, IsNotEmpty, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { DayScalar, IdScalar, InstantScalar, LanguageTag } from '../../platform/graphql/scalars.ts';
import { townTimeZone } from '../../platform/time.ts';
import {
  AccessFactEnum,
  EventAudienceEnum,
  EventCostEnum,
  EventTopicEnum,
  RegistrationModeEnum,
  WaitingOrderEnum,
} from './event.type.ts';
import {
  type AccessFact,
  accessFacts,
  type EventAudience,
  eventAudiences,
  type EventCost,
  type EventTopic,
  eventTopics,
  longest,
  most,
  type RegistrationMode,
  type WaitingOrder,
} from './events.words.ts';

const given = (_: unknown, value: unknown) => value !== null && value !== undefined;

@InputType({ description: 'Which dates to list; what is left out does not narrow.' })
export class EventFilter {
  @Field(() => DayScalar, { nullable: true, description: 'From this day in the town on; none: what is not over.' })
  @Allow()
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Until this day, with it.' })
  @Allow()
  until?: string | null;

  @Field(() => [EventTopicEnum], { nullable: true, description: 'About any of these.' })
  @ArrayMaxSize(eventTopics.length, { context: { max: eventTopics.length } })
  topics?: EventTopic[] | null;

  @Field(() => [IdScalar], { nullable: true, description: 'In any of these zones.' })
  @ArrayMaxSize(50, { context: { max: 50 } })
  zoneIds?: string[] | null;

  @Field(() => IdScalar, { nullable: true, description: 'Organised by this organisation, alone or with others.' })
  @Allow()
  organisationId?: string | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Where any of these is spoken or interpreted.' })
  @ArrayMaxSize(20, { context: { max: 20 } })
  languages?: string[] | null;

  @Field(() => [AccessFactEnum], { nullable: true, description: 'Where the place has all of these.' })
  @ArrayMaxSize(accessFacts.length, { context: { max: accessFacts.length } })
  access?: AccessFact[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only where somebody looks after the children.' })
  @Allow()
  withChildCare!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Only where places are free, or nobody counts them.' })
  @Allow()
  withFreePlaces!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'What is over, the latest first, instead of what comes.' })
  @Allow()
  past!: boolean;

  @Field(() => String, { nullable: true, description: 'Words in the title, the place or the text, in any language.' })
  @MaxLength(80, { context: { max: 80 } })
  search?: string | null;
}

@InputType({ description: 'When an event takes place.' })
export class EventTimesInput {
  @Field(() => InstantScalar, { description: 'When it starts; of whole days, midnight in its time zone.' })
  @Allow()
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends; of whole days, the midnight after the last.' })
  @Allow()
  endsAt!: Date;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it lasts whole days.' })
  @Allow()
  allDay!: boolean;

  @Field(() => String, {
    defaultValue: townTimeZone,
    description: 'IANA name of the time zone its hours are meant in.',
  })
  @MaxLength(60, { context: { max: 60 } })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description: `How it recurs, an RRULE without DTSTART, with COUNT or UNTIL; at most ${most.dates} dates.`,
  })
  @MaxLength(longest.rule, { context: { max: longest.rule } })
  @ValidateIf(given)
  rule?: string | null;
}

@InputType({ description: 'How people register for an event.' })
export class EventRegistrationInput {
  @Field(() => RegistrationModeEnum, { description: 'For what people register.' })
  @Allow()
  mode!: RegistrationMode;

  @Field(() => Int, { nullable: true, description: 'How many people fit in; none: no limit.' })
  @Min(1, { context: { min: 1, max: most.places } })
  @Max(most.places, { context: { min: 1, max: most.places } })
  @ValidateIf(given)
  places?: number | null;

  @Field(() => Int, { defaultValue: 0, description: 'How many minutes before the start registration closes.' })
  @Min(0, { context: { min: 0, max: most.closesMinutes } })
  @Max(most.closesMinutes, { context: { min: 0, max: most.closesMinutes } })
  closesMinutes!: number;

  @Field(() => WaitingOrderEnum, { defaultValue: 'FIRST_COME', description: 'Who of the waiting list comes next.' })
  @Allow()
  waitingOrder!: WaitingOrder;

  @Field(() => Int, {
    defaultValue: 720,
    description: 'How many minutes a free place is kept for one of the waiting list, 10 to 10,080.',
  })
  @Min(10, { context: { min: 10, max: most.offerMinutes } })
  @Max(most.offerMinutes, { context: { min: 10, max: most.offerMinutes } })
  offerMinutes!: number;
}

@InputType({ description: 'What an event is.' })
export class EventInput {
  @Field(() => String, { description: `What it is called, at most ${longest.title} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.title, { context: { max: longest.title } })
  title!: string;

  @Field(() => String, {
    description: `What happens there: Markdown without HTML, at most ${longest.description} characters.`,
  })
  @IsNotEmpty()
  @MaxLength(longest.description, { context: { max: longest.description } })
  description!: string;

  @Field(() => IdScalar, { description: 'In which zone.' })
  @Allow()
  zoneId!: string;

  @Field(() => String, { nullable: true, description: `The public place, at most ${longest.venue} characters.` })
  @MaxLength(longest.venue, { context: { max: longest.venue } })
  @ValidateIf(given)
  venue?: string | null;

  @Field(() => String, { nullable: true, description: `Street and number, at most ${longest.address} characters.` })
  @MaxLength(longest.address, { context: { max: longest.address } })
  @ValidateIf(given)
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Address of the online meeting (http or https, with no password in it), for those who register; at most ${longest.onlineUrl} characters.`,
  })
  @MaxLength(longest.onlineUrl, { context: { max: longest.onlineUrl } })
  @ValidateIf(given)
  onlineUrl?: string | null;

  @Field(() => [EventTopicEnum], { description: 'What it is about.' })
  @ArrayMaxSize(eventTopics.length, { context: { max: eventTopics.length } })
  topics!: EventTopic[];

  @Field(() => [EventAudienceEnum], { description: 'Who it is for; none: everybody.' })
  @ArrayMaxSize(eventAudiences.length, { context: { max: eventAudiences.length } })
  audiences!: EventAudience[];

  @Field(() => [LanguageTag], { description: 'Languages that are spoken there.' })
  @ArrayMaxSize(most.languages, { context: { max: most.languages } })
  speaks!: string[];

  @Field(() => [AccessFactEnum], { description: 'What the place has.' })
  @ArrayMaxSize(accessFacts.length, { context: { max: accessFacts.length } })
  access!: AccessFact[];

  @Field(() => EventCostEnum, { description: 'What it costs.' })
  @Allow()
  cost!: EventCost;

  @Field(() => String, { nullable: true, description: `How much, in words; at most ${longest.costWords} characters.` })
  @MaxLength(longest.costWords, { context: { max: longest.costWords } })
  @ValidateIf(given)
  costWords?: string | null;

  @Field(() => String, { nullable: true, description: `Who answers questions, at most ${longest.contact} characters.` })
  @MaxLength(longest.contact, { context: { max: longest.contact } })
  @ValidateIf(given)
  contact?: string | null;

  @Field(() => [IdScalar], { nullable: true, description: `Co-organisers, at most ${most.coOrganisers}.` })
  @ArrayMaxSize(most.coOrganisers, { context: { max: most.coOrganisers } })
  coOrganiserIds?: string[] | null;

  @Field(() => IdScalar, {
    nullable: true,
    description: 'A picture that the person uploaded to /files within a day; it takes the place of the one before.',
  })
  @Allow()
  pictureId?: string | null;

  @Field(() => String, { nullable: true, description: 'What the picture shows, for those who do not see it.' })
  @MaxLength(300, { context: { max: 300 } })
  @ValidateIf(given)
  pictureWords?: string | null;
}

@InputType({ description: 'What came of a date.' })
export class EventResultInput {
  @Field(() => String, { description: `How it went, at most ${longest.result} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.result, { context: { max: longest.result } })
  words!: string;

  @Field(() => Int, { nullable: true, description: 'How many people came.' })
  @Min(0, { context: { min: 0, max: most.places } })
  @Max(most.places, { context: { min: 0, max: most.places } })
  @ValidateIf(given)
  people?: number | null;

  @Field(() => [IdScalar], {
    nullable: true,
    description: `Photos that the person uploaded to /files within a day; at most ${most.resultPhotos} in all.`,
  })
  @ArrayMaxSize(50, { context: { max: most.resultPhotos } })
  photoIds?: string[] | null;
}
