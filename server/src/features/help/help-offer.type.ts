import { Field, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import { HelpCategoryEnum, HelpRequestType, PartOfDayEnum } from './help-request.type.ts';
import {
  type HelpCategory,
  type HelpOfferState,
  helpOfferStates,
  type PartOfDay,
  type Reach,
  reaches,
  type Rhythm,
  rhythms,
  type Weekday,
  weekdays,
} from './help.words.ts';

export const HelpOfferStateEnum = enumOf('HelpOfferState', 'Where an offer stands.', helpOfferStates);
export const RhythmEnum = enumOf('Rhythm', 'Whether help is offered for one day or every week.', rhythms);
export const ReachEnum = enumOf('Reach', 'How far somebody goes: the own zone, the neighbourhood, the town.', reaches);
export const WeekdayEnum = enumOf('Weekday', 'A day of the week, as in RFC 5545.', weekdays);
export const ReasonKindEnum = enumOf('SuggestionReasonKind', 'Why something is suggested.', [
  'CATEGORY',
  'LANGUAGE',
  'SAME_ZONE',
  'SAME_NEIGHBOURHOOD',
  'NEAR',
  'FREE',
] as const);

@ApiType('HelpOffer', 'help', 'Somebody can give something, once or every week.')
export class HelpOfferType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => [HelpCategoryEnum], { description: 'What the person can help with.' })
  categories!: HelpCategory[];

  @Field(() => HelpOfferStateEnum, { description: 'Where it stands.' })
  state!: HelpOfferState;

  @Field(() => RhythmEnum, { description: 'Once or every week.' })
  rhythm!: Rhythm;

  @Field(() => [WeekdayEnum], { description: 'The days of the week, where it is weekly.' })
  days!: Weekday[];

  @Field(() => PartOfDayEnum, { description: 'The part of the day.' })
  partOfDay!: PartOfDay;

  @Field(() => InstantScalar, { description: 'From when.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when; a weekly offer holds half a year.' })
  endsAt!: Date;

  @Field(() => ReachEnum, { description: 'How far the person goes.' })
  reach!: Reach;

  @Field(() => String, { nullable: true, description: 'Words of the person, in `language`.' })
  details!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => [LanguageTag], { description: 'Languages in which one can talk with the person.' })
  speaks!: string[];

  @Field(() => ZoneType, { description: 'Where: a zone, never more.' })
  zone!: { id: string };

  @Field(() => InstantScalar, { description: 'When it was offered.' })
  createdAt!: Date;
}

@ApiType('HelpOfferConnection', 'help', 'A page of offers, newest first.')
export class HelpOfferConnectionType {
  @Field(() => [HelpOfferType], { description: 'The offers of this page.' })
  nodes!: HelpOfferType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('SuggestionReason', 'help', 'One reason for a suggestion; which fields are set follows from `kind`.')
export class SuggestionReasonType {
  @Field(() => ReasonKindEnum, { description: 'What kind of reason.' })
  kind!: string;

  @Field(() => LanguageTag, { nullable: true, description: 'With LANGUAGE: the language in common.' })
  tag?: string;

  @Field(() => Int, { nullable: true, description: 'With NEAR: kilometres between the zones, at least 1.' })
  km?: number;

  @Field(() => WeekdayEnum, { nullable: true, description: 'With FREE: the first day with an hour in common.' })
  weekday?: Weekday;
}

@ApiType('RequestSuggestion', 'help', 'A request that fits the reader, and why.')
export class RequestSuggestionType {
  @Field(() => HelpRequestType, { description: 'The request.' })
  request!: HelpRequestType;

  @Field(() => Int, { description: '0 to 100; the formula is in the documentation of the API.' })
  score!: number;

  @Field(() => [SuggestionReasonType], { description: 'Why, the weightiest reason first.' })
  reasons!: SuggestionReasonType[];
}

@ApiType('OfferSuggestion', 'help', 'An offer that fits a request, and why.')
export class OfferSuggestionType {
  @Field(() => HelpOfferType, { description: 'The offer.' })
  offer!: HelpOfferType;

  @Field(() => Int, { description: '0 to 100; the formula is in the documentation of the API.' })
  score!: number;

  @Field(() => [SuggestionReasonType], { description: 'Why, the weightiest reason first.' })
  reasons!: SuggestionReasonType[];
}
