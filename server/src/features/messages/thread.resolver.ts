import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { EvenSuspended, Guarded } from '../../platform/graphql/api-type.ts';
import { Key, maxPage } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { MemberType } from '../members/index.ts';
import type { Message, Thread } from './thread.entity.ts';
import { threadPolicy } from './thread.policy.ts';
import {
  getThread,
  isHiddenFrom,
  listMessages,
  markThreadRead,
  maxMessage,
  participantsOf,
  sendMessage,
  unreadIn,
  viewerCanWrite,
  watchThread,
} from './thread.service.ts';
import { MessageConnectionType, MessageType, ThreadType } from './thread.type.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@Resolver(() => ThreadType)
export class ThreadResolver {
  @Query(() => ThreadType, { description: 'One thread, for its participants, or NOT_FOUND.' })
  @Guarded(threadPolicy.read)
  thread(@Ctx() ctx: RequestContext, @Arg('id', () => IdScalar, { description: 'The thread.' }) id: string) {
    return getThread(ctx, id);
  }

  @Mutation(() => MessageType, { description: `Writes into a thread, at most ${maxMessage} characters.` })
  @Guarded(threadPolicy.write)
  sendMessage(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('threadId', () => IdScalar, { description: 'The thread.' }) threadId: string,
    @Arg('text', () => String, { description: 'What to say.' }) text: string,
  ) {
    return sendMessage(ctx, threadId, text);
  }

  @Mutation(() => ThreadType, { description: 'Remembers that the reader has seen all messages so far.' })
  @Guarded(threadPolicy.read)
  @EvenSuspended
  markThreadRead(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The thread.' }) id: string,
  ) {
    return markThreadRead(ctx, id);
  }

  @Subscription(() => MessageType, {
    description: 'Messages of a thread as they are sent.',
    subscribe: ({ args, context }) => watchThread(context as RequestContext, String(args['threadId'])),
  })
  @Guarded(threadPolicy.read)
  messageSent(
    @Root() message: Message,
    @Arg('threadId', () => IdScalar, { description: 'The thread.' }) _threadId: string,
  ) {
    return message;
  }

  @FieldResolver(() => [MemberType], { description: 'The sides.' })
  participants(@Root() thread: Thread) {
    return participantsOf(thread);
  }

  @FieldResolver(() => Int, { description: 'Messages of others that the reader has not seen.' })
  unread(@Root() thread: Thread, @Ctx() ctx: RequestContext) {
    return unreadIn(ctx, thread.id);
  }

  @FieldResolver(() => MessageConnectionType, { description: 'The latest messages, oldest first.' })
  messages(
    @Root() thread: Thread,
    @Ctx() ctx: RequestContext,
    @Arg('last', () => Int, { defaultValue: 30, description: `How many, 1 to ${maxPage}.` }) last: number,
    @Arg('before', () => String, { nullable: true, description: 'The endCursor of the newer page.' })
    before: string | null,
  ) {
    return listMessages(ctx, thread, last, before);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may still write.' })
  viewerCanWrite(@Root() thread: Thread, @Ctx() ctx: RequestContext) {
    return viewerCanWrite(ctx, thread);
  }
}

@Resolver(() => MessageType)
export class MessageResolver {
  @FieldResolver(() => String, { description: 'What was written, in `language`; empty where `hidden` is true.' })
  text(@Root() message: Message, @Ctx() ctx: RequestContext): string {
    return isHiddenFrom(ctx, message) ? '' : message.text;
  }

  @FieldResolver(() => Boolean, { description: 'Whether moderators hid it from the reader.' })
  hidden(@Root() message: Message, @Ctx() ctx: RequestContext): boolean {
    return isHiddenFrom(ctx, message);
  }

  @FieldResolver(() => MemberType, { description: 'Who wrote it.' })
  author(@Root() message: Message) {
    return loaded(message.author);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader wrote it.' })
  viewerIsAuthor(@Root() message: Message, @Ctx() ctx: RequestContext): boolean {
    return ctx.actor.kind === 'member' && message.author.id === ctx.actor.id;
  }
}
