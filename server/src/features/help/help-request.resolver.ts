import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { CheckKindEnum, viewerMissing } from '../checks/index.ts';
import { attachmentsOf, AttachmentType } from '../attachments/index.ts';
import { memberById, MemberType } from '../members/index.ts';
import { HelpMatchType } from './help-match.type.ts';
import { type HelpRequest } from './help-request.entity.ts';
import { HelpRequestConnectionType, HelpRequestType } from './help-request.type.ts';
import { dayHasCome } from './help-time.ts';
import { AskForHelpInput, HelpRequestFilter } from './help.input.ts';
import { helpPolicy } from './help.policy.ts';
import { isAsking } from './on-behalf.ts';
import { isHiddenFrom } from './help.reportables.ts';
import {
  askForHelp,
  completeRequest,
  getRequest,
  listMyRequests,
  listOpenRequests,
  matchesFor,
  viewerCanOffer,
  viewerMatch,
  watchRequest,
  withdrawRequest,
} from './help.service.ts';
import { countOpenRequests, type RequestRow } from './open-requests.query.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

type Request = (HelpRequest | RequestRow) & { withheld?: boolean };

@Resolver(() => HelpRequestType)
export class HelpRequestResolver {
  @Query(() => HelpRequestConnectionType, { description: 'Open requests, newest first. Public.' })
  @Guarded(helpPolicy.list)
  helpRequests(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => HelpRequestFilter, { nullable: true, description: 'Which ones.' })
    filter: HelpRequestFilter | null,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listOpenRequests(ctx, filter ?? null, first, after);
  }

  @Query(() => HelpRequestType, { description: 'One request that the reader may see, or NOT_FOUND.' })
  @Guarded(helpPolicy.see)
  helpRequest(@Ctx() ctx: RequestContext, @Arg('id', () => IdScalar, { description: 'The request.' }) id: string) {
    return getRequest(ctx, id);
  }

  @Query(() => HelpRequestConnectionType, {
    description: 'What the reader asked for, also in somebody’s place, newest first.',
  })
  @Guarded(helpPolicy.listMine)
  myHelpRequests(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyRequests(ctx, first, after);
  }

  @Mutation(() => HelpRequestType, { description: 'Asks the neighbours for help.' })
  @Guarded(helpPolicy.ask)
  askForHelp(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('input', () => AskForHelpInput, { description: 'What, when, where.' }) input: AskForHelpInput,
  ) {
    return askForHelp(ctx, input);
  }

  @Mutation(() => HelpRequestType, { description: 'Takes one’s own request back.' })
  @Guarded(helpPolicy.withdraw)
  withdrawHelpRequest(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The request.' }) id: string,
  ) {
    return withdrawRequest(ctx, id);
  }

  @Mutation(() => HelpRequestType, {
    description:
      'Says that the help was given; by the requester, or by a helper for the own part once the day has come.',
  })
  @Guarded(helpPolicy.complete)
  completeHelpRequest(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The request.' }) id: string,
  ) {
    return completeRequest(ctx, id);
  }

  @Subscription(() => HelpRequestType, {
    description: 'A request each time somebody offers, is taken, steps back, finishes or says how it went.',
    subscribe: ({ args, context }) => watchRequest(context as RequestContext, String(args['requestId'])),
  })
  @Guarded(helpPolicy.see)
  helpChanged(
    @Root() request: HelpRequest,
    @Arg('requestId', () => IdScalar, { description: 'The request.' }) _requestId: string,
  ) {
    return request;
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who asks; null for visitors, and for who helps no more.',
  })
  requester(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return ctx.actor.kind === 'visitor' || request.withheld ? null : memberById(ctx, request.requester.id);
  }

  @FieldResolver(() => [HelpMatchType], {
    description: 'All matches for the requester, the own one for a helper, none for others.',
  })
  matches(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return matchesFor(ctx, request);
  }

  @FieldResolver(() => [AttachmentType], { description: 'Its photos and voice note, for those who may see it.' })
  attachments(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return request.withheld || isHiddenFrom(ctx, request) ? [] : attachmentsOf(ctx, request.id);
  }

  @FieldResolver(() => HelpMatchType, { nullable: true, description: 'The reader’s own latest match with it.' })
  viewerMatch(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return viewerMatch(ctx, request.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether moderators hid it from everybody but the requester.' })
  hidden(@Root() request: { hiddenAt?: Date | null }): boolean {
    return Boolean(request.hiddenAt);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader asked it, also in somebody’s place.' })
  viewerIsRequester(@Root() request: Request, @Ctx() ctx: RequestContext): boolean {
    return ctx.actor.kind === 'member' && [request.requester.id, request.askedBy?.id].includes(ctx.actor.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could offer help with it.' })
  viewerCanOffer(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return viewerCanOffer(ctx, request);
  }

  @FieldResolver(() => [CheckKindEnum], {
    description: 'Checks that the reader lacks to help here; staff record them. Empty for visitors.',
  })
  viewerMissingChecks(@Root() request: Request, @Ctx() ctx: RequestContext) {
    return viewerMissing(ctx, request.setting);
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'The member of staff who asked in the person’s place, on single requests for signed-in readers.',
  })
  askedBy(@Root() request: Request, @Ctx() ctx: RequestContext) {
    if (ctx.actor.kind === 'visitor' || request.withheld || !request.askedBy) return null;
    return memberById(ctx, request.askedBy.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could take it back.' })
  async viewerCanWithdraw(@Root() request: Request, @Ctx() ctx: RequestContext): Promise<boolean> {
    const isLive = request.state === 'OPEN' || request.state === 'MATCHED';
    return isLive && can(ctx.actor, helpPolicy.withdraw, request) && (await isAsking(ctx, request));
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say that it was done.' })
  async viewerCanComplete(@Root() request: Request, @Ctx() ctx: RequestContext): Promise<boolean> {
    if ((request.state !== 'OPEN' && request.state !== 'MATCHED') || request.placesTaken === 0) return false;
    const viewerHelps =
      dayHasCome(request, ctx.clock.now()) && (await viewerMatch(ctx, request.id))?.state === 'ACCEPTED';
    const mayAct = viewerHelps || (await isAsking(ctx, request));
    return (
      mayAct &&
      can(ctx.actor, helpPolicy.complete, {
        requester: request.requester,
        askedBy: request.askedBy,
        state: request.state,
        viewerHelps,
      })
    );
  }
}

@Resolver(() => HelpRequestConnectionType)
export class HelpRequestConnectionResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many there are in all; null where it is not counted.' })
  totalCount(@Root() root: { filter?: HelpRequestFilter | null }, @Ctx() ctx: RequestContext) {
    return root.filter === undefined ? null : countOpenRequests(ctx, root.filter);
  }
}
