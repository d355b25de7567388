import { Arg, Ctx, Extensions, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import {
  createApiToken,
  issueAccessCard,
  listAccessCards,
  listApiTokens,
  revokeAccessCard,
  revokeApiToken,
} from './credentials.service.ts';
import { memberPolicy } from './member.policy.ts';
import { getMember } from './member.service.ts';
import { AccessCardType, ApiTokenType, IssuedAccessCardType, IssuedApiTokenType, MemberType } from './member.type.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

/** Secrets are answered once and not kept with the key. */
const Secret = () => Extensions({ secret: true });

@Resolver(() => AccessCardType)
export class AccessCardResolver {
  @Query(() => [AccessCardType], { description: 'Cards of a person, newest first. Access-point staff.' })
  @Guarded(memberPolicy.issueCard)
  accessCards(
    @Ctx() ctx: RequestContext,
    @Arg('memberId', () => IdScalar, { description: 'The person.' }) memberId: string,
  ) {
    return listAccessCards(ctx, memberId);
  }

  @Mutation(() => IssuedAccessCardType, {
    description: 'Makes a card for a person whom staff registered. Access-point staff.',
  })
  @Guarded(memberPolicy.issueCard)
  @Secret()
  issueAccessCard(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('memberId', () => IdScalar, { description: 'The person.' }) memberId: string,
  ) {
    return issueAccessCard(ctx, memberId);
  }

  @Mutation(() => AccessCardType, { description: 'Ends a card and the sessions made with it. Access-point staff.' })
  @Guarded(memberPolicy.issueCard)
  revokeAccessCard(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The card.' }) id: string,
  ) {
    return revokeAccessCard(ctx, id);
  }

  @FieldResolver(() => MemberType, { description: 'Whose card it is.' })
  member(@Root() card: { memberId: string }, @Ctx() ctx: RequestContext) {
    return getMember(ctx, card.memberId);
  }
}

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  @Query(() => [ApiTokenType], { description: 'The reader’s own tokens.' })
  @Guarded(memberPolicy.manageTokens)
  apiTokens(@Ctx() ctx: RequestContext) {
    return listApiTokens(ctx);
  }

  @Mutation(() => IssuedApiTokenType, { description: 'Makes a token with which a program acts for the reader.' })
  @Guarded(memberPolicy.manageTokens)
  @Secret()
  createApiToken(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('name', () => String, { description: 'What to call it, at most 80 characters.' }) name: string,
    @Arg('scopes', () => [String], { description: 'What it may do, such as "help:read".' }) scopes: string[],
    @Arg('expiresInDays', () => Int, { nullable: true, description: '1 to 3650; none: it does not end by itself.' })
    days: number | null,
  ) {
    return createApiToken(ctx, name, scopes, days ?? null);
  }

  @Mutation(() => Boolean, { description: 'Ends one of the reader’s own tokens.' })
  @Guarded(memberPolicy.manageTokens)
  revokeApiToken(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => ID, { description: 'The token.' }) id: string,
  ) {
    return revokeApiToken(ctx, id);
  }
}
