import { Allow, IsIn, MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { longest, type QuestionKind, questionKinds } from '../consultations.words.ts';

export const SurveyQuestionKindEnum = enumOf(
  'SurveyQuestionKind',
  'How a question of a survey is answered.',
  questionKinds,
);

@InputType({ description: 'A question of a survey. What its kind does not use is left out.' })
export class SurveyQuestionInput {
  @Field(() => SurveyQuestionKindEnum, { description: 'How it is answered.' })
  @IsIn(questionKinds)
  kind!: QuestionKind;

  @Field(() => String, { description: `What is asked, at most ${longest.surveyQuestion} characters.` })
  @MaxLength(longest.surveyQuestion, { context: { max: longest.surveyQuestion } })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it must be answered; of a matrix, every row.' })
  @Allow()
  required!: boolean;

  @Field(() => [String], { defaultValue: [], description: 'What can be chosen; of a matrix, its columns.' })
  @MaxLength(longest.surveyChoice, { each: true, context: { max: longest.surveyChoice } })
  choices!: string[];

  @Field(() => [String], { defaultValue: [], description: 'What a matrix asks about, row by row.' })
  @MaxLength(longest.surveyChoice, { each: true, context: { max: longest.surveyChoice } })
  rows!: string[];

  @Field(() => Int, { nullable: true, description: 'How many may be chosen at most; null: all.' })
  @Allow()
  most?: number | null;

  @Field(() => Int, { nullable: true, description: 'Where a scale begins: 0 or 1.' })
  @Allow()
  fromValue?: number | null;

  @Field(() => Int, { nullable: true, description: 'Where a scale ends.' })
  @Allow()
  toValue?: number | null;

  @Field(() => String, { defaultValue: '', description: 'What the beginning of a scale means.' })
  @MaxLength(longest.surveyChoice, { context: { max: longest.surveyChoice } })
  low!: string;

  @Field(() => String, { defaultValue: '', description: 'What the end of a scale means.' })
  @MaxLength(longest.surveyChoice, { context: { max: longest.surveyChoice } })
  high!: string;

  @Field(() => Int, { nullable: true, description: 'How many characters may be written.' })
  @Allow()
  longest?: number | null;

  @Field(() => IdScalar, { nullable: true, description: 'The earlier question that decides whether it is asked.' })
  @Allow()
  whenQuestionId?: string | null;

  @Field(() => [Int], { defaultValue: [], description: 'The answers to that question with which it is asked.' })
  @Allow()
  whenValues!: number[];
}

@InputType({ description: 'What somebody says to one question.' })
export class SurveyAnswerInput {
  @Field(() => [Int], {
    nullable: 'items',
    defaultValue: [],
    description: 'Places of what is chosen, from 0, or the point of a scale; of a matrix, row by row.',
  })
  @Allow()
  values!: (number | null)[];

  @Field(() => String, { defaultValue: '', description: 'What is written.' })
  @MaxLength(longest.surveyText, { context: { max: longest.surveyText } })
  text!: string;
}
