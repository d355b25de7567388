import { Allow, IsNotEmpty, MaxLength, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { DayScalar, IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { CommitmentStateEnum, DecisionOutcomeEnum, GroundKindEnum, GroundStanceEnum } from './decision.type.ts';
import {
  type CommitmentState,
  type DecisionOutcome,
  type GroundKind,
  type GroundStance,
  longest,
} from './decisions.words.ts';

const given = (_: unknown, value: unknown) => value !== null && value !== undefined;

@InputType({ description: 'What was decided. A draft may still lack words.' })
export class DecisionWordsInput {
  @Field(() => DecisionOutcomeEnum, { description: 'Whether it is what people had said.' })
  @Allow()
  outcome!: DecisionOutcome;

  @Field(() => String, { description: `What was decided, in plain words; at most ${longest.words} characters.` })
  @MaxLength(longest.words, { context: { max: longest.words } })
  words!: string;

  @Field(() => String, { description: `Why; at most ${longest.reasons} characters.` })
  @MaxLength(longest.reasons, { context: { max: longest.reasons } })
  reasons!: string;

  @Field(() => String, { description: `Who decided; at most ${longest.body} characters.` })
  @MaxLength(longest.body, { context: { max: longest.body } })
  body!: string;

  @Field(() => DayScalar, { nullable: true, description: 'On which day.' })
  @Allow()
  decidedOn?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that the change was made from; none where nothing was written yet.',
  })
  @Allow()
  version?: number | null;
}

@InputType({ description: 'Something people said, and whether the decision follows it.' })
export class DecisionGroundInput {
  @Field(() => GroundKindEnum, { description: 'What it is.' })
  @Allow()
  kind!: GroundKind;

  @Field(() => IdScalar, {
    description: 'The statement, the proposal, the option of a vote, or the question of a survey.',
  })
  @Allow()
  subjectId!: string;

  @Field(() => GroundStanceEnum, { description: 'Whether the decision follows it.' })
  @Allow()
  stance!: GroundStance;

  @Field(() => String, {
    defaultValue: '',
    description: `Why; asked for where it does not follow. At most ${longest.why} characters.`,
  })
  @MaxLength(longest.why, { context: { max: longest.why } })
  why!: string;
}

@InputType({ description: 'What is promised.' })
export class CommitmentInput {
  @Field(() => String, { description: `One thing; at most ${longest.commitment} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.commitment, { context: { max: longest.commitment } })
  words!: string;

  @Field(() => String, { description: `Who promises it; at most ${longest.owner} characters.` })
  @MaxLength(longest.owner, { context: { max: longest.owner } })
  owner!: string;

  @Field(() => IdScalar, {
    nullable: true,
    description: 'The organisation here that promises it: its staff says how it stands.',
  })
  @Allow()
  organisationId?: string | null;

  @Field(() => DayScalar, { description: 'By which day.' })
  @Allow()
  dueOn!: string;
}

@InputType({ description: 'How a commitment stands now.' })
export class CommitmentStepInput {
  @Field(() => CommitmentStateEnum, { description: 'Where it is.' })
  @Allow()
  state!: CommitmentState;

  @Field(() => String, { description: `What was done, or why not; at most ${longest.step} characters.` })
  @IsNotEmpty()
  @MaxLength(longest.step, { context: { max: longest.step } })
  words!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day it is hoped for where the promised one cannot be kept. The promised day stays.',
  })
  @Allow()
  expectedOn?: string | null;
}

@InputType({ description: 'Where, and for an event when, what a commitment begins takes place.' })
export class BeginningInput {
  @Field(() => IdScalar, { description: 'In which zone.' })
  @Allow()
  zoneId!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'When an event starts; an action needs none.' })
  @ValidateIf(given)
  @Allow()
  startsAt?: Date | null;
}
