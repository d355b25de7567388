import { AppError } from '../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { reachableBy } from './delivery-plan.ts';
import { NoticeChoice } from './notice-choice.entity.ts';
import { notificationPolicy } from './notification.policy.ts';
import type { ReachKind } from './notification.words.ts';

interface NoticeChannel {
  kind: ReachKind;
  chosen: boolean;
}

/** The ways in which the reader can be told, best first, and which of them the reader wants. */
export async function listNoticeChannels(ctx: RequestContext): Promise<NoticeChannel[]> {
  authorize(ctx, notificationPolicy.listChannels);
  const choice = await ctx.em.findOne(NoticeChoice, { member: signedIn(ctx).id });
  return channelsFor(await waysOf(ctx), choice?.without ?? []);
}

/** Chooses among the ways that there are; throws REQUIRED if none of them is left. */
export async function chooseNoticeChannels(
  ctx: RequestContext,
  wanted: readonly ReachKind[],
): Promise<NoticeChannel[]> {
  authorize(ctx, notificationPolicy.chooseChannels);
  const ways = await waysOf(ctx);
  const without = ways.filter((kind) => !wanted.includes(kind));
  if (ways.length > 0 && without.length === ways.length) throw new AppError('REQUIRED', {}, 'channels');
  await ctx.em.upsert(NoticeChoice, { member: signedIn(ctx).id, without });
  return channelsFor(ways, without);
}

async function waysOf(ctx: RequestContext): Promise<ReachKind[]> {
  const { id } = signedIn(ctx);
  return reachableBy((await ctx.accounts.contactsOf([id])).get(id));
}

const channelsFor = (ways: readonly ReachKind[], without: readonly ReachKind[]): NoticeChannel[] =>
  ways.map((kind) => ({ kind, chosen: !without.includes(kind) }));
