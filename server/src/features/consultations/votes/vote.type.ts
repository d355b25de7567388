import { Field, Float, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { RuleMethodEnum } from '../consultation.type.ts';
import { type BudgetStanding, budgetStandings, type RuleMethod, type Standing } from '../consultations.words.ts';
import { StandingEnum } from '../statements/statement.type.ts';

const voteRoundActions = ['FIRST_PREFERENCES', 'SURPLUS', 'EXCLUSION', 'LAST_SEATS'] as const;
const VoteRoundActionEnum = enumOf('VoteRoundAction', 'What happens in a round of a count.', voteRoundActions);

@ApiType('BallotOption', 'consultations', 'Something to vote on.')
export class BallotOptionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => Float, { nullable: true, description: 'What it costs, in cents, where a budget is shared out.' })
  costCents!: number | null;
}

export const BudgetStandingEnum = enumOf(
  'BudgetStanding',
  'Whether a budget vote can have a proposal.',
  budgetStandings,
);

@ApiType('BudgetProposal', 'consultations', 'A proposal that may become an option of a budget vote.')
export class BudgetProposalType {
  @Field(() => Float, {
    nullable: true,
    description: 'The most that staff think it costs, in cents; null: nobody has said.',
  })
  costCents!: number | null;

  @Field(() => BudgetStandingEnum, { description: 'Whether the vote has it, or can.' })
  standing!: BudgetStanding;
}

@ApiType('BallotPaper', 'consultations', 'What the reader needs to vote. What was voted is never read back.')
export class BallotPaperType {
  @Field(() => StandingEnum, { description: 'How the reader stands to the vote.' })
  standing!: Standing;

  @Field(() => Boolean, { description: 'Whether the reader has voted.' })
  hasVoted!: boolean;
}

@ApiType('BallotReceipt', 'consultations', 'That a ballot is in the box.')
export class BallotReceiptType {
  @Field(() => String, {
    nullable: true,
    description:
      'By which the voter finds the ballot on the board after the end; told this once. None beside a helper.',
  })
  receipt!: string | null;
}

@ApiType('BoardBallot', 'consultations', 'A ballot on the board: nobody but its voter can tell whose it is.')
export class BoardBallotType {
  @Field(() => String, { description: 'The code that the voter was given.' })
  receipt!: string;

  @Field(() => [Int], {
    nullable: 'items',
    description: 'For each option in their order: its rank, its points, 1 where it is approved of, or null.',
  })
  choices!: (number | null)[];
}

@ApiType('BoardBallotConnection', 'consultations', 'A page of the board.')
export class BoardBallotConnectionType {
  @Field(() => [BoardBallotType], { description: 'The ballots of this page.' })
  nodes!: BoardBallotType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('VoteTie', 'consultations', 'Options that were equal.')
export class VoteTieType {
  @Field(() => [Int], { description: 'Places of the options, from 0.' })
  options!: number[];

  @Field(() => Int, { description: 'On which it fell.' })
  chosen!: number;

  @Field(() => Boolean, { description: 'Whether a lot decided; otherwise an earlier round did.' })
  byLot!: boolean;
}

@ApiType('VoteRound', 'consultations', 'A round of a count for several seats.')
export class VoteRoundType {
  @Field(() => VoteRoundActionEnum, { description: 'What happens.' })
  action!: (typeof voteRoundActions)[number];

  @Field(() => Int, { nullable: true, description: 'To which option; its place, from 0.' })
  option!: number | null;

  @Field(() => [Int], { description: 'Who is elected in it.' })
  elected!: number[];

  @Field(() => [Float], { description: 'Votes of each option after it, with at most five decimals.' })
  votes!: number[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Votes that pass to nobody after it, as no further option is named; null where an older count did not say.',
  })
  nonTransferable!: number | null;

  @Field(() => [VoteTieType], { description: 'Ties of the round.' })
  ties!: VoteTieType[];
}

@ApiType('VoteCount', 'consultations', 'How ballots were counted. Options are named by their place, from 0.')
export class VoteCountType {
  @Field(() => RuleMethodEnum, { description: 'By which rule.' })
  method!: RuleMethod;

  @Field(() => [Int], { description: 'Who is elected or selected, in that order.' })
  winners!: number[];

  @Field(() => [[Int]], { description: 'Best first; those in one list are tied.' })
  ranking!: number[][];

  @Field(() => [Int], { description: 'Approvals, points or votes of each option; where ranked, first places.' })
  points!: number[];

  @Field(() => Int, { nullable: true, description: 'Votes needed for a seat.' })
  quota!: number | null;

  @Field(() => [VoteRoundType], { description: 'Round by round, where there are rounds.' })
  rounds!: VoteRoundType[];

  @Field(() => Float, { nullable: true, description: 'What the selected cost together, in cents.' })
  costCents!: number | null;

  @Field(() => [Int], { description: 'What the most votes alone would have selected.' })
  greedy!: number[];

  @Field(() => [[Int]], { description: 'Options that were equal when one of them was selected.' })
  ties!: number[][];

  @Field(() => [[Int]], {
    description: 'Where pairs are compared: how many prefer the option of the row to that of the column; else none.',
  })
  pairs!: number[][];
}

@ApiType('VoteExport', 'consultations', 'All ballots of a vote as a file that anybody can count again.')
export class VoteExportType {
  @Field(() => String, { description: 'How the file is called.' })
  name!: string;

  @Field(() => String, { description: 'What is in it.' })
  content!: string;

  @Field(() => String, { description: 'The command that counts it.' })
  command!: string;
}

@ApiType('VoteResult', 'consultations', 'What came out of a vote.')
export class VoteResultType {
  @Field(() => InstantScalar, { description: 'When it was counted.' })
  countedAt!: Date;
}
