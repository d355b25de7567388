import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { PartToken } from '../participation/part-token.ts';
import { changesOf, decideAmendment, listAmendments, makeAmendment } from './amendments.service.ts';
import type { ProposalAmendment } from './proposal-amendment.entity.ts';
import { AmendmentInput } from './proposal-amendment.input.ts';
import {
  ProposalAmendmentConnectionType,
  ProposalAmendmentType,
  TextDifferenceType,
} from './proposal-amendment.type.ts';

@Resolver(() => ProposalAmendmentType)
export class ProposalAmendmentResolver {
  @Query(() => ProposalAmendmentConnectionType, { description: 'Other texts for a proposal, the newest first.' })
  @Guarded(consultationPolicy.see)
  proposalAmendments(
    @Ctx() ctx: RequestContext,
    @ProposalId() proposalId: string,
    @First() first: number,
    @After() after: string | null,
    @PartToken() token: string | null,
  ) {
    return listAmendments(ctx, proposalId, { first, after, token });
  }

  @Mutation(() => ProposalAmendmentType, {
    description: 'Offers another text for a proposal. CHANGED_MEANWHILE where the text is a newer one.',
  })
  @Guarded(consultationPolicy.takePart)
  amendProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ProposalId() proposalId: string,
    @Arg('input', () => AmendmentInput, { description: 'The text and why.' }) input: AmendmentInput,
    @PartToken() token: string | null,
  ) {
    return makeAmendment(ctx, proposalId, input, token);
  }

  @Mutation(() => ProposalAmendmentType, {
    description: 'Takes another text or leaves it. The author, or the organisers where no author is left.',
  })
  @Guarded(consultationPolicy.takePart)
  decideAmendment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The amendment.' }) id: string,
    @Arg('accepted', () => Boolean, { description: 'Whether it becomes the text.' }) accepted: boolean,
    @Arg('answer', () => String, { defaultValue: '', description: 'A word with it, at most 500 characters.' })
    answer: string,
    @PartToken() token: string | null,
  ) {
    return decideAmendment(ctx, id, { accepted, answer }, token);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'The text.' })
  async text(@Root() { id, text, proposal }: ProposalAmendment, @Ctx() ctx: RequestContext) {
    const { language } = await loaded(proposal);
    return translated(ctx, { id, language }, 'text', text);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'Why.' })
  why(@Root() amendment: ProposalAmendment, @Ctx() ctx: RequestContext) {
    return translated(ctx, amendment, 'why', amendment.why);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What was said when it was decided; may be empty.' })
  answer(@Root() { id, answer, answerLanguage: language }: ProposalAmendment, @Ctx() ctx: RequestContext) {
    return translated(ctx, { id, language }, 'answer', answer);
  }

  @FieldResolver(() => [TextDifferenceType], { description: 'What it changes, word by word.' })
  difference(@Root() amendment: ProposalAmendment, @Ctx() ctx: RequestContext) {
    return changesOf(ctx, amendment);
  }
}

function ProposalId(): ParameterDecorator {
  return Arg('proposalId', () => IdScalar, { description: 'The proposal.' }) as ParameterDecorator;
}
