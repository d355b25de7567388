import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, EvenSuspended, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { IdScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import { MemberType, ViewerType } from '../members/index.ts';
import { callText, listCalls, markCalled, phoneOf } from './calls.service.ts';
import { chooseNoticeChannels, listNoticeChannels } from './notice-choice.service.ts';
import { getLink, useLink } from './link.service.ts';
import type { Notification } from './notification.entity.ts';
import { notificationPolicy } from './notification.policy.ts';
import type { ReachKind } from './notification.words.ts';
import { countUnread, listNotifications, markRead } from './notification.service.ts';
import {
  CallConnectionType,
  CallType,
  LinkActionType,
  NoticeChannelType,
  NotificationConnectionType,
  NotificationType,
  ReachKindEnum,
} from './notification.type.ts';
import { noticeText } from './texts.ts';

@Resolver(() => NotificationType)
export class NotificationResolver {
  @Query(() => NotificationConnectionType, { description: 'What reached the reader, newest first.' })
  @Guarded(notificationPolicy.list)
  notifications(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listNotifications(ctx, first, after);
  }

  @Mutation(() => Int, { description: 'Remembers that the reader has seen the notices; returns how many were new.' })
  @Guarded(notificationPolicy.mark)
  @EvenSuspended
  markNotificationsRead(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('upToId', () => IdScalar, { nullable: true, description: 'The newest one seen; none: all.' })
    upToId: string | null,
  ) {
    return markRead(ctx, upToId ?? null);
  }

  @FieldResolver(() => String, { description: 'The heading, in the language of the request.' })
  title(@Root() notice: Notification, @Ctx() ctx: RequestContext) {
    return noticeText(ctx.locale, notice).title;
  }

  @FieldResolver(() => String, { description: 'What happened, in the language of the request.' })
  text(@Root() notice: Notification, @Ctx() ctx: RequestContext) {
    return noticeText(ctx.locale, notice).text;
  }
}

@Resolver(() => NoticeChannelType)
export class NoticeChannelResolver {
  @Query(() => [NoticeChannelType], { description: 'The ways in which the reader can be told, best first.' })
  @Guarded(notificationPolicy.listChannels)
  noticeChannels(@Ctx() ctx: RequestContext) {
    return listNoticeChannels(ctx);
  }

  @Mutation(() => [NoticeChannelType], { description: 'Chooses by which ways one is told; REQUIRED if none is left.' })
  @Guarded(notificationPolicy.chooseChannels)
  @EvenSuspended
  chooseNoticeChannels(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('channels', () => [ReachKindEnum], {
      description: 'Those one wants; what the person does not have is left out.',
    })
    channels: ReachKind[],
  ) {
    return chooseNoticeChannels(ctx, channels);
  }
}

@Resolver(() => LinkActionType)
export class LinkActionResolver {
  @Query(() => LinkActionType, { description: 'What a link from a message does. LINK_USED, LINK_EXPIRED. Public.' })
  @Guarded(notificationPolicy.seeLink)
  @AlwaysFresh
  linkAction(@Ctx() ctx: RequestContext, @Token() token: string) {
    return getLink(ctx, token);
  }

  @Mutation(() => LinkActionType, { description: 'Does what a link from a message says, without signing in.' })
  @Guarded(notificationPolicy.useLink)
  @EvenSuspended
  useLink(@Ctx() ctx: RequestContext, @Key() _key: string, @Token() token: string) {
    return useLink(ctx, token);
  }
}

@Resolver(() => CallType)
export class CallResolver {
  @Query(() => CallConnectionType, { description: 'Whom neither mail nor SMS reached. Staff at a desk.' })
  @Guarded(notificationPolicy.call)
  calls(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listCalls(ctx, first, after);
  }

  @Mutation(() => CallType, { description: 'Says that the person was told. Staff at a desk.' })
  @Guarded(notificationPolicy.call)
  markCalled(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The call.' }) id: string,
  ) {
    return markCalled(ctx, id);
  }

  @FieldResolver(() => MemberType, { description: 'Whom to tell.' })
  member(@Root() call: Notification) {
    return loaded(call.member);
  }

  @FieldResolver(() => LocaleScalar, { description: 'The language the person reads in.' })
  async locale(@Root() call: Notification) {
    return (await loaded(call.member)).locale;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The number to call; null where there is none.' })
  phone(@Root() call: Notification, @Ctx() ctx: RequestContext) {
    return phoneOf(ctx, call);
  }

  @FieldResolver(() => String, { description: 'What to say, in the language of the request.' })
  text(@Root() call: Notification, @Ctx() ctx: RequestContext) {
    return callText(ctx, call);
  }
}

@Resolver(() => ViewerType)
export class ViewerNoticesResolver {
  @FieldResolver(() => Int, { description: 'Notices the reader has not seen, at most 99; 0 for visitors.' })
  unreadNotices(@Ctx() ctx: RequestContext) {
    return countUnread(ctx);
  }
}

function Token(): ParameterDecorator {
  return Arg('token', () => String, { description: 'What follows /go/ in the address.' }) as ParameterDecorator;
}
