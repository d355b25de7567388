import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import {
  type AnswerValue,
  answerValues,
  type RejectReason,
  rejectReasons,
  type Standing,
  standings,
  type StatementState,
  statementStates,
} from '../consultations.words.ts';
import { noGroupsReasons } from '../methods/opinion-groups/released-opinions.ts';

export const StatementStateEnum = enumOf('StatementState', 'Where a statement stands.', statementStates);
export const RejectReasonEnum = enumOf('RejectReason', 'Why a statement is not let in.', rejectReasons);
export const AnswerValueEnum = enumOf('AnswerValue', 'What somebody says to a statement.', answerValues);
export const StandingEnum = enumOf('Standing', 'How the reader stands to a consultation.', standings);
export const NoGroupsReasonEnum = enumOf('NoGroupsReason', 'Why people are shown as one group.', noGroupsReasons);

@ApiType('Statement', 'consultations', 'A short sentence that people agree or disagree with. Who wrote it is not told.')
export class StatementType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => StatementStateEnum, { description: 'Where it stands.' })
  state!: StatementState;

  @Field(() => RejectReasonEnum, { nullable: true, description: 'Why it is not let in.' })
  reason!: RejectReason | null;

  @Field(() => Boolean, { description: 'Whether it is about the person instead of the question.' })
  isMeta!: boolean;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  createdAt!: Date;
}

@ApiType('StatementConnection', 'consultations', 'A page of statements.')
export class StatementConnectionType {
  @Field(() => [StatementType], { description: 'The statements of this page.' })
  nodes!: StatementType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('OwnAnswer', 'consultations', 'What the reader said to a statement.')
export class OwnAnswerType {
  @Field(() => AnswerValueEnum, { description: 'What was said.' })
  value!: AnswerValue;
}

@ApiType('Participation', 'consultations', 'The reader’s own part in a consultation.')
export class ParticipationType {
  @Field(() => StandingEnum, { description: 'What the reader may do.' })
  standing!: Standing;

  @Field(() => ConsultationPhaseType, { nullable: true, description: 'The step with statements that is open now.' })
  phase!: { id: string } | null;

  @Field(() => Int, { description: 'How many statements are answered.' })
  answered!: number;

  @Field(() => Int, { description: 'How many there are.' })
  total!: number;

  @Field(() => StatementType, { nullable: true, description: 'What to answer next; null: all is answered.' })
  next!: { id: string } | null;
}

@ApiType('OpinionResult', 'consultations', 'What came out of a step with statements, as it was released.')
export class OpinionResultType {
  @Field(() => InstantScalar, { description: 'When it was released.' })
  releasedAt!: Date;
}

@ApiType('StatementStand', 'consultations', 'A side that people take to a statement.')
export class StatementStandType {
  @Field(() => AnswerValueEnum, { description: 'AGREE or DISAGREE.' })
  side!: AnswerValue;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of a hundred who answered it, of all people; null where that would tell of few.',
  })
  percent!: number | null;
}

@ApiType('OpinionGroup', 'consultations', 'People who answer alike; never fewer than five.')
export class OpinionGroupType {
  @Field(() => Int, { description: 'How many people.' })
  size!: number;
}

@ApiType('AnswerCounts', 'consultations', 'How people answered a statement; null where a figure would tell of few.')
export class AnswerCountsType {
  @Field(() => Int, { nullable: true, description: 'How many answered it.' })
  people!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many agree.' })
  agree!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many disagree.' })
  disagree!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many passed.' })
  pass!: number | null;
}

@ApiType('StatementCounts', 'consultations', 'How people answered a statement, and each group of them.')
export class StatementCountsType {
  @Field(() => IdScalar, { description: 'The statement.' })
  id!: string;
}
