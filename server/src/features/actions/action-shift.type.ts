import { Allow, IsNotEmpty, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { DayScalar, IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { type Setting, SettingEnum } from '../checks/index.ts';
import { longest, most } from './actions.words.ts';

@ApiType('ActionTask', 'actions', 'A part of an action, with its shifts.')
export class ActionTaskType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'What is to be done, in the language of the action.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'More about it, in the language of the action.' })
  words!: string | null;

  @Field(() => SettingEnum, { description: 'Where it is done; says which checks are needed.' })
  setting!: Setting;
}

@ApiType('ActionShift', 'actions', 'A task at a time, with places.')
export class ActionShiftType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'From when.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when.' })
  endsAt!: Date;

  @Field(() => Int, { description: 'How many people.' })
  places!: number;

  @Field(() => Int, { description: 'How many places are free.' })
  placesLeft!: number;

  @Field(() => Int, { description: 'How long it lasts.' })
  minutes!: number;
}

@ApiType('ShiftSignUp', 'actions', 'A person’s place in a shift; for the organisers and those of the same shift.')
export class ShiftSignUpType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;
}

@ApiType('ShiftSignUpConnection', 'actions', 'A page of one’s own places in shifts.')
export class ShiftSignUpConnectionType {
  @Field(() => [ShiftSignUpType], { description: 'The places of this page.' })
  nodes!: ShiftSignUpType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('ActionMaterial', 'actions', 'Something an action needs.')
export class ActionMaterialType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'What, in the language of the action.' })
  what!: string;

  @Field(() => Int, { description: 'How many.' })
  needed!: number;

  @Field(() => Int, { description: 'How many are still missing.' })
  left!: number;
}

@ApiType('MaterialPledge', 'actions', 'What one person brings; for the organisers.')
export class MaterialPledgeType {
  @Field(() => Int, { description: 'How many.' })
  quantity!: number;
}

@InputType({ description: 'A part of an action.' })
export class ActionTaskInput {
  @Field(() => String, { description: `What is to be done, at most ${longest.title} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.title, { context: { max: longest.title } })
  title!: string;

  @Field(() => String, { nullable: true, description: `More about it, at most ${longest.task} characters.` })
  @MaxLength(longest.task, { context: { max: longest.task } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  words?: string | null;

  @Field(() => SettingEnum, { defaultValue: 'IN_PUBLIC', description: 'Where it is done.' })
  @Allow()
  setting!: Setting;
}

const wallClock = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({ description: 'A time for a task, in wall-clock hours of the town.' })
export class ActionShiftInput {
  @Field(() => DayScalar, { description: 'The day on which it starts.' })
  @Allow()
  date!: string;

  @Field(() => String, { description: 'From, "09:00".' })
  @Matches(wallClock)
  from!: string;

  @Field(() => String, { description: 'Until, "12:00"; an earlier hour than `from` is one of the next day.' })
  @Matches(wallClock)
  until!: string;

  @Field(() => Int, { description: `How many people, 1 to ${most.places}.` })
  @Min(1, { context: { min: 1, max: most.places } })
  @Max(most.places, { context: { min: 1, max: most.places } })
  places!: number;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'For a new one: in how many weeks, one after the other, at the same hours; 1 to 12.',
  })
  @Min(1, { context: { min: 1, max: 12 } })
  @Max(12, { context: { min: 1, max: 12 } })
  weeks!: number;
}

@InputType({ description: 'Something an action needs.' })
export class ActionMaterialInput {
  @Field(() => String, { description: `What, at most ${longest.title} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.title, { context: { max: longest.title } })
  what!: string;

  @Field(() => Int, { description: `How many, 1 to ${most.needed}.` })
  @Min(1, { context: { min: 1, max: most.needed } })
  @Max(most.needed, { context: { min: 1, max: most.needed } })
  needed!: number;
}

@InputType({ description: 'Whether somebody came to a shift, and for how long.' })
export class AttendanceInput {
  @Field(() => IdScalar, { description: 'The place in the shift.' })
  @Allow()
  signUpId!: string;

  @Field(() => Boolean, { description: 'Whether the person came.' })
  @Allow()
  came!: boolean;

  @Field(() => Int, { nullable: true, description: 'Minutes the person gave; none: the length of the shift.' })
  @Min(1, { context: { min: 1, max: 1440 } })
  @Max(1440, { context: { min: 1, max: 1440 } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  minutes?: number | null;
}
