import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import { AlwaysFresh, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { memberById, MemberType } from '../members/index.ts';
import type { HelpOffer } from './help-offer.entity.ts';
import { getOffer, listMyOffers, listOpenOffers, makeOffer, withdrawOffer } from './help-offer.service.ts';
import {
  HelpOfferConnectionType,
  HelpOfferType,
  OfferSuggestionType,
  RequestSuggestionType,
} from './help-offer.type.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { HelpRequestType } from './help-request.type.ts';
import { HelpOfferFilter, MakeHelpOfferInput } from './help.input.ts';
import { helpPolicy } from './help.policy.ts';
import type { OfferRow } from './open-offers.query.ts';
import { maxSuggestions, suggestOffers, suggestRequests } from './suggestion.service.ts';

type Offer = HelpOffer | OfferRow;

@Resolver(() => HelpOfferType)
export class HelpOfferResolver {
  @Query(() => HelpOfferConnectionType, { description: 'Open offers, newest first. Public.' })
  @Guarded(helpPolicy.list)
  helpOffers(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => HelpOfferFilter, { nullable: true, description: 'Which ones.' })
    filter: HelpOfferFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listOpenOffers(ctx, filter ?? null, first, after);
  }

  @Query(() => HelpOfferType, { description: 'One offer that the reader may see, or NOT_FOUND.' })
  @Guarded(helpPolicy.seeOffer)
  helpOffer(@Ctx() ctx: RequestContext, @Arg('id', () => IdScalar, { description: 'The offer.' }) id: string) {
    return getOffer(ctx, id);
  }

  @Query(() => HelpOfferConnectionType, { description: 'What the reader offers, newest first.' })
  @Guarded(helpPolicy.listMine)
  myHelpOffers(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyOffers(ctx, first, after);
  }

  @Query(() => [RequestSuggestionType], {
    description: 'Open requests that fit the reader best, each with its reasons.',
  })
  @Guarded(helpPolicy.listMine)
  @AlwaysFresh
  suggestedRequests(
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 5, description: `How many, 1 to ${maxSuggestions}.` }) first: number,
  ) {
    return suggestRequests(ctx, first);
  }

  @Mutation(() => HelpOfferType, { description: 'Offers help, for a day or every week.' })
  @Guarded(helpPolicy.offer)
  makeHelpOffer(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => MakeHelpOfferInput, { description: 'What, when, where.' }) input: MakeHelpOfferInput,
  ) {
    return makeOffer(ctx, input);
  }

  @Mutation(() => HelpOfferType, { description: 'Takes one’s own offer back; what was agreed because of it stays.' })
  @Guarded(helpPolicy.withdrawOffer)
  withdrawHelpOffer(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The offer.' }) id: string,
  ) {
    return withdrawOffer(ctx, id);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who offers; null for visitors.' })
  member(@Root() offer: Offer, @Ctx() ctx: RequestContext) {
    return ctx.actor.kind === 'visitor' ? null : memberById(ctx, offer.member.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the reader’s own.' })
  viewerIsGiver(@Root() offer: Offer, @Ctx() ctx: RequestContext): boolean {
    return ctx.actor.kind === 'member' && ctx.actor.id === offer.member.id;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could take it back.' })
  viewerCanWithdraw(@Root() offer: Offer, @Ctx() ctx: RequestContext): boolean {
    return offer.state === 'OPEN' && can(ctx.actor, helpPolicy.withdrawOffer, offer);
  }
}

@Resolver(() => HelpRequestType)
export class RequestSuggestionsResolver {
  @FieldResolver(() => [OfferSuggestionType], {
    description: 'Offers that fit best, each with its reasons; for the person who asks.',
  })
  suggestedOffers(
    @Root() request: HelpRequest,
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 5, description: `How many, 1 to ${maxSuggestions}.` }) first: number,
  ) {
    return suggestOffers(ctx, request, first);
  }
}
