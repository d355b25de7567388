import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { paperCodeStandings } from '../consultations.words.ts';
import { SurveyAnswerType } from '../surveys/survey.type.ts';

export const PaperCodeStandingEnum = enumOf(
  'PaperCodeStanding',
  'How a code handed in with a paper stands: it may answer, there is none, it has answered already, it is named before.',
  paperCodeStandings,
);

@ApiType('PaperBallot', 'consultations', 'A ballot on paper, for those who compare it.')
export class PaperBallotType {
  @Field(() => [Int], {
    nullable: 'items',
    description: 'For each option in their order: its rank, its points, 1 where it is approved of, or null.',
  })
  choices!: (number | null)[];
}

@ApiType('PaperReply', 'consultations', 'A survey on paper, for those who compare it.')
export class PaperReplyType {
  @Field(() => [SurveyAnswerType], { description: 'What stands on it; none: it is empty.' })
  answers!: SurveyAnswerType[];
}

@ApiType('PaperBatch', 'consultations', 'Papers that were entered together, for organisers.')
export class PaperBatchType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Int, { description: 'How many papers, empty ones with them.' })
  papers!: number;

  @Field(() => Int, { description: 'Counts how often they were entered; a signature names the version that was seen.' })
  version!: number;

  @Field(() => InstantScalar, { description: 'When they were entered, or entered anew.' })
  enteredAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When a second person signed.' })
  signedAt!: Date | null;
}
