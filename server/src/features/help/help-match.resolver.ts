import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can, type Rule } from '../../platform/authorization/rule.ts';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { MemberType, ViewerType } from '../members/index.ts';
import { type Thread, ThreadType } from '../messages/index.ts';
import { type Feedback, type HelpMatch } from './help-match.entity.ts';
import {
  acceptHelp,
  cancelHelp,
  countWaiting,
  declineHelp,
  feedbackFor,
  getMatch,
  giveFeedback,
  inviteHelper,
  listMyMatches,
  offerHelp,
  subject,
  threadOf,
} from './help-match.service.ts';
import { FaceEnum, FeedbackType, HelpMatchConnectionType, HelpMatchType } from './help-match.type.ts';
import { HelpRequestType } from './help-request.type.ts';
import { dayHasCome } from './help-time.ts';
import { helpPolicy } from './help.policy.ts';
import { requestOf } from './help.reportables.ts';
import type { Face, HelpMatchState } from './help.words.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@Resolver(() => HelpMatchType)
export class HelpMatchResolver {
  @Query(() => HelpMatchConnectionType, { description: 'Where the reader offered help, newest first.' })
  @Guarded(helpPolicy.listMine)
  myHelpMatches(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyMatches(ctx, first, after);
  }

  @Mutation(() => HelpMatchType, { description: 'Offers help with an open request; opens a thread between the two.' })
  @Guarded(helpPolicy.offer)
  offerHelp(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('requestId', () => IdScalar, { description: 'The request.' }) requestId: string,
    @Arg('note', () => String, { nullable: true, description: 'Words to the requester, at most 1,000 characters.' })
    note: string | null,
  ) {
    return offerHelp(ctx, requestId, note);
  }

  @Mutation(() => HelpMatchType, {
    description: 'Asks somebody who offered to help with one’s own request; opens a thread between the two.',
  })
  @Guarded(helpPolicy.invite)
  inviteHelper(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('requestId', () => IdScalar, { description: 'One’s own request.' }) requestId: string,
    @Arg('offerId', () => IdScalar, { description: 'The offer of the person to ask.' }) offerId: string,
    @Arg('note', () => String, { nullable: true, description: 'Words to the helper, at most 1,000 characters.' })
    note: string | null,
  ) {
    return inviteHelper(ctx, requestId, offerId, note ?? null);
  }

  @Mutation(() => HelpMatchType, {
    description:
      'Takes a helper, or says yes to an invitation. PLACES_TAKEN when the last place is gone, CHECK_REQUIRED without a check it needs.',
  })
  @Guarded(helpPolicy.accept)
  acceptHelp(@Ctx() ctx: RequestContext, @Key() _key: string, @MatchId() matchId: string) {
    return acceptHelp(ctx, matchId);
  }

  @Mutation(() => HelpMatchType, { description: 'Says no to an offer, kindly and without a reason.' })
  @Guarded(helpPolicy.decline)
  declineHelp(@Ctx() ctx: RequestContext, @Key() _key: string, @MatchId() matchId: string) {
    return declineHelp(ctx, matchId);
  }

  @Mutation(() => HelpMatchType, { description: 'Steps back; the place is free again.' })
  @Guarded(helpPolicy.cancel)
  cancelHelp(@Ctx() ctx: RequestContext, @Key() _key: string, @MatchId() matchId: string) {
    return cancelHelp(ctx, matchId);
  }

  @Mutation(() => HelpMatchType, { description: 'Says how it went, once per side, after the help was given.' })
  @Guarded(helpPolicy.giveFeedback)
  giveFeedback(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @MatchId() matchId: string,
    @Arg('face', () => FaceEnum, { description: 'Good, fair or bad.' }) face: Face,
    @Arg('words', () => String, { nullable: true, description: 'Words, at most 1,000 characters.' })
    words: string | null,
    @Arg('forStaff', () => Boolean, {
      defaultValue: false,
      description: 'A complaint: only staff read the words, which are then required.',
    })
    forStaff: boolean,
    @Arg('minutes', () => Int, {
      nullable: true,
      description: 'From the helper: how long it took, in minutes, 1 to 720.',
    })
    minutes: number | null,
  ) {
    return giveFeedback(ctx, matchId, { face, words: words ?? null, forStaff, minutes: minutes ?? null });
  }

  @FieldResolver(() => HelpRequestType, {
    description: 'The request; only what, when and where for a helper who may see it no more.',
  })
  async request(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return requestOf(ctx, match, await loaded(match.request));
  }

  @FieldResolver(() => MemberType, { description: 'Who helps.' })
  helper(@Root() match: HelpMatch) {
    return loaded(match.helper);
  }

  @FieldResolver(() => ThreadType, { nullable: true, description: 'Where the two talk.' })
  thread(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return threadOf(ctx, match);
  }

  @FieldResolver(() => [FeedbackType], { description: 'The own one, and the other’s once both have spoken.' })
  feedback(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return feedbackFor(ctx, match);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader could take this helper, or say yes to the invitation.',
  })
  viewerCanAccept(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return may(ctx, match, helpPolicy.accept, ['PROPOSED']);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say no.' })
  viewerCanDecline(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return may(ctx, match, helpPolicy.decline, ['PROPOSED']);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could step back.' })
  viewerCanCancel(@Root() match: HelpMatch, @Ctx() ctx: RequestContext) {
    return may(ctx, match, helpPolicy.cancel, ['PROPOSED', 'ACCEPTED']);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader is the helper.' })
  viewerIsHelper(@Root() match: HelpMatch, @Ctx() ctx: RequestContext): boolean {
    return ctx.actor.kind === 'member' && ctx.actor.id === match.helper.id;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could say that this help was given.' })
  async viewerCanComplete(@Root() match: HelpMatch, @Ctx() ctx: RequestContext): Promise<boolean> {
    if (!(await may(ctx, match, helpPolicy.seeMatch, ['ACCEPTED']))) return false;
    const isHelper = ctx.actor.kind === 'member' && ctx.actor.id === match.helper.id;
    return !isHelper || dayHasCome(await match.request.loadOrFail(), ctx.clock.now());
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could still say how it went.' })
  async viewerCanGiveFeedback(@Root() match: HelpMatch, @Ctx() ctx: RequestContext): Promise<boolean> {
    if (!(await may(ctx, match, helpPolicy.giveFeedback, ['DONE']))) return false;
    const said = await feedbackFor(ctx, match);
    return !said.some((feedback) => ctx.actor.kind === 'member' && feedback.author.id === ctx.actor.id);
  }
}

@Resolver(() => FeedbackType)
export class FeedbackResolver {
  @FieldResolver(() => MemberType, { description: 'Who says it.' })
  author(@Root() feedback: Feedback) {
    return loaded(feedback.author);
  }
}

@Resolver(() => ThreadType)
export class ThreadMatchResolver {
  @FieldResolver(() => HelpMatchType, { nullable: true, description: 'The match the sides talk about.' })
  match(@Root() thread: Thread, @Ctx() ctx: RequestContext) {
    return thread.matchId ? getMatch(ctx, thread.matchId) : null;
  }
}

@Resolver(() => ViewerType)
export class ViewerWaitingResolver {
  @FieldResolver(() => Int, { description: 'Offers to answer, and threads with something new; 0 for visitors.' })
  waitingForMe(@Ctx() ctx: RequestContext) {
    return countWaiting(ctx);
  }
}

function MatchId(): ParameterDecorator {
  return Arg('matchId', () => IdScalar, { description: 'The match.' }) as ParameterDecorator;
}

async function may(
  ctx: RequestContext,
  match: HelpMatch,
  entry: Rule<ReturnType<typeof subject>>,
  states: HelpMatchState[],
): Promise<boolean> {
  return states.includes(match.state) && can(ctx.actor, entry, subject(match, await match.request.loadOrFail()));
}
