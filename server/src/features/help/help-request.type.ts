import { Allow, ArrayMaxSize, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { DayScalar, IdScalar, InstantScalar, LanguageTag, LocaleScalar } from '../../platform/graphql/scalars.ts';
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

/** Longest words beside a request, in characters. */
export const maxDetails = 1000;
/** Longest words to look for, in characters. */
export const maxSearch = 100;
/** Most photos of a request. */
export const maxPhotos = 3;

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

@InputType({ description: 'Which open requests to list; what is left out does not narrow.' })
export class HelpRequestFilter {
  @Field(() => [HelpCategoryEnum], { nullable: true, description: 'Any of these.' })
  @ArrayMaxSize(13, { context: { max: 13 } })
  categories?: HelpCategory[] | null;

  @Field(() => [IdScalar], { nullable: true, description: 'In any of these zones.' })
  @ArrayMaxSize(50, { context: { max: 50 } })
  zoneIds?: string[] | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Of people who speak any of these.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  languages?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Words to look for, at most ${maxSearch} characters: in what people wrote, the kind of help and the zone, in any script, accents ignored.`,
  })
  @MaxLength(maxSearch, { context: { max: maxSearch } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  search?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only in the neighbourhood of the reader; nothing for visitors to narrow.',
  })
  @Allow()
  nearMe!: boolean;
}

@InputType({ description: 'What somebody asks for: what, when, where; words if they like.' })
export class AskForHelpInput {
  @Field(() => HelpCategoryEnum, { description: 'What it is about.' })
  @Allow()
  category!: HelpCategory;

  @Field(() => WhenEnum, { description: 'When.' })
  @Allow()
  when!: When;

  @Field(() => DayScalar, { nullable: true, description: 'The day, with ON_DATE; at most 90 days ahead.' })
  @Allow()
  date?: string | null;

  @Field(() => PartOfDayEnum, { defaultValue: 'ANY', description: 'Part of the day.' })
  @Allow()
  partOfDay!: PartOfDay;

  @Field(() => IdScalar, { description: 'Where.' })
  @Allow()
  zoneId!: string;

  @Field(() => String, { nullable: true, description: `Words, at most ${maxDetails} characters.` })
  @MaxLength(maxDetails, { context: { max: maxDetails } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  details?: string | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Languages one can talk in; none: those of the profile.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  speaks?: string[] | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Languages the helper should speak, any of these.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  needs?: string[] | null;

  @Field(() => SettingEnum, { nullable: true, description: 'Where; none: as usual for this kind of help.' })
  @Allow()
  setting?: Setting | null;

  @Field(() => IdScalar, {
    nullable: true,
    description: 'The person for whom staff ask, with a consent in force; null: the reader.',
  })
  @Allow()
  onBehalfOf?: string | null;

  @Field(() => Int, { defaultValue: 1, description: 'How many helpers, 1 to 20.' })
  @Min(1, { context: { min: 1, max: 20 } })
  @Max(20, { context: { min: 1, max: 20 } })
  places!: number;

  @Field(() => [IdScalar], {
    nullable: true,
    description: `Photos that the person uploaded to /files within a day, at most ${maxPhotos}.`,
  })
  @ArrayMaxSize(50, { context: { max: maxPhotos } })
  photoIds?: string[] | null;

  @Field(() => IdScalar, {
    nullable: true,
    description: 'A voice note that the person uploaded to /files within a day.',
  })
  @Allow()
  voiceId?: string | null;
}
