import { Field, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { DayScalar, IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { TranslatedTextType } from '../translations/index.ts';
import {
  type BeginningKind,
  beginningKinds,
  commitmentStandings,
  type CommitmentState,
  commitmentStates,
  decisionNeeds,
  type DecisionOutcome,
  decisionOutcomes,
  type DecisionState,
  decisionStates,
  type GroundKind,
  groundKinds,
  type GroundStance,
  groundStances,
} from './decisions.words.ts';

const DecisionStateEnum = enumOf('DecisionState', 'Whether everybody may read a decision.', decisionStates);
export const DecisionOutcomeEnum = enumOf(
  'DecisionOutcome',
  'Whether it is what people had said; UNANSWERED where nobody said anything, or so few that no figure is told.',
  decisionOutcomes,
);
export const DecisionNeedEnum = enumOf('DecisionNeed', 'What a draft still lacks.', decisionNeeds);
export const GroundKindEnum = enumOf('GroundKind', 'What people said.', groundKinds);
export const GroundStanceEnum = enumOf('GroundStance', 'Whether a decision follows it.', groundStances);
export const CommitmentStateEnum = enumOf('CommitmentState', 'Where a commitment is.', commitmentStates);
export const CommitmentStandingEnum = enumOf(
  'CommitmentStanding',
  'How a commitment stands: late once its day is over and it is neither done nor dropped.',
  commitmentStandings,
);
export const BeginningKindEnum = enumOf('BeginningKind', 'What a commitment begins.', beginningKinds);

@ApiType('Decision', 'decisions', 'What was decided after a consultation, by whom, why, and what is promised.')
export class DecisionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => DecisionStateEnum, { description: 'Whether everybody may read it.' })
  state!: DecisionState;

  @Field(() => Int, { description: 'Counts the changes of a draft; a change names the version it was made from.' })
  version!: number;

  @Field(() => DecisionOutcomeEnum, { description: 'Whether it is what people had said.' })
  outcome!: DecisionOutcome;

  @Field(() => DayScalar, { nullable: true, description: 'On which day; of a draft perhaps none yet.' })
  decidedOn!: string | null;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => InstantScalar, { nullable: true, description: 'When everybody could read it first.' })
  publishedAt!: Date | null;
}

@ApiType('DecisionSource', 'decisions', 'The words of a decision as they were written.')
export class DecisionSourceType {
  @Field(() => String, { description: 'What was decided.' })
  words!: string;

  @Field(() => String, { description: 'Why.' })
  reasons!: string;

  @Field(() => String, { description: 'Who decided.' })
  body!: string;
}

@ApiType('DecisionConnection', 'decisions', 'A page of decisions.')
export class DecisionConnectionType {
  @Field(() => [DecisionType], { description: 'The decisions of this page.' })
  nodes!: DecisionType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('DecisionGround', 'decisions', 'Something people said, and whether a decision follows it.')
export class DecisionGroundType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => GroundStanceEnum, { description: 'Whether the decision follows it.' })
  stance!: GroundStance;
}

@ApiType('GroundSubject', 'decisions', 'Something people said that a decision can take a stand on.')
export class GroundSubjectType {
  @Field(() => GroundKindEnum, { description: 'What it is.' })
  kind!: GroundKind;

  @Field(() => IdScalar, { description: 'The statement, or the option of a vote.' })
  id!: string;

  @Field(() => String, { description: 'Its words as they were written.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;
}

@ApiType('Commitment', 'decisions', 'One thing promised by a day.')
export class CommitmentType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => DayScalar, { description: 'By which day it was promised; never changes.' })
  dueOn!: string;

  @Field(() => DayScalar, { nullable: true, description: 'The day it is hoped for since.' })
  expectedOn!: string | null;

  @Field(() => CommitmentStateEnum, { description: 'Where it is.' })
  state!: CommitmentState;
}

@ApiType('CommitmentStep', 'decisions', 'What was said about a commitment on its way.')
export class CommitmentStepType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => CommitmentStateEnum, { description: 'Where it was from then on.' })
  state!: CommitmentState;

  @Field(() => DayScalar, { nullable: true, description: 'The day it was hoped for from then on.' })
  expectedOn!: string | null;

  @Field(() => InstantScalar, { description: 'When it was said.' })
  at!: Date;
}

@ApiType('CommitmentBeginning', 'decisions', 'A solidarity action or an event that a commitment began.')
export class CommitmentBeginningType {
  @Field(() => BeginningKindEnum, { description: 'Which.' })
  kind!: BeginningKind;

  @Field(() => IdScalar, { description: 'The action, or the first date of the event.' })
  id!: string;

  @Field(() => TranslatedTextType, { description: 'What it is called.' })
  title!: TranslatedTextType;

  @Field(() => Boolean, { description: 'Whether everybody can see and join it by now.' })
  isPublic!: boolean;
}
