import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { type AmendmentState, amendmentStates } from './proposals.words.ts';
import { type DifferencePart, textChanges } from './text-difference.ts';

const AmendmentStateEnum = enumOf('AmendmentState', 'What became of another text.', amendmentStates);
const TextChangeEnum = enumOf('TextChange', 'Whether words stayed, went or came.', textChanges);

@ApiType('TextDifference', 'consultations', 'A stretch of a text beside another one.')
export class TextDifferenceType {
  @Field(() => TextChangeEnum, { description: 'Whether it stayed, went or came.' })
  change!: DifferencePart['change'];

  @Field(() => String, { description: 'The words, with the blanks around them.' })
  words!: string;
}

@ApiType('ProposalAmendment', 'consultations', 'Another text for a proposal. Who wrote it is not told.')
export class ProposalAmendmentType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => AmendmentStateEnum, { description: 'What became of it.' })
  state!: AmendmentState;

  @Field(() => Int, { description: 'From which text of the proposal it was made.' })
  baseVersion!: number;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  createdAt!: Date;
}

@ApiType('ProposalAmendmentConnection', 'consultations', 'A page of amendments.')
export class ProposalAmendmentConnectionType {
  @Field(() => [ProposalAmendmentType], { description: 'The amendments of this page.' })
  nodes!: ProposalAmendmentType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}
