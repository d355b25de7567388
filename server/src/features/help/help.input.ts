import { Allow, ArrayMaxSize, ArrayMinSize, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { DayScalar, IdScalar, LanguageTag } from '../../platform/graphql/scalars.ts';
import { type Setting, SettingEnum } from '../checks/index.ts';
import { ReachEnum, RhythmEnum, WeekdayEnum } from './help-offer.type.ts';
import { HelpCategoryEnum, PartOfDayEnum, WhenEnum } from './help-request.type.ts';
import { type HelpCategory, type PartOfDay, type Reach, type Rhythm, type Weekday, type When } from './help.words.ts';

/** Longest words beside a request or an offer, in characters. */
export const maxDetails = 1000;
/** Most photos of a request. */
export const maxPhotos = 3;
/** Longest words to look for, in characters. */
const maxSearch = 100;

@InputType()
abstract class HelpFilter {
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
}

@InputType({ description: 'Which open requests to list; what is left out does not narrow.' })
export class HelpRequestFilter extends HelpFilter {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only in the neighbourhood of the reader; nothing for visitors to narrow.',
  })
  @Allow()
  nearMe!: boolean;
}

@InputType({ description: 'Which open offers to list; what is left out does not narrow.' })
export class HelpOfferFilter extends HelpFilter {}

@InputType()
abstract class HelpInput {
  @Field(() => DayScalar, { nullable: true, description: 'The day, with ON_DATE or ONCE; at most 90 days ahead.' })
  @Allow()
  date?: string | null;

  @Field(() => PartOfDayEnum, { defaultValue: 'ANY', description: 'Part of the day.' })
  @Allow()
  partOfDay!: PartOfDay;

  @Field(() => IdScalar, { description: 'Where: the zone.' })
  @Allow()
  zoneId!: string;

  @Field(() => String, { nullable: true, description: `Words, at most ${maxDetails} characters.` })
  @MaxLength(maxDetails, { context: { max: maxDetails } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  details?: string | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Languages one can talk in; none: those of the profile.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  speaks?: string[] | null;
}

@InputType({ description: 'What somebody asks for: what, when, where; words if they like.' })
export class AskForHelpInput extends HelpInput {
  @Field(() => HelpCategoryEnum, { description: 'What it is about.' })
  @Allow()
  category!: HelpCategory;

  @Field(() => WhenEnum, { description: 'When.' })
  @Allow()
  when!: When;

  @Field(() => [LanguageTag], { nullable: true, description: 'Languages the helper should speak, any of these.' })
  @ArrayMaxSize(12, { context: { max: 12 } })
  needs?: string[] | null;

  @Field(() => SettingEnum, {
    nullable: true,
    description: 'Where; none: as usual for this kind of help. Child care is WITH_CHILDREN always.',
  })
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

@InputType({ description: 'What somebody offers: what, when, where; words if they like.' })
export class MakeHelpOfferInput extends HelpInput {
  @Field(() => [HelpCategoryEnum], { description: 'What, one or more.' })
  @ArrayMinSize(1, { context: { min: 1 } })
  @ArrayMaxSize(13, { context: { max: 13 } })
  categories!: HelpCategory[];

  @Field(() => RhythmEnum, { description: 'For one day, or every week.' })
  @Allow()
  rhythm!: Rhythm;

  @Field(() => [WeekdayEnum], { nullable: true, description: 'The days, with WEEKLY; at least one.' })
  @ArrayMaxSize(7, { context: { max: 7 } })
  days?: Weekday[] | null;

  @Field(() => ReachEnum, { defaultValue: 'NEIGHBOURHOOD', description: 'How far they go.' })
  @Allow()
  reach!: Reach;
}
