import { Field, Float, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import type { RejectReason, Standing } from '../consultations.words.ts';
import { RejectReasonEnum, StandingEnum } from '../statements/statement.type.ts';
import { proposalOrders, type ProposalState, proposalStates } from './proposals.words.ts';

export const ProposalStateEnum = enumOf('ProposalState', 'Where a proposal stands.', proposalStates);
export const ProposalOrderEnum = enumOf(
  'ProposalOrder',
  'In which order proposals are listed. FAIR: shuffled anew each day, alike for everybody.',
  proposalOrders,
);

@ApiType('Proposal', 'consultations', 'Something to do that somebody who takes part proposes, or the organisers.')
export class ProposalType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => ProposalStateEnum, { description: 'Where it stands.' })
  state!: ProposalState;

  @Field(() => RejectReasonEnum, { nullable: true, description: 'Why it is not let in.' })
  reason!: RejectReason | null;

  @Field(() => Int, { description: 'Counts its texts, from 1; an amendment names the one it was made from.' })
  version!: number;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When everybody could read it first.' })
  publishedAt!: Date | null;
}

@ApiType('ProposalConnection', 'consultations', 'A page of proposals.')
export class ProposalConnectionType {
  @Field(() => [ProposalType], { description: 'The proposals of this page.' })
  nodes!: ProposalType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('ProposalVersion', 'consultations', 'A text that a proposal has or had.')
export class ProposalVersionType {
  @Field(() => Int, { description: 'Which one, from 1.' })
  version!: number;

  @Field(() => String, { description: 'The text, in the language of the proposal.' })
  text!: string;

  @Field(() => InstantScalar, { description: 'Since when.' })
  createdAt!: Date;
}

@ApiType('ProposalEstimate', 'consultations', 'What staff think a proposal costs.')
export class ProposalEstimateType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Float, { description: 'At least, in cents.' })
  fromCents!: number;

  @Field(() => Float, { description: 'At most, in cents.' })
  toCents!: number;

  @Field(() => String, { description: 'In words; may be empty.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => InstantScalar, { description: 'When it was said.' })
  createdAt!: Date;
}

@ApiType('ProposalPart', 'consultations', 'The reader’s own part in a step with proposals.')
export class ProposalPartType {
  @Field(() => StandingEnum, { description: 'What the reader may do.' })
  standing!: Standing;

  @Field(() => [IdScalar], { description: 'Proposals that the reader supports; none while helped.' })
  supported!: string[];
}

@ApiType('OwnProposalPart', 'consultations', 'The reader’s own part in one proposal.')
export class OwnProposalPartType {
  @Field(() => Boolean, { nullable: true, description: 'Whether the reader supports it; null while helped.' })
  supports!: boolean | null;

  @Field(() => Boolean, { description: 'Whether the reader wrote it; never told while helped.' })
  wrote!: boolean;

  @Field(() => Boolean, { description: 'Whether the reader takes or leaves other texts for it.' })
  decidesAmendments!: boolean;
}
