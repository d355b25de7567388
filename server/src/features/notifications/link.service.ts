import { LockMode } from '@mikro-orm/core';
import { memberActor } from '../../platform/authorization/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import type { NoticeParams } from '../../platform/link-action.ts';
import type { Locale } from '../../platform/locales.ts';
import type { TargetLimit } from '../../platform/sessions/target-limit.ts';
import { hashOf } from './action-link.ts';
import { ActionLink } from './notification.entity.ts';
import { notificationPolicy } from './notification.policy.ts';
import { linkText } from './texts.ts';

/** How often one link may be opened or pressed in an hour. */
const openLimit: TargetLimit = { name: 'link', max: 60, seconds: 3600 };
/** Wrong tokens, all together: those who have a right one never notice. */
const guessLimit: TargetLimit = { name: 'link-guess', max: 600, seconds: 3600 };

export interface LinkPage {
  locale: Locale;
  title: string;
  text: string;
  button: string;
  done: string;
}

/** What a link does, in the language it was sent in; changes nothing, since mail scanners open links. */
export async function getLink(ctx: RequestContext, token: string): Promise<LinkPage> {
  authorize(ctx, notificationPolicy.seeLink);
  const link = await findLink(ctx, token);
  return pageOf(link, await describe(ctx, link));
}

/** Does what the link says, as the member it was sent to. LINK_USED and LINK_EXPIRED say that it cannot. */
export async function useLink(ctx: RequestContext, token: string): Promise<LinkPage> {
  authorize(ctx, notificationPolicy.useLink);
  const { notification } = await findLink(ctx, token);
  // A message that was sent twice carries two tokens for one act: whoever presses first holds both.
  const siblings = await ctx.em.find(
    ActionLink,
    { notification: notification.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
  );
  const link = assertUsable(ctx, siblings, token);
  const params = await describe(ctx, link);
  const { member } = link;
  await actionOf(ctx, link).perform(actingAs(ctx, member.id), member.id, link.subjectId);
  const now = ctx.clock.now();
  for (const sibling of siblings) sibling.usedAt = now;
  await ctx.em.flush();
  return pageOf(link, params);
}

async function findLink(ctx: RequestContext, token: string): Promise<ActionLink> {
  const hash = hashOf(token.slice(0, 200));
  const link = await ctx.em.findOne(ActionLink, { tokenHash: hash });
  const inTime = link
    ? await ctx.accounts.takeTurn(openLimit, hash)
    : await ctx.accounts.takeTurn(guessLimit, 'everybody');
  if (!inTime) throw new AppError('RATE_LIMITED', { seconds: openLimit.seconds });
  return assertUsable(ctx, link ? [link] : [], token.slice(0, 200));
}

function assertUsable(ctx: RequestContext, links: readonly ActionLink[], token: string): ActionLink {
  const hash = hashOf(token);
  const link = links.find((one) => one.tokenHash === hash);
  if (!link) throw new AppError('LINK_EXPIRED');
  const { locale } = link;
  if (link.usedAt) throw new AppError('LINK_USED', { locale });
  if (link.expiresAt <= ctx.clock.now()) throw new AppError('LINK_EXPIRED', { locale });
  return link;
}

async function describe(ctx: RequestContext, link: ActionLink): Promise<NoticeParams> {
  const params = await actionOf(ctx, link).describe(actingAs(ctx, link.member.id), link.subjectId);
  if (!params) throw new AppError('LINK_EXPIRED', { locale: link.locale });
  return params;
}

function actionOf(ctx: RequestContext, link: ActionLink) {
  const action = ctx.linkActions.find((one) => one.kind === link.kind);
  if (!action) throw new Error(`No feature knows the link ${link.kind}`);
  return action;
}

/** The same request, in which the member of the link acts, with no role and no session: for this one act. */
function actingAs(ctx: RequestContext, memberId: string): RequestContext {
  const actor = memberActor({
    id: memberId,
    sessionId: null,
    secondFactor: false,
    scopes: null,
    roles: { townRoles: [], organisations: [] },
  });
  const acting: RequestContext = { ...ctx, actor, currentActor: () => Promise.resolve(actor) };
  return acting;
}

const pageOf = (link: ActionLink, params: NoticeParams): LinkPage => ({
  locale: link.locale,
  ...linkText(link.locale, link.kind, params),
});
