import { Field, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type Setting, SettingEnum } from '../checks/index.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import {
  type HelpCategory,
  helpCategories,
  type HelpRequestState,
  helpRequestStates,
  type PartOfDay,
  partsOfDay,
  type When,
  whens,
} from './help.words.ts';

export const HelpCategoryEnum = enumOf('HelpCategory', 'What help is about.', helpCategories);
export const HelpRequestStateEnum = enumOf('HelpRequestState', 'Where a request stands.', helpRequestStates);
export const PartOfDayEnum = enumOf(
  'PartOfDay',
  'Morning is 8 to 13, afternoon 13 to 18, evening 18 to 22.',
  partsOfDay,
);
export const WhenEnum = enumOf('When', 'When help is needed. This week is today and the six days after.', whens);

@ApiType('HelpRequest', 'help', 'Somebody needs something, at a time, in a zone.')
export class HelpRequestType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => HelpCategoryEnum, { description: 'What it is about.' })
  category!: HelpCategory;

  @Field(() => HelpRequestStateEnum, { description: 'Where it stands.' })
  state!: HelpRequestState;

  @Field(() => InstantScalar, { description: 'From when.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when; then it expires if nobody was found.' })
  endsAt!: Date;

  @Field(() => WhenEnum, { description: 'What was chosen when asking.' })
  when!: When;

  @Field(() => PartOfDayEnum, { description: 'The part of the day that was chosen.' })
  partOfDay!: PartOfDay;

  @Field(() => String, { nullable: true, description: 'Words of the person, in `language`.' })
  details!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => [LanguageTag], { description: 'Languages in which one can talk with the person.' })
  speaks!: string[];

  @Field(() => [LanguageTag], { description: 'Languages the helper should speak, any of these; empty: no matter.' })
  needs!: string[];

  @Field(() => SettingEnum, {
    description: 'Where helping brings people together; decides which checks a helper needs.',
  })
  setting!: Setting;

  @Field(() => Int, { description: 'How many helpers are needed.' })
  places!: number;

  @Field(() => Int, { description: 'How many helpers are still needed.' })
  placesLeft!: number;

  @Field(() => ZoneType, { description: 'Where: a zone, never more.' })
  zone!: { id: string };

  @Field(() => InstantScalar, { description: 'When it was asked.' })
  createdAt!: Date;
}

@ApiType('HelpRequestConnection', 'help', 'A page of requests, newest first.')
export class HelpRequestConnectionType {
  @Field(() => [HelpRequestType], { description: 'The requests of this page.' })
  nodes!: HelpRequestType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}
