import type { Loaded } from '@mikro-orm/core';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { memberById } from '../members/index.ts';
import { zoneInNotice } from '../neighbourhoods/index.ts';
import { type NotificationKind, notify } from '../notifications/index.ts';
import type { HelpMatch } from './help-match.entity.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { chosenTime } from './help-time.ts';

/** Told once per person and request: who offers, invites or shares again and again keeps nobody awake, nor other news away. */
const toldOnce: ReadonlySet<NotificationKind> = new Set([
  'HELP_OFFERED',
  'HELP_INVITED',
  'HELP_PLACES_TAKEN',
  'CONTACT_SHARED',
]);

type Told = Extract<NotificationKind, `HELP_${string}` | 'CONTACT_SHARED'>;

/** The person who needs help, and the staff who asked in their place. */
export const askersOf = ({ requester, askedBy }: Pick<HelpRequest, 'requester' | 'askedBy'>): string[] => [
  requester.id,
  ...(askedBy ? [askedBy.id] : []),
];

/** After these a helper may no longer open the request; its row among the own offers stays. */
const overForHelper: ReadonlySet<NotificationKind> = new Set(['HELP_DECLINED', 'HELP_CANCELLED']);

/** Every page that notices of a request lead to. */
export const pagesOf = (requestId: string): string[] => [`/help/${requestId}`, `/help/mine#${requestId}`];

/** Tells the asking side something that the helper did. */
export async function tellAskers(
  ctx: RequestContext,
  kind: Told,
  match: HelpMatch,
  request: HelpRequest,
): Promise<void> {
  const { displayName: name } = await memberById(ctx, match.helper.id);
  for (const memberId of askersOf(request)) await tell(ctx, kind, request, { memberId, name, fromId: match.helper.id });
}

/** Tells the helper something that the asking side did. */
export async function tellHelper(
  ctx: RequestContext,
  kind: Told,
  match: HelpMatch,
  request: HelpRequest,
): Promise<void> {
  const { displayName: name } = await memberById(ctx, request.requester.id);
  await tell(ctx, kind, request, { memberId: match.helper.id, name, fromId: request.requester.id });
}

/** Tells a person that staff asked in their place. */
export async function tellAskedOnBehalf(ctx: RequestContext, request: HelpRequest): Promise<void> {
  await notify(ctx, {
    memberId: request.requester.id,
    kind: 'ASKED_ON_BEHALF',
    params: await aboutRequest(request),
    path: `/help/${request.id}`,
  });
}

/** What texts say of a request: never its words. */
export async function aboutRequest(request: HelpRequest) {
  const zone = await request.zone.loadOrFail();
  return { category: request.category, ...zoneInNotice(zone), ...chosenTime(request) };
}

async function tell(
  ctx: RequestContext,
  kind: Told,
  request: HelpRequest,
  { memberId, name, fromId }: { memberId: string; name: string; fromId?: string },
): Promise<void> {
  const params = { ...(await aboutRequest(request)), name };
  const once = fromId && toldOnce.has(kind) ? { onceKey: `${kind}:${request.id}:${fromId}` } : {};
  const [page = '', row = ''] = pagesOf(request.id);
  const path = overForHelper.has(kind) && !askersOf(request).includes(memberId) ? row : page;
  await notify(ctx, { memberId, kind, params, path, ...once });
}

/** Tells those who count on agreed help that it is off, without the name of the one who left for good. */
export async function tellLeft(ctx: RequestContext, request: HelpRequest, memberIds: readonly string[]): Promise<void> {
  for (const memberId of memberIds) await tell(ctx, 'HELP_CANCELLED', request, { memberId, name: '' });
}

/** Reminds the helper, with "I can't come" in the message, and the asking side; each at most once. */
export async function remindBoth(
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  match: Loaded<HelpMatch, 'request.zone' | 'request.requester' | 'helper'>,
): Promise<void> {
  const request = match.request.$;
  const about = await aboutRequest(request);
  const onceKey = `help:${match.id}:${Math.floor(request.startsAt.getTime() / 1000)}`;
  const notice = { kind: 'HELP_REMINDER' as const, path: `/help/${request.id}`, onceKey };
  await notify(ctx, {
    ...notice,
    memberId: match.helper.id,
    params: { ...about, name: request.requester.$.displayName },
    linkAction: { kind: 'HELP_CANNOT_COME', subjectId: match.id, expiresAt: request.endsAt },
  });
  for (const memberId of askersOf(request))
    await notify(ctx, { ...notice, memberId, params: { ...about, name: match.helper.$.displayName } });
}
