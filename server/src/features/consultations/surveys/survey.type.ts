import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import type { QuestionKind, Standing } from '../consultations.words.ts';
import { StandingEnum } from '../statements/statement.type.ts';
import { SurveyQuestionKindEnum } from './survey.input.ts';

@ApiType('SurveyCondition', 'consultations', 'When a question is asked.')
export class SurveyConditionType {
  @Field(() => IdScalar, { description: 'The earlier question that decides.' })
  questionId!: string;

  @Field(() => [Int], { description: 'The answers with which it is asked: places of choices, or points.' })
  values!: number[];
}

@ApiType('SurveyQuestion', 'consultations', 'A question of a survey.')
export class SurveyQuestionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => SurveyQuestionKindEnum, { description: 'How it is answered.' })
  kind!: QuestionKind;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => Boolean, { description: 'Whether it must be answered; of a matrix, every row.' })
  required!: boolean;

  @Field(() => Int, { nullable: true, description: 'How many may be chosen at most; null: all.' })
  most!: number | null;

  @Field(() => Int, { nullable: true, description: 'Where a scale begins.' })
  fromValue!: number | null;

  @Field(() => Int, { nullable: true, description: 'Where a scale ends.' })
  toValue!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many characters may be written.' })
  longest!: number | null;

  @Field(() => SurveyConditionType, { nullable: true, description: 'When it is asked; null: always.' })
  condition!: SurveyConditionType | null;
}

@ApiType('SurveyQuestionSource', 'consultations', 'The words of a question as they were written.')
export class SurveyQuestionSourceType {
  @Field(() => String, { description: 'What is asked.' })
  text!: string;

  @Field(() => [String], { description: 'What can be chosen; of a matrix, its columns.' })
  choices!: string[];

  @Field(() => [String], { description: 'What a matrix asks about.' })
  rows!: string[];

  @Field(() => String, { description: 'What the beginning of a scale means.' })
  low!: string;

  @Field(() => String, { description: 'What the end of a scale means.' })
  high!: string;
}

@ApiType('SurveyAnswer', 'consultations', 'What the reader has answered so far.')
export class SurveyAnswerType {
  @Field(() => IdScalar, { description: 'Which question.' })
  questionId!: string;

  @Field(() => [Int], { nullable: 'items', description: 'What was chosen, as it was given.' })
  values!: (number | null)[];

  @Field(() => String, { description: 'What was written.' })
  text!: string;
}

@ApiType('SurveyPaper', 'consultations', 'What the reader needs to answer a survey. What was sent is never read back.')
export class SurveyPaperType {
  @Field(() => StandingEnum, { description: 'How the reader stands to the survey.' })
  standing!: Standing;

  @Field(() => Boolean, { description: 'Whether the reader has sent the answers.' })
  hasSent!: boolean;
}

@ApiType('SurveyLine', 'consultations', 'How people answered a question, or a row of a matrix.')
export class SurveyLineType {
  @Field(() => [Int], {
    nullable: 'items',
    description:
      'People by choice or point, in their order; of a free text, who wrote. Null where it would tell of few.',
  })
  cells!: (number | null)[];

  @Field(() => Int, { nullable: true, description: 'Who was asked and gave no answer; null where withheld.' })
  noAnswer!: number | null;
}

@ApiType('SurveyQuestionResult', 'consultations', 'What came out of a question.')
export class SurveyQuestionResultType {}

@ApiType('SurveyResult', 'consultations', 'What came out of a survey, as it was released.')
export class SurveyResultType {
  @Field(() => InstantScalar, { description: 'When it was counted.' })
  countedAt!: Date;
}

@ApiType('SurveyTexts', 'consultations', 'What people wrote to a question, in no order; for organisers.')
export class SurveyTextsType {
  @Field(() => [String], { description: 'Each text; none where it is not told how many people wrote.' })
  texts!: string[];
}
