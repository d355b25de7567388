import { Allow, ArrayMaxSize, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { IdScalar, InstantScalar, LanguageTag } from '../../../platform/graphql/scalars.ts';
import { limits, needKinds, type NeedKind, questionKinds, type QuestionKind } from './registrations.words.ts';

export const NeedKindEnum = enumOf('NeedKind', 'What somebody needs to be able to come.', needKinds);
export const QuestionKindEnum = enumOf('QuestionKind', 'How a question is answered.', questionKinds);

@InputType({ description: 'The answer to a question of the organisers.' })
export class AnswerInput {
  @Field(() => IdScalar, { description: 'The question.' })
  @Allow()
  questionId!: string;

  @Field(() => String, { description: `The answer; of YES_NO, "yes" or "no"; at most ${limits.answer} characters.` })
  @MaxLength(limits.answer, { context: { max: limits.answer } })
  words!: string;
}

@InputType({ description: 'What somebody needs to be able to come.' })
export class NeedInput {
  @Field(() => NeedKindEnum, { description: 'What.' })
  @Allow()
  kind!: NeedKind;

  @Field(() => LanguageTag, { nullable: true, description: 'Of an interpreter: into which language.' })
  @Allow()
  language?: string | null;
}

@InputType({ description: 'Who comes.' })
export class RegistrationInput {
  @Field(() => Int, { defaultValue: 1, description: `How many adults, 0 to ${limits.people}.` })
  @Min(0, { context: { min: 0, max: limits.people } })
  @Max(limits.people, { context: { min: 0, max: limits.people } })
  adults!: number;

  @Field(() => Int, { defaultValue: 0, description: `How many children, 0 to ${limits.people}.` })
  @Min(0, { context: { min: 0, max: limits.people } })
  @Max(limits.people, { context: { min: 0, max: limits.people } })
  children!: number;

  @Field(() => [AnswerInput], { nullable: true, description: 'Answers to the questions of the organisers.' })
  @ArrayMaxSize(limits.questions, { context: { max: limits.questions } })
  @ValidateNested({ each: true })
  answers?: AnswerInput[] | null;

  @Field(() => [NeedInput], { nullable: true, description: 'What is needed to be able to come.' })
  @ArrayMaxSize(8, { context: { max: 8 } })
  @ValidateNested({ each: true })
  needs?: NeedInput[] | null;
}

@InputType({ description: 'Somebody without an account: a name and one contact.' })
export class GuestInput {
  @Field(() => String, { description: `What the organisers call the person; at most ${limits.name} characters.` })
  @MaxLength(limits.name, { context: { max: limits.name } })
  name!: string;

  @Field(() => String, { description: 'A mail address or a phone number, for messages about this event only.' })
  @MaxLength(254, { context: { max: 254 } })
  contact!: string;
}

@InputType({ description: 'A question to those who register.' })
export class QuestionInput {
  @Field(() => IdScalar, { nullable: true, description: 'One that is there; none: a new one.' })
  @Allow()
  id?: string | null;

  @Field(() => QuestionKindEnum, { description: 'How it is answered.' })
  @Allow()
  kind!: QuestionKind;

  @Field(() => String, { description: `The question, at most ${limits.question} characters.` })
  @MaxLength(limits.question, { context: { max: limits.question } })
  words!: string;

  @Field(() => [String], { nullable: true, description: `What to choose from, at most ${limits.options}.` })
  @ArrayMaxSize(limits.options, { context: { max: limits.options } })
  @MaxLength(limits.option, { each: true, context: { max: limits.option } })
  options?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it must be answered.' })
  @Allow()
  required!: boolean;
}

@InputType({ description: 'One who came, as a phone at the door noted it, perhaps without a network.' })
export class CheckInInput {
  @Field(() => String, { description: 'The code of the registration, or its id.' })
  @MaxLength(64, { context: { max: 64 } })
  code!: string;

  @Field(() => Int, { nullable: true, description: 'How many came; none: all that were registered.' })
  @Allow()
  people?: number | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When they came; none: now.' })
  @Allow()
  cameAt?: Date | null;
}
