import { type Temporal } from 'temporal-polyfill';
import { isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { atTownHour, townDay } from '../../platform/time.ts';
import { Member } from '../members/index.ts';
import { assertNotBlocked } from '../moderation/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { HelpOffer, weeklyOn } from './help-offer.entity.ts';
import type { HelpOfferFilter, MakeHelpOfferInput } from './help.input.ts';
import { chosenDay, hoursOfPart } from './help-time.ts';
import { helpPolicy } from './help.policy.ts';
import { weekdays } from './help.words.ts';
import { findOpenOffers, type OfferRow } from './open-offers.query.ts';

/** How long a weekly offer holds, in days; then the person is asked to say it again. */
const weeksHold = 182;

/** Open offers, newest first. */
export async function listOpenOffers(
  ctx: RequestContext,
  filter: HelpOfferFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<OfferRow>> {
  authorize(ctx, helpPolicy.list);
  const asked = page(first, after);
  return connection(await findOpenOffers(ctx, filter, asked), asked);
}

/** One offer: anybody's if open, the own one otherwise. */
export async function getOffer(ctx: RequestContext, id: string): Promise<HelpOffer> {
  const offer = await ctx.em.findOne(HelpOffer, id);
  if (!offer) throw notFound();
  if (!isMember(ctx.actor) && (offer.state !== 'OPEN' || offer.hiddenAt)) throw notFound();
  await assertNotBlocked(ctx, offer.member.id);
  authorize(ctx, helpPolicy.seeOffer, offer);
  return offer;
}

/** What the reader offers, newest first. */
export async function listMyOffers(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<HelpOffer>> {
  authorize(ctx, helpPolicy.listMine);
  const asked = page(first, after);
  const where = { member: signedIn(ctx).id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(await ctx.em.find(HelpOffer, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }), asked);
}

/** Offers help for a day or every week; the words are in the language the person has the interface in. */
export async function makeOffer(ctx: RequestContext, input: MakeHelpOfferInput): Promise<HelpOffer> {
  authorize(ctx, helpPolicy.offer);
  const { id: memberId } = signedIn(ctx);
  const now = ctx.clock.now();
  const time = offerTime(input, now);
  const zone = await ctx.em.findOne(Zone, input.zoneId);
  if (!zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  const offer = ctx.em.create(HelpOffer, {
    member: memberId,
    categories: [...new Set(input.categories)],
    state: 'OPEN',
    rhythm: input.rhythm,
    partOfDay: input.partOfDay,
    ...time,
    zone,
    reach: input.reach,
    details: input.details?.trim() || null,
    language: ctx.locale,
    speaks: input.speaks?.length ? [...new Set(input.speaks)] : await languagesOf(ctx, memberId),
    createdAt: now,
  });
  await ctx.em.flush();
  return offer;
}

/** Takes an offer back; what was agreed because of it stays. */
export async function withdrawOffer(ctx: RequestContext, id: string): Promise<HelpOffer> {
  const offer = await getOffer(ctx, id);
  authorize(ctx, helpPolicy.withdrawOffer, offer);
  offer.withdraw(ctx.clock.now());
  return offer;
}

function offerTime(input: MakeHelpOfferInput, now: Date): { rrule: string | null; startsAt: Date; endsAt: Date } {
  const today = townDay(now);
  if (input.rhythm === 'WEEKLY') {
    const days = weekdays.filter((day) => input.days?.includes(day));
    if (days.length === 0) throw new AppError('REQUIRED', {}, 'input.days');
    return { rrule: weeklyOn(days), startsAt: now, endsAt: atTownHour(today.add({ days: weeksHold }), 24) };
  }
  const day: Temporal.PlainDate = chosenDay(input.date ?? null, today);
  const [from, until] = hoursOfPart[input.partOfDay];
  const [startsAt, endsAt] = [atTownHour(day, from), atTownHour(day, until)];
  if (endsAt <= now) throw new AppError('DATE_IN_PAST', {}, 'input.partOfDay');
  return { rrule: null, startsAt: startsAt < now ? now : startsAt, endsAt };
}

/** The languages a member speaks, by tag. */
export async function languagesOf(ctx: RequestContext, memberId: string): Promise<string[]> {
  const member = await ctx.em.findOneOrFail(Member, memberId, { populate: ['languages'] });
  return member.languages.getItems().map((language) => language.tag);
}
