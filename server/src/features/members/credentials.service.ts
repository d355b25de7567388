import { audit } from '../../platform/audit.ts';
import { staffScopes } from '../../platform/authorization/actor.ts';
import { originOf } from '../../platform/config.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from './member.entity.ts';
import { findRoles } from './member.roles.ts';
import { memberPolicy } from './member.policy.ts';

/** Cards of a member, newest first. */
export async function listAccessCards(ctx: RequestContext, memberId: string) {
  signedIn(ctx);
  authorizeFound(ctx, memberPolicy.issueCard, await ctx.em.findOne(Member, memberId));
  return ctx.accounts.listAccessCards(memberId);
}

/** Makes a card for a member; its code and PIN are told this once. */
export async function issueAccessCard(ctx: RequestContext, memberId: string) {
  const { id: issuedBy } = signedIn(ctx);
  authorizeFound(ctx, memberPolicy.issueCard, await ctx.em.findOne(Member, memberId));
  if (!(await isOnlyNeighbour(ctx, memberId))) throw new AppError('NOT_ALLOWED');
  const { id, code, pin } = await ctx.accounts.issueAccessCard(memberId, issuedBy);
  audit(ctx, 'members.issueCard', memberId);
  const card = await ctx.accounts.findAccessCard(id);
  if (!card) throw notFound();
  return { card, url: `${originOf(ctx.config)}/card/${code}`, pin };
}

/** Ends a card and the sessions made with it. */
export async function revokeAccessCard(ctx: RequestContext, id: string) {
  signedIn(ctx);
  const card = await ctx.accounts.findAccessCard(id);
  authorizeFound(ctx, memberPolicy.issueCard, card && (await ctx.em.findOne(Member, card.memberId)));
  audit(ctx, 'members.revokeCard', card?.memberId ?? null);
  const revoked = await ctx.accounts.revokeAccessCard(id);
  if (!revoked) throw notFound();
  return revoked;
}

/** Whether somebody holds no staff role and has no way in of their own: only then may staff print a key to the account. */
async function isOnlyNeighbour(ctx: RequestContext, memberId: string): Promise<boolean> {
  const roles = await findRoles(ctx.em, memberId);
  const account = await ctx.accounts.accountProfile(memberId);
  const isStaff =
    !roles ||
    roles.townRoles.length > 0 ||
    roles.organisations.some((one) => one.roles.some((role) => role !== 'VOLUNTEER'));
  return !isStaff && !account?.email && !account?.phone && !account?.hasPassword && !account?.hasSecondFactor;
}

export function listApiTokens(ctx: RequestContext) {
  authorize(ctx, memberPolicy.manageTokens);
  return ctx.accounts.listApiTokens(signedIn(ctx).id);
}

/** Makes a token for a program; its secret is told this once. */
export function createApiToken(ctx: RequestContext, name: string, scopes: string[], expiresInDays: number | null) {
  authorize(ctx, memberPolicy.manageTokens);
  if (scopes.length === 0) throw new AppError('REQUIRED', {}, 'scopes');
  const { id, withSecondFactor } = signedIn(ctx);
  const forStaff = staffScopes.some((scope) => scopes.includes(scope));
  if (forStaff && withSecondFactor) throw new AppError('SECOND_FACTOR_REQUIRED', {}, 'scopes');
  return ctx.accounts.createApiToken(id, name, scopes, expiresInDays);
}

/** Ends one of the reader's own tokens. */
export async function revokeApiToken(ctx: RequestContext, id: string): Promise<boolean> {
  authorize(ctx, memberPolicy.manageTokens);
  return ctx.accounts.revokeApiToken(signedIn(ctx).id, id);
}
