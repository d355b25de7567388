import type { RequestContext } from '../../platform/graphql/context.ts';
import type { PersonalData } from '../../platform/personal-data.ts';
import { closeThreads, leaveThreads } from '../messages/index.ts';
import { memberById } from '../members/index.ts';
import { forgetName } from '../notifications/index.ts';
import { forgetContacts } from './contact-forgetting.ts';
import { ContactAccess, ContactShare } from './contact-share.entity.ts';
import { Feedback, HelpMatch } from './help-match.entity.ts';
import { HelpOffer } from './help-offer.entity.ts';
import { HelpRequest } from './help-request.entity.ts';
import { askersOf, pagesOf, tellLeft } from './help.notices.ts';
import { lockRequest, matchesOf, tellHelpChanged } from './help-locks.ts';

/** Requests, offers and feedback of a person. */
export const helpPersonalData: PersonalData = {
  feature: 'help',

  async collect(ctx, memberId) {
    const requests = await ctx.em.find(
      HelpRequest,
      { requester: memberId },
      { populate: ['zone'], orderBy: { id: 'asc' } },
    );
    const matches = await ctx.em.find(HelpMatch, { helper: memberId }, { orderBy: { id: 'asc' } });
    const feedback = await ctx.em.find(Feedback, { author: memberId }, { orderBy: { id: 'asc' } });
    const offered = await ctx.em.find(HelpOffer, { member: memberId }, { populate: ['zone'], orderBy: { id: 'asc' } });
    const shares = await ctx.em.find(ContactShare, { member: memberId }, { orderBy: { id: 'asc' } });
    const accesses = await ctx.em.find(ContactAccess, { owner: memberId }, { orderBy: { id: 'asc' } });
    return {
      regularOffers: offered.map((o) => ({
        id: o.id,
        categories: o.categories,
        state: o.state,
        rhythm: o.rhythm,
        rrule: o.rrule,
        startsAt: o.startsAt,
        endsAt: o.endsAt,
        zone: o.zone.$.name,
        reach: o.reach,
        details: o.details,
        speaks: o.speaks,
      })),
      sharedContacts: shares.map(({ match, phone, address, sharedAt }) => ({
        matchId: match.id,
        phone,
        address,
        sharedAt,
      })),
      looksAtMyContacts: accesses.map(({ match, at }) => ({ matchId: match.id, at })),
      requests: requests.map((r) => ({
        id: r.id,
        category: r.category,
        state: r.state,
        startsAt: r.startsAt,
        endsAt: r.endsAt,
        zone: r.zone.$.name,
        details: r.details,
        language: r.language,
        createdAt: r.createdAt,
      })),
      offers: matches.map((m) => ({
        id: m.id,
        requestId: m.request.id,
        state: m.state,
        note: m.note,
        createdAt: m.createdAt,
      })),
      feedback: feedback.map((f) => ({ matchId: f.match.id, face: f.face, words: f.words, createdAt: f.createdAt })),
    };
  },

  async endActingFor(ctx, memberId) {
    const asked = { request: { requester: memberId, askedBy: { $ne: null } } };
    const matches = await ctx.em.find(HelpMatch, asked, { populate: ['request'] });
    const byStaff = Map.groupBy(matches, (match) => match.request.$.askedBy?.id ?? '');
    for (const [staffId, theirs] of byStaff)
      await leaveThreads(
        ctx,
        theirs.map((match) => match.id),
        staffId,
      );
    // In turn with whoever is sharing just now.
    const agreed = matches.filter((match) => match.state === 'ACCEPTED').map((match) => match.request.id);
    for (const id of [...new Set(agreed)].toSorted()) {
      await lockRequest(ctx, id);
      await tellHelpChanged(ctx, id);
    }
    await ctx.em.nativeDelete(ContactShare, { member: memberId, sharedBy: { $ne: null } });
  },

  async part(ctx, memberId, otherId) {
    const between = {
      $or: [
        { helper: memberId, request: { requester: otherId } },
        { helper: otherId, request: { requester: memberId } },
      ],
    };
    const matches = await ctx.em.find(HelpMatch, between, { orderBy: { request: 'asc' } });
    for (const { id, request: seen } of matches.filter(isLive)) {
      const { request, match, wasAgreed } = (await callOff(ctx, seen.id, id)) ?? {};
      if (!request || !match || !wasAgreed) continue;
      await forgetContacts(ctx, [match.id]);
      // The other one learns that the help is off, not who wants it so.
      await tellLeft(ctx, request, match.helper.id === otherId ? [otherId] : askersOf(request));
    }
  },

  async release(ctx, memberId) {
    const now = ctx.clock.now();
    const open = await ctx.em.find(
      HelpRequest,
      { requester: memberId, state: { $in: ['OPEN', 'MATCHED'] } },
      { orderBy: { id: 'asc' } },
    );
    for (const { id } of open) {
      const request = await lockRequest(ctx, id);
      if (!request.isLive) continue;
      request.withdraw(now);
      const live = (await matchesOf(ctx, id)).filter(isLive);
      const agreed = live.filter((match) => match.state === 'ACCEPTED');
      await cancelAll(ctx, live);
      for (const match of agreed) await tellLeft(ctx, request, [match.helper.id]);
    }
    const offered = (await ctx.em.find(HelpMatch, { helper: memberId }, { orderBy: { request: 'asc' } })).filter(
      isLive,
    );
    for (const match of offered) {
      const { request, wasAgreed } = (await callOff(ctx, match.request.id, match.id)) ?? {};
      if (request && wasAgreed) await tellLeft(ctx, request, askersOf(request));
    }
    const own = { $or: [{ helper: memberId }, { request: { requester: memberId } }] };
    const paths = (await ctx.em.find(HelpMatch, own)).flatMap((match) => pagesOf(match.request.id));
    await forgetName(ctx, (await memberById(ctx, memberId)).displayName, paths);
    await ctx.em.nativeUpdate(HelpOffer, { member: memberId, state: 'OPEN' }, { state: 'WITHDRAWN', closedAt: now });
    await ctx.em.nativeUpdate(HelpOffer, { member: memberId }, { details: null });
    await ctx.em.nativeDelete(ContactShare, { member: memberId });
    await ctx.em.nativeUpdate(HelpRequest, { requester: memberId }, { details: null });
    await ctx.em.nativeUpdate(HelpMatch, { helper: memberId }, { note: null });
    const invitations = { request: { requester: memberId }, proposedBy: 'REQUESTER' } as const;
    await ctx.em.nativeUpdate(HelpMatch, invitations, { note: null });
  },
};

const isLive = (match: HelpMatch) => match.state === 'PROPOSED' || match.state === 'ACCEPTED';

/** Calls a match off; null where somebody answered or called it off while we waited for the row. */
async function callOff(ctx: RequestContext, requestId: string, matchId: string) {
  const request = await lockRequest(ctx, requestId);
  const match = (await matchesOf(ctx, requestId)).find((one) => one.id === matchId);
  if (!match || !isLive(match)) return null;
  const wasAgreed = match.state === 'ACCEPTED';
  if (wasAgreed) request.freePlace();
  await cancelAll(ctx, [match]);
  return { request, match, wasAgreed };
}

async function cancelAll(ctx: RequestContext, matches: HelpMatch[]): Promise<void> {
  for (const match of matches) match.cancel(ctx.clock.now());
  await ctx.em.flush();
  await closeThreads(
    ctx,
    matches.map((match) => match.id),
  );
}
