import { AppError } from '../../platform/errors.ts';
import { can } from '../../platform/authorization/rule.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { normalisePhoneNumber } from '../../platform/sessions/phone-number.ts';
import { assertNeitherBlocked } from '../moderation/index.ts';
import { ContactAccess, ContactShare } from './contact-share.entity.ts';
import type { HelpMatch } from './help-match.entity.ts';
import { getMatch, subject } from './help-match.service.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';
import { tellAskers, tellHelper } from './help.notices.ts';
import { helpPolicy } from './help.policy.ts';
import { assertStillActs } from './on-behalf.ts';

/** Longest address, in characters. */
export const maxAddress = 300;
/** How many looks are listed at most. */
const maxAccesses = 20;

export interface Contact {
  phone: string | null;
  address: string | null;
}

/** Where the exchange of contacts of a match stands, as one side sees it. */
export interface ContactExchange {
  own: Contact | null;
  otherShared: boolean;
  canOpen: boolean;
  accesses: ContactAccess[];
}

/**
 * Lets the other side of an agreed match know a number, an address or both. They read it only once they have shared
 * something themselves: an act of each side. Said again, it takes the place of what was said before.
 */
export async function shareContact(ctx: RequestContext, matchId: string, given: Contact): Promise<HelpMatch> {
  const { match, viewerId } = await agreed(ctx, matchId);
  const address = given.address?.trim() || null;
  if (address && address.length > maxAddress) throw new AppError('TOO_LONG', { max: maxAddress }, 'address');
  const typed = given.phone?.trim() || null;
  const phone = typed && normalisePhoneNumber(typed);
  if (typed && !phone) throw new AppError('INVALID_INPUT', { rule: 'phone' }, 'phone');
  if (!phone && !address) throw new AppError('REQUIRED', {}, 'phone');
  const known = await ctx.em.findOne(ContactShare, { match: matchId, member: viewerId });
  const sharedAt = ctx.clock.now();
  if (known) ctx.em.assign(known, { phone, address, sharedAt });
  else ctx.em.create(ContactShare, { match: matchId, member: viewerId, phone, address, sharedAt });
  await ctx.em.flush();
  if (!known) {
    const request = await match.request.loadOrFail();
    if (viewerId === match.helper.id) await tellAskers(ctx, 'CONTACT_SHARED', match, request);
    else await tellHelper(ctx, 'CONTACT_SHARED', match, request);
  }
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/** Takes back what one shared; from now on nobody reads it. */
export async function stopSharing(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const { match, viewerId } = await sideOf(ctx, matchId);
  await ctx.em.nativeDelete(ContactShare, { match: matchId, member: viewerId });
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/** What the other side shared, once both did; each look is kept, and the owner sees it. WRONG_STATE before that. */
export async function openContact(ctx: RequestContext, matchId: string): Promise<Contact> {
  const { match, viewerId } = await agreed(ctx, matchId);
  const shares = await ctx.em.find(ContactShare, { match: matchId });
  const side = sideAt(match, viewerId);
  const other = shares.find((share) => sideAt(match, share.member.id) !== side);
  const own = shares.find((share) => sideAt(match, share.member.id) === side);
  if (!other || !own) throw new AppError('WRONG_STATE', { state: other ? 'OWN_MISSING' : 'OTHER_MISSING' });
  ctx.em.create(ContactAccess, { match: matchId, owner: other.member, reader: viewerId, at: ctx.clock.now() });
  return { phone: other.phone ?? null, address: other.address ?? null };
}

/** Where it stands for the reader; null unless they are a side of an agreed match. Shows the own contact only. */
export async function exchangeOf(ctx: RequestContext, match: HelpMatch): Promise<ContactExchange | null> {
  if (match.state !== 'ACCEPTED') return null;
  const request = await match.request.loadOrFail();
  if (!can(ctx.actor, helpPolicy.shareContact, subject(match, request))) return null;
  const { id: viewerId } = signedIn(ctx);
  const shares = (await batched(ctx, sharesOf, match.id)) ?? [];
  const own = shares.find((share) => share.member.id === viewerId);
  const side = sideAt(match, viewerId);
  const blocked = await ctx.blockedWith();
  const parted = blocked.has(side === 'HELPER' ? request.requester.id : match.helper.id);
  const otherShared = !parted && shares.some((share) => sideAt(match, share.member.id) !== side);
  const where = { match: match.id, owner: viewerId };
  return {
    own: own ? { phone: own.phone ?? null, address: own.address ?? null } : null,
    otherShared,
    canOpen: otherShared && shares.some((share) => sideAt(match, share.member.id) === side),
    accesses: own ? await ctx.em.find(ContactAccess, where, { orderBy: { id: 'desc' }, limit: maxAccesses }) : [],
  };
}

const sideAt = (match: HelpMatch, memberId: string) => (match.helper.id === memberId ? 'HELPER' : 'REQUESTER');

async function sideOf(ctx: RequestContext, matchId: string): Promise<{ match: HelpMatch; viewerId: string }> {
  const seen = await getMatch(ctx, matchId);
  const request = await lockRequest(ctx, seen.request.id);
  const match = (await matchesOf(ctx, request.id)).find((one) => one.id === matchId) ?? seen;
  authorize(ctx, helpPolicy.shareContact, subject(match, request));
  return { match, viewerId: signedIn(ctx).id };
}

async function agreed(ctx: RequestContext, matchId: string) {
  const side = await sideOf(ctx, matchId);
  const request = await side.match.request.loadOrFail();
  await assertStillActs(ctx, request);
  await assertNeitherBlocked(ctx, request.requester.id, side.match.helper.id);
  if (side.match.state !== 'ACCEPTED') throw new AppError('WRONG_STATE', { state: side.match.state });
  return side;
}

async function sharesOf(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, ContactShare[]>> {
  const shares = await ctx.em.find(ContactShare, { match: { $in: [...matchIds] } });
  return Map.groupBy(shares, (share) => share.match.id);
}
