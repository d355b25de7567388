import { AppError } from '../../platform/errors.ts';
import { can } from '../../platform/authorization/rule.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { normalisePhoneNumber } from '../../platform/sessions/phone-number.ts';
import { assertNeitherBlocked } from '../moderation/index.ts';
import { ContactAccess, ContactShare } from './contact-share.entity.ts';
import type { HelpMatch } from './help-match.entity.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { getMatch, subject } from './help-match.service.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';
import { tellAskers, tellHelper } from './help.notices.ts';
import { helpPolicy } from './help.policy.ts';
import { assertStillActs, isAsking } from './on-behalf.ts';

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
  const { match, request, viewerId, ownerId } = await agreed(ctx, matchId);
  const address = given.address?.trim() || null;
  if (address && address.length > maxAddress) throw new AppError('TOO_LONG', { max: maxAddress }, 'address');
  const typed = given.phone?.trim() || null;
  const phone = typed && normalisePhoneNumber(typed);
  if (typed && !phone) throw new AppError('INVALID_INPUT', { rule: 'phone' }, 'phone');
  if (!phone && !address) throw new AppError('REQUIRED', {}, 'phone');
  const known = await ctx.em.findOne(ContactShare, { match: matchId, member: ownerId });
  const said = { phone, address, sharedBy: viewerId === ownerId ? null : viewerId, sharedAt: ctx.clock.now() };
  if (known) ctx.em.assign(known, said);
  else ctx.em.create(ContactShare, { match: matchId, member: ownerId, ...said });
  await ctx.em.flush();
  if (!known) {
    if (viewerId === match.helper.id) await tellAskers(ctx, 'CONTACT_SHARED', match, request);
    else await tellHelper(ctx, 'CONTACT_SHARED', match, request);
  }
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/** Takes back what one shared, or staff in one's place; from now on nobody reads it. */
export async function stopSharing(ctx: RequestContext, matchId: string): Promise<HelpMatch> {
  const { match, request, ownerId } = await sideOf(ctx, matchId);
  await assertStillActs(ctx, request);
  await ctx.em.nativeDelete(ContactShare, { match: matchId, member: ownerId });
  await tellHelpChanged(ctx, match.request.id);
  return match;
}

/** What the other side shared, once both did; each look is kept, and the owner sees it. WRONG_STATE before that. */
export async function openContact(ctx: RequestContext, matchId: string): Promise<Contact> {
  const { viewerId, ownerId } = await agreed(ctx, matchId);
  const shares = await ctx.em.find(ContactShare, { match: matchId });
  const other = shares.find((share) => share.member.id !== ownerId);
  const own = shares.find((share) => share.member.id === ownerId);
  if (!other || !own) throw new AppError('WRONG_STATE', { state: other ? 'OWN_MISSING' : 'OTHER_MISSING' });
  ctx.em.create(ContactAccess, { match: matchId, owner: other.member, reader: viewerId, at: ctx.clock.now() });
  return { phone: other.phone ?? null, address: other.address ?? null };
}

/** Where it stands for the reader; null unless they are a side of an agreed match. Shows the own contact only. */
export async function exchangeOf(ctx: RequestContext, match: HelpMatch): Promise<ContactExchange | null> {
  if (match.state !== 'ACCEPTED') return null;
  const request = await match.request.loadOrFail();
  if (!can(ctx.actor, helpPolicy.shareContact, subject(match, request))) return null;
  const isHelper = signedIn(ctx).id === match.helper.id;
  if (!isHelper && !(await isAsking(ctx, request))) return null;
  const [ownerId, otherId] = sidesFor(isHelper, match, request);
  const shares = (await batched(ctx, sharesOf, match.id)) ?? [];
  const own = shares.find((share) => share.member.id === ownerId);
  const parted = (await ctx.blockedWith()).has(otherId);
  const otherShared = !parted && shares.some((share) => share.member.id === otherId);
  const looks = (await batched(ctx, accessesOf, match.id)) ?? [];
  return {
    own: own ? { phone: own.phone ?? null, address: own.address ?? null } : null,
    otherShared,
    canOpen: otherShared && Boolean(own),
    accesses: looks.filter((look) => look.owner.id === ownerId),
  };
}

/** Whose contact the reader's side shares, and whose the other side does; staff share the person's. */
const sidesFor = (isHelper: boolean, match: HelpMatch, request: HelpRequest): [own: string, other: string] =>
  isHelper ? [match.helper.id, request.requester.id] : [request.requester.id, match.helper.id];

async function sideOf(ctx: RequestContext, matchId: string) {
  const seen = await getMatch(ctx, matchId);
  const request = await lockRequest(ctx, seen.request.id);
  const match = (await matchesOf(ctx, request.id)).find((one) => one.id === matchId) ?? seen;
  authorize(ctx, helpPolicy.shareContact, subject(match, request));
  const { id: viewerId } = signedIn(ctx);
  const [ownerId] = sidesFor(viewerId === match.helper.id, match, request);
  return { match, request, viewerId, ownerId };
}

async function agreed(ctx: RequestContext, matchId: string) {
  const side = await sideOf(ctx, matchId);
  await assertStillActs(ctx, side.request);
  await assertNeitherBlocked(ctx, side.request.requester.id, side.match.helper.id);
  if (side.match.state !== 'ACCEPTED') throw new AppError('WRONG_STATE', { state: side.match.state });
  return side;
}

async function sharesOf(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, ContactShare[]>> {
  const shares = await ctx.em.find(ContactShare, { match: { $in: [...matchIds] } });
  return Map.groupBy(shares, (share) => share.match.id);
}

/** The latest looks at the contacts of each side; of many matches in two statements. */
async function accessesOf(ctx: RequestContext, matchIds: readonly string[]): Promise<Map<string, ContactAccess[]>> {
  const latest = await ctx.em.execute<{ id: string }[]>(
    `select id from (
       select id, row_number() over (partition by match_id, owner_id order by id desc) as place from contact_access
        where match_id = any(string_to_array(?, ',')::uuid[])) as looks
      where place <= ?`,
    [matchIds.join(','), maxAccesses],
  );
  const looks = await ctx.em.find(
    ContactAccess,
    { id: { $in: latest.map(({ id }) => id) } },
    { orderBy: { id: 'desc' } },
  );
  return Map.groupBy(looks, (look) => look.match.id);
}
