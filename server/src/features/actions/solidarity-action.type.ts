import { Allow, ArrayMaxSize, IsNotEmpty, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import { type ActionState, actionStates, longest, most } from './actions.words.ts';
import { AttendanceInput } from './action-shift.type.ts';

export const ActionStateEnum = enumOf('ActionState', 'Where a solidarity action stands.', actionStates);

@ApiType('SolidarityAction', 'actions', 'Something several neighbours do together: tasks, shifts, a goal, a result.')
export class SolidarityActionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => ActionStateEnum, { description: 'Where it stands.' })
  state!: ActionState;

  @Field(() => String, { description: 'What it is called, in `language`.' })
  title!: string;

  @Field(() => String, { description: 'What it is about, in `language`; paragraphs are set apart by empty lines.' })
  words!: string;

  @Field(() => String, { description: 'What is to be reached, in `language`.' })
  goal!: string;

  @Field(() => Int, { nullable: true, description: 'The goal as a number of `targetUnit`.' })
  targetAmount!: number | null;

  @Field(() => String, { nullable: true, description: 'What the number counts, in `language`.' })
  targetUnit!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => ZoneType, { description: 'Where: a zone, never more.' })
  zone!: { id: string };

  @Field(() => String, { nullable: true, description: 'Why it was declined or cancelled, in `answerLanguage`.' })
  answerWords!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of the answer.' })
  answerLanguage!: Locale | null;

  @Field(() => InstantScalar, { description: 'When it was proposed or begun.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended, one way or another.' })
  closedAt!: Date | null;
}

@ApiType('SolidarityActionConnection', 'actions', 'A page of actions, upcoming ones first.')
export class SolidarityActionConnectionType {
  @Field(() => [SolidarityActionType], { description: 'The actions of this page.' })
  nodes!: SolidarityActionType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('ActionResult', 'actions', 'What came of an action.')
export class ActionResultType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'How it went, in `language`.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => Int, { nullable: true, description: 'How much of the number was reached.' })
  reachedAmount!: number | null;

  @Field(() => Int, { description: 'How many people took part.' })
  people!: number;

  @Field(() => Int, { description: 'Minutes given by all together.' })
  minutes!: number;
}

@InputType({ description: 'Which actions to list; what is left out does not narrow.' })
export class SolidarityActionFilter {
  @Field(() => [ActionStateEnum], {
    nullable: true,
    description: 'In any of these states; none: proposed, open, done.',
  })
  @ArrayMaxSize(actionStates.length, { context: { max: actionStates.length } })
  states?: ActionState[] | null;

  @Field(() => [IdScalar], { nullable: true, description: 'In any of these zones.' })
  @ArrayMaxSize(50, { context: { max: 50 } })
  zoneIds?: string[] | null;

  @Field(() => IdScalar, { nullable: true, description: 'Organised by this organisation.' })
  @Allow()
  organisationId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only with a free place in a shift to come.' })
  @Allow()
  withFreePlaces!: boolean;

  @Field(() => String, { nullable: true, description: 'Words in the title, the goal or the text.' })
  @MaxLength(80, { context: { max: 80 } })
  search?: string | null;
}

@InputType({ description: 'What an action is about.' })
export class SolidarityActionInput {
  @Field(() => String, { description: `What it is called, at most ${longest.title} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.title, { context: { max: longest.title } })
  title!: string;

  @Field(() => String, { description: `What it is about, at most ${longest.words} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.words, { context: { max: longest.words } })
  words!: string;

  @Field(() => String, { description: `What is to be reached, at most ${longest.goal} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.goal, { context: { max: longest.goal } })
  goal!: string;

  @Field(() => Int, { nullable: true, description: 'The goal as a number.' })
  @Min(1, { context: { min: 1, max: most.amount } })
  @Max(most.amount, { context: { min: 1, max: most.amount } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  targetAmount?: number | null;

  @Field(() => String, { nullable: true, description: `What the number counts, at most ${longest.unit} characters.` })
  @MaxLength(longest.unit, { context: { max: longest.unit } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  targetUnit?: string | null;

  @Field(() => IdScalar, { description: 'Where.' })
  @Allow()
  zoneId!: string;

  @Field(() => String, {
    nullable: true,
    description: `Where exactly people meet, for those who sign up and the organisers only; at most ${longest.place} characters.`,
  })
  @MaxLength(longest.place, { context: { max: longest.place } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  meetingPoint?: string | null;

  @Field(() => [IdScalar], {
    nullable: true,
    description: `Photos that the person uploaded to /files within a day; at most ${most.photos} in all.`,
  })
  @ArrayMaxSize(50, { context: { max: most.photos } })
  photoIds?: string[] | null;
}

@InputType({ description: 'What came of an action.' })
export class ActionResultInput {
  @Field(() => String, { description: `How it went, at most ${longest.words} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.words, { context: { max: longest.words } })
  words!: string;

  @Field(() => Int, { nullable: true, description: 'How much of the number was reached.' })
  @Min(0, { context: { min: 0, max: most.amount } })
  @Max(most.amount, { context: { min: 0, max: most.amount } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  reachedAmount?: number | null;

  @Field(() => [AttendanceInput], { nullable: true, description: 'Who came to which shift, as far as not yet said.' })
  @ArrayMaxSize(2000, { context: { max: 2000 } })
  @ValidateNested({ each: true })
  attendance?: AttendanceInput[] | null;

  @Field(() => Int, { nullable: true, description: 'How many people took part; none: those who are marked as come.' })
  @Min(0, { context: { min: 0, max: 100_000 } })
  @Max(100_000, { context: { min: 0, max: 100_000 } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  people?: number | null;

  @Field(() => [IdScalar], {
    nullable: true,
    description: `Photos that the person uploaded to /files within a day; at most ${most.photos} in all.`,
  })
  @ArrayMaxSize(50, { context: { max: most.photos } })
  photoIds?: string[] | null;
}
