import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { PartToken } from '../participation/part-token.ts';
import { addComment, listComments, ownCommentIds, removeComment } from './comments.service.ts';
import type { ProposalComment } from './proposal-comment.entity.ts';
import { CommentSideEnum, ProposalCommentConnectionType, ProposalCommentType } from './proposal-comment.type.ts';
import type { CommentSide } from './proposals.words.ts';

@Resolver(() => ProposalCommentType)
export class ProposalCommentResolver {
  @Query(() => ProposalCommentConnectionType, { description: 'Reasons for or against a proposal, the newest first.' })
  @Guarded(consultationPolicy.see)
  proposalComments(
    @Ctx() ctx: RequestContext,
    @ProposalId() proposalId: string,
    @Side() side: CommentSide,
    @First() first: number,
    @After() after: string | null,
    @PartToken() token: string | null,
  ) {
    return listComments(ctx, proposalId, side, { first, after, token });
  }

  @Query(() => [IdScalar], { description: 'Comments on a proposal that the reader wrote; none while helped.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  ownProposalComments(@Ctx() ctx: RequestContext, @ProposalId() proposalId: string, @PartToken() token: string | null) {
    return ownCommentIds(ctx, proposalId, token);
  }

  @Mutation(() => ProposalCommentType, { description: 'Says something for or against a proposal.' })
  @Guarded(consultationPolicy.takePart)
  addProposalComment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ProposalId() proposalId: string,
    @Side() side: CommentSide,
    @Arg('text', () => String, { description: 'At most 500 characters.' }) text: string,
    @PartToken() token: string | null,
  ) {
    return addComment(ctx, proposalId, { side, text }, token);
  }

  @Mutation(() => Boolean, { description: 'Takes an own comment away.' })
  @Guarded(consultationPolicy.takePart)
  removeProposalComment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The comment.' }) id: string,
    @PartToken() token: string | null,
  ) {
    return removeComment(ctx, id, token);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What it says.' })
  text(@Root() comment: ProposalComment, @Ctx() ctx: RequestContext) {
    return translated(ctx, comment, 'text', comment.text);
  }
}

function ProposalId(): ParameterDecorator {
  return Arg('proposalId', () => IdScalar, { description: 'The proposal.' }) as ParameterDecorator;
}

function Side(): ParameterDecorator {
  return Arg('side', () => CommentSideEnum, { description: 'For or against.' }) as ParameterDecorator;
}
