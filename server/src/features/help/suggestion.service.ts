import type { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { townDay } from '../../platform/time.ts';
import { checksOf, settings, missingChecks } from '../checks/index.ts';
import { type Availability, Member } from '../members/index.ts';
import { distancesFrom, type ZoneDistances } from '../neighbourhoods/index.ts';
import type { HelpOffer } from './help-offer.entity.ts';
import { HelpOffer as Offers } from './help-offer.entity.ts';
import type { HelpRequest } from './help-request.entity.ts';
import { hoursOfPart } from './help-time.ts';
import { helpPolicy } from './help.policy.ts';
import { type HelpCategory, helpCategories, type Weekday } from './help.words.ts';
import { fittingOffers, fittingRequests } from './fitting.query.ts';
import type { RequestRow } from './open-requests.query.ts';
import { type FreeTime, type Giver, suggest, type Suggestion } from './suggestion-score.ts';
import { relatedTags } from './tongues.ts';

/** How many suggestions a page shows at most. */
export const maxSuggestions = 20;

export type RequestSuggestion = Suggestion & { request: RequestRow };
export type OfferSuggestion = Suggestion & { offer: HelpOffer };

/** Open requests that fit the reader best: by what they offer, speak, where they are and when they are free. */
export async function suggestRequests(ctx: RequestContext, first: number): Promise<RequestSuggestion[]> {
  authorize(ctx, helpPolicy.listMine);
  assertFew(first);
  const { id } = signedIn(ctx);
  const me = await ctx.em.findOneOrFail(Member, id, {
    populate: ['languages', 'availability'],
    strategy: 'joined',
  });
  const offers = await ctx.em.find(Offers, { member: id, state: 'OPEN', hiddenAt: null }, { limit: 20 });
  const now = ctx.clock.now();
  const checks = await checksOf(ctx, id);
  const tongues = me.languages.getItems();
  const usual = me.availability.getItems().map(usualTime);
  const from = await distancesFrom(ctx, me.zone?.id ?? offers[0]?.zone.id ?? null);
  const givers: Giver[] =
    offers.length > 0
      ? offers.map((offer) => giverOf(offer, tongues, checks))
      : [{ categories: null, reach: 'TOWN', tongues, free: usual, onlyThen: false, checks }];
  const rows = await fittingRequests(ctx, {
    memberId: id,
    categories: offers.length > 0 ? [...new Set(offers.flatMap((offer) => offer.categories))] : helpCategories,
    tags: relatedTags(tongues.map(({ tag }) => tag)),
    settings: settings.filter((setting) => missingChecks(checks, setting, now).length === 0),
    nearestFirst: from.nearestFirst,
  });
  const ranked = rows.flatMap((request) => {
    const need = {
      ...request,
      zoneId: request.zone.id,
      startsAt: new Date(request.startsAt),
      endsAt: new Date(request.endsAt),
    };
    const best = givers
      .flatMap((giver) => suggest(need, giver, distance(from, me.zone?.id ?? null, request.zone.id), now) ?? [])
      .toSorted((a, b) => b.score - a.score)[0];
    return best ? [{ ...best, request }] : [];
  });
  return ranked
    .toSorted((a, b) => b.score - a.score || a.request.startsAt.localeCompare(b.request.startsAt))
    .slice(0, first);
}

/** Open offers that fit a request best; for the person who asked, and the staff who asked for them. */
export async function suggestOffers(
  ctx: RequestContext,
  request: HelpRequest,
  first: number,
): Promise<OfferSuggestion[]> {
  authorize(ctx, helpPolicy.withdraw, request);
  assertFew(first);
  if (request.state !== 'OPEN') return [];
  const now = ctx.clock.now();
  const from = await distancesFrom(ctx, request.zone.id);
  const ids = await fittingOffers(ctx, request, from.nearestFirst);
  const offers = await ctx.em.find(Offers, { id: { $in: ids } }, { populate: ['member.languages'] });
  const need = { ...pick(request), zoneId: request.zone.id };
  const ranked = await Promise.all(
    offers.map(async (offer) => {
      const giver = giverOf(offer, offer.member.$.languages.getItems(), await checksOf(ctx, offer.member.id));
      const found = suggest(need, giver, distance(from, request.zone.id, offer.zone.id), now);
      return found ? [{ ...found, offer }] : [];
    }),
  );
  return ranked
    .flat()
    .toSorted((a, b) => b.score - a.score || a.offer.id.localeCompare(b.offer.id))
    .slice(0, first);
}

const pick = ({ category, startsAt, endsAt, setting, speaks, needs }: HelpRequest) => ({
  category,
  startsAt,
  endsAt,
  setting,
  speaks,
  needs,
});

function assertFew(first: number): void {
  if (first < 1 || first > maxSuggestions) throw new AppError('OUT_OF_RANGE', { min: 1, max: maxSuggestions }, 'first');
}

function giverOf(offer: HelpOffer, tongues: Giver['tongues'], checks: Giver['checks']): Giver {
  const spoken = new Map(tongues.map((tongue) => [tongue.tag, tongue]));
  return {
    categories: offer.categories as HelpCategory[],
    reach: offer.reach,
    // What the offer says counts; how well, the profile says.
    tongues: offer.speaks.map((tag) => spoken.get(tag) ?? { tag, level: 'WELL' }),
    free: [timeOf(offer)],
    onlyThen: true,
    checks,
  };
}

function timeOf(offer: HelpOffer): FreeTime {
  const [from, until] = hoursOfPart[offer.partOfDay];
  const days: Weekday[] | Temporal.PlainDate = offer.rhythm === 'WEEKLY' ? offer.days : townDay(offer.startsAt);
  return { days, from: from * 60, until: until * 60 };
}

function usualTime({ rrule, startTime, endTime }: Availability): FreeTime {
  return {
    days: (/BYDAY=([A-Z,]+)/.exec(rrule)?.[1]?.split(',') ?? []) as Weekday[],
    from: minutes(startTime),
    until: minutes(endTime),
  };
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const distance = (from: ZoneDistances, own: string | null, other: string) => ({
  km: from.km(other),
  sameZone: own === other,
  sameNeighbourhood: from.sameNeighbourhood(other),
});
