import { can, isMember } from '../../platform/authorization/rule.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { watch } from '../../platform/graphql/watch.ts';
import type { Member } from '../members/index.ts';
import { Message, Thread, ThreadParticipant } from './thread.entity.ts';
import { threadPolicy } from './thread.policy.ts';

/** Longest message, in characters. */
export const maxMessage = 4000;

/** One thread, with its participants; NOT_FOUND for everybody else. */
export async function getThread(ctx: RequestContext, id: string): Promise<Thread> {
  signedIn(ctx);
  const thread = await ctx.em.findOne(Thread, id, { populate: ['participants'] });
  authorizeFound(ctx, threadPolicy.read, thread && talkOf(thread));
  return thread as Thread;
}

/** The latest messages, or those before a cursor; oldest first. */
export async function listMessages(
  ctx: RequestContext,
  thread: Thread,
  last: number,
  before: string | null,
): Promise<Connection<Message>> {
  authorize(ctx, threadPolicy.read, talkOf(thread));
  const asked = page(last, before, 'last');
  const where = { thread: thread.id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  const rows = await ctx.em.find(Message, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 });
  const found = connection(rows, asked);
  return { ...found, nodes: found.nodes.toReversed() };
}

export async function sendMessage(ctx: RequestContext, threadId: string, text: string): Promise<Message> {
  const { id: authorId } = signedIn(ctx);
  const thread = await getThread(ctx, threadId);
  authorize(ctx, threadPolicy.write, await talkNow(ctx, thread));
  const words = text.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'text');
  if (words.length > maxMessage) throw new AppError('TOO_LONG', { max: maxMessage }, 'text');
  const now = ctx.clock.now();
  const message = ctx.em.create(Message, { thread, author: authorId, text: words, language: ctx.locale, sentAt: now });
  await ctx.live.publish(ctx.em, `thread:${thread.id}`, message.id);
  return message;
}

/** Remembers that the reader has seen everything until now. */
export async function markThreadRead(ctx: RequestContext, id: string): Promise<Thread> {
  const { id: readerId } = signedIn(ctx);
  const thread = await getThread(ctx, id);
  const own = thread.participants.getItems().find((participant) => participant.member.id === readerId);
  if (own) own.readAt = ctx.clock.now();
  return thread;
}

/** Opens a thread between the sides of a match; called by the feature that knows the match. */
export function openThread(ctx: RequestContext, matchId: string, members: readonly string[]): Thread {
  const now = ctx.clock.now();
  const thread = ctx.em.create(Thread, { matchId, createdAt: now });
  for (const member of members) ctx.em.create(ThreadParticipant, { thread, member, readAt: now });
  return thread;
}

/** Closes the threads of matches that ended without help. */
export async function closeThreads(
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  matchIds: readonly string[],
): Promise<void> {
  if (matchIds.length === 0) return;
  await ctx.em.nativeUpdate(Thread, { matchId: { $in: [...matchIds] }, closedAt: null }, { closedAt: ctx.clock.now() });
}

/** Takes somebody out of the threads of matches: they neither read nor write there any more. */
export async function leaveThreads(ctx: RequestContext, matchIds: readonly string[], memberId: string): Promise<void> {
  const where = { thread: { matchId: { $in: [...matchIds] } }, member: memberId };
  await ctx.em.nativeDelete(ThreadParticipant, where);
}

/** Threads of the given matches that the actor takes part in, by match. */
export async function threadsOfMatches(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, Thread>> {
  const { id } = signedIn(ctx);
  const where = { matchId: { $in: [...matchIds] }, participants: { member: id } };
  const threads = await ctx.em.find(Thread, where, {
    populate: ['participants'],
    populateWhere: 'all',
    strategy: 'joined',
  });
  return new Map(threads.map((thread) => [thread.matchId ?? '', thread]));
}

/** How many messages of others the reader has not seen, per thread in one statement. */
export async function unreadIn(ctx: RequestContext, threadId: string): Promise<number> {
  return (await batched(ctx, countUnread, threadId)) ?? 0;
}

async function countUnread(ctx: RequestContext, threadIds: readonly string[]): Promise<Map<string, number>> {
  const { id } = signedIn(ctx);
  const rows = await ctx.em.execute<{ thread_id: string; unread: number }[]>(
    `select m.thread_id, count(*)::int as unread from message m
       join thread_participant tp on tp.thread_id = m.thread_id and tp.member_id = ?
      where m.thread_id = any(string_to_array(?, ',')::uuid[]) and m.author_id <> ? and m.sent_at > tp.read_at group by m.thread_id`,
    [id, threadIds.join(','), id],
  );
  return new Map(rows.map((row) => [row.thread_id, row.unread]));
}

/** How many threads hold something the member has not read. */
export async function unreadThreads(ctx: RequestContext): Promise<number> {
  const { id } = signedIn(ctx);
  const [row] = await ctx.em.execute<{ count: number }[]>(
    `select count(*)::int as count from thread_participant tp
      where tp.member_id = ? and exists (
        select 1 from message m where m.thread_id = tp.thread_id and m.author_id <> tp.member_id and m.sent_at > tp.read_at)`,
    [id],
  );
  return row?.count ?? 0;
}

/** Messages as they are sent, for participants, as long as they are. */
export async function watchThread(ctx: RequestContext, threadId: string): Promise<AsyncGenerator<Message, void>> {
  const payloads = ctx.live.subscribe(`thread:${threadId}`, ctx.signal);
  await getThread(ctx, threadId);
  return watch(ctx, payloads, async (messageId) => {
    await getThread(ctx, threadId);
    return ctx.em.findOneOrFail(Message, messageId);
  });
}

/** What a member wrote, for the download of all one's data. */
export async function messagesWrittenBy(ctx: RequestContext, memberId: string) {
  const rows = await ctx.em.find(Message, { author: memberId }, { orderBy: { id: 'asc' } });
  return rows.map(({ text, language, sentAt, thread }) => ({ threadId: thread.id, text, language, sentAt }));
}

/** Whether the reader may still write in a thread. */
export async function viewerCanWrite(ctx: RequestContext, thread: Thread): Promise<boolean> {
  await thread.participants.loadItems();
  return can(ctx.actor, threadPolicy.write, await talkNow(ctx, thread));
}

/** The sides of a thread. */
export async function participantsOf(thread: Thread): Promise<Member[]> {
  const participants = await thread.participants.loadItems();
  return Promise.all(participants.map((participant) => participant.member.loadOrFail()));
}

/** Whether moderators hid a message; its author still reads it. */
export const isHiddenFrom = (ctx: RequestContext, message: Message): boolean =>
  Boolean(message.hiddenAt) && !(isMember(ctx.actor) && ctx.actor.id === message.author.id);

/** A talk in which one side blocked another is closed for both, as long as that lasts; neither is told why. */
async function talkNow(ctx: RequestContext, thread: Thread) {
  const talk = talkOf(thread);
  const blocked = await ctx.blockedWith();
  return { ...talk, closed: talk.closed || talk.participantIds.some((id) => blocked.has(id)) };
}

function talkOf(thread: Thread) {
  return {
    participantIds: thread.participants.getItems().map((participant) => participant.member.id),
    closed: Boolean(thread.closedAt),
  };
}
