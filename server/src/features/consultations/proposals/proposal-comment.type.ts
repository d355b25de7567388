import { Field } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { type CommentSide, commentSides } from './proposals.words.ts';

export const CommentSideEnum = enumOf('CommentSide', 'What a comment speaks for.', commentSides);

@ApiType('ProposalComment', 'consultations', 'A short reason for or against a proposal. Who wrote it is not told.')
export class ProposalCommentType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => CommentSideEnum, { description: 'For or against.' })
  side!: CommentSide;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  createdAt!: Date;
}

@ApiType('ProposalCommentConnection', 'consultations', 'A page of comments.')
export class ProposalCommentConnectionType {
  @Field(() => [ProposalCommentType], { description: 'The comments of this page.' })
  nodes!: ProposalCommentType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}
