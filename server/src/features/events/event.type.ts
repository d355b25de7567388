import { Field, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import {
  type AccessFact,
  accessFacts,
  changeScopes,
  type EventAudience,
  eventAudiences,
  type EventCost,
  eventCosts,
  eventDateStates,
  type EventState,
  eventStates,
  type EventTopic,
  eventTopics,
  type RegistrationMode,
  registrationModes,
  type WaitingOrder,
  waitingOrders,
} from './events.words.ts';

export const EventStateEnum = enumOf('EventState', 'Where an event stands.', eventStates);
export const EventDateStateEnum = enumOf('EventDateState', 'Where one date of an event stands.', eventDateStates);
export const EventTopicEnum = enumOf('EventTopic', 'What an event is about.', eventTopics);
export const EventAudienceEnum = enumOf('EventAudience', 'Who an event is for.', eventAudiences);
export const AccessFactEnum = enumOf('AccessFact', 'What the place of an event has.', accessFacts);
export const EventCostEnum = enumOf('EventCost', 'What an event costs.', eventCosts);
export const RegistrationModeEnum = enumOf('RegistrationMode', 'For what people register.', registrationModes);
export const WaitingOrderEnum = enumOf('WaitingOrder', 'Who of the waiting list comes next.', waitingOrders);
export const ChangeScopeEnum = enumOf('ChangeScope', 'Which dates of an event a change is for.', changeScopes);

@ApiType('Event', 'events', 'What an association invites to; when it happens stands in its dates.')
export class EventType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => EventStateEnum, { description: 'Where it stands.' })
  state!: EventState;

  @Field(() => Int, { description: 'Counts its changes; a change names the version it was made from.' })
  version!: number;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => ZoneType, { description: 'Where: the zone.' })
  zone!: { id: string };

  @Field(() => String, { nullable: true, description: 'Where: the public place, as people call it.' })
  venue!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number of the venue.' })
  address!: string | null;

  @Field(() => String, { description: 'IANA name of the time zone in which its hours are meant.' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Whether it lasts whole days.' })
  allDay!: boolean;

  @Field(() => String, { nullable: true, description: 'How it recurs, an RRULE (RFC 5545) without DTSTART.' })
  rule!: string | null;

  @Field(() => [EventTopicEnum], { description: 'What it is about.' })
  topics!: EventTopic[];

  @Field(() => [EventAudienceEnum], { description: 'Who it is for; none: everybody.' })
  audiences!: EventAudience[];

  @Field(() => [LanguageTag], { description: 'Languages that are spoken there.' })
  speaks!: string[];

  @Field(() => [AccessFactEnum], { description: 'What the place has; what is not named is not known.' })
  access!: AccessFact[];

  @Field(() => EventCostEnum, { description: 'What it costs.' })
  cost!: EventCost;

  @Field(() => String, {
    nullable: true,
    description: 'Who answers questions, as the organiser gives it to everybody.',
  })
  contact!: string | null;

  @Field(() => RegistrationModeEnum, { description: 'For what people register.' })
  registration!: RegistrationMode;

  @Field(() => WaitingOrderEnum, { description: 'Who of the waiting list comes next.' })
  waitingOrder!: WaitingOrder;

  @Field(() => Int, { description: 'How many minutes a free place is kept for one of the waiting list.' })
  offerMinutes!: number;

  @Field(() => Int, { nullable: true, description: 'How many people fit in; null: no limit.' })
  places!: number | null;

  @Field(() => Int, { description: 'How many minutes before the start registration closes.' })
  closesMinutes!: number;

  @Field(() => InstantScalar, { nullable: true, description: 'When everybody could see it first.' })
  publishedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When all of it was called off.' })
  cancelledAt!: Date | null;
}

@ApiType('EventDate', 'events', 'One time at which an event takes place.')
export class EventDateType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it starts.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends.' })
  endsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When its time or place changed last after it was shown.',
  })
  changedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was called off, in `cancelLanguage`.' })
  cancelWords!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of those words.' })
  cancelLanguage!: Locale | null;
}

@ApiType('EventResult', 'events', 'What came of a date.')
export class EventResultType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'How it went, in `language`.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => Int, { nullable: true, description: 'How many people came, as the organisers say.' })
  people!: number | null;
}

@ApiType('EventDateConnection', 'events', 'A page of dates.')
export class EventDateConnectionType {
  @Field(() => [EventDateType], { description: 'The dates of this page.' })
  nodes!: EventDateType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('EventZone', 'events', 'A zone where something takes place.')
export class EventZoneType {
  @Field(() => ZoneType, { description: 'The zone.' })
  zone!: ZoneType;

  @Field(() => Int, { description: 'How many dates there are.' })
  count!: number;
}

@ApiType('EventSource', 'events', 'The words of an event as they were written.')
export class EventSourceType {
  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'What happens there: Markdown without HTML.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'How much it costs.' })
  costWords!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the online meeting.' })
  onlineUrl!: string | null;
}
