import { LockMode, ref } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { allOf, AppError } from '../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { namedAlike, nameCoOrganisers } from './co-organisers/naming.service.ts';
import { Event } from './event.entity.ts';
import { EventDate, EventSeats } from './event-date.entity.ts';
import { firstOfRule, giveOtherTimes } from './event-dates-change.ts';
import { type EventPart, fieldsNow, follow, sameSettings, siblingsOf } from './event-siblings.ts';
import { changeSeats } from './event-seats.ts';
import type { EventInput, EventRegistrationInput, EventTimesInput } from './event.input.ts';
import { coOrganisersOf, fieldsOf, registrationOf, zoneOf } from './event-input.reading.ts';
import { copyEvent } from './event-making.service.ts';
import { ruleOfPart } from './event-move.ts';
import { checkNotOnItsOwn } from './event-on-its-own.ts';
import { knownOf, newsOf, noteChange, tellCalledOff, tellNews } from './event-news.ts';
import { keepPicture } from './event-picture.ts';
import { forgetTranslations } from '../translations/index.ts';
import { subjectOf } from './event.reading.ts';
import { getDate, tellDateChanged } from './event.service.ts';
import { checkSpan, splitRule } from './event-times.ts';
import { eventPolicy } from './events.policy.ts';
import type { ChangeScope } from './events.words.ts';

export interface Change {
  version: number;
  scope: ChangeScope;
  input: EventInput;
  times: EventTimesInput;
  registration: EventRegistrationInput;
}

/**
 * Changes an event: this date, this and the following ones, or all. What is changed for some dates only becomes an event
 * of its own in the same series; what is changed for all reaches those too, but for what was made their own. CHANGED_MEANWHILE
 * where somebody else changed it since `version`.
 */
export async function updateEvent(ctx: RequestContext, dateId: string, change: Change): Promise<EventDate> {
  const { date, event } = await lockDate(ctx, dateId);
  authorize(ctx, eventPolicy.edit, await subjectOf(ctx, event));
  event.changeFrom(change.version);
  const [fields] = allOf(
    () => fieldsOf(change.input),
    () => checkSpan(change.times),
    () => checkRuleOfOne(event, change),
  );
  await checkNotOnItsOwn(ctx, { event, date }, change);
  const part = await splitOff(ctx, event, date, change.scope);
  const { event: target, dates } = part;
  const siblings = change.scope === 'ALL' ? await siblingsOf(ctx, target) : [];
  const parts = await inTurn([part, ...siblings], async (one) => ({ ...one, before: await knownOf(one) }));
  const before = fieldsNow(target);
  ctx.em.assign(target, { ...fields, zone: await zoneOf(ctx, change.input) });
  if (target.state === 'DRAFT') target.language = ctx.locale;
  const others = await coOrganisersOf(ctx, change.input, target.organisation.id);
  await keepPicture(ctx, target, change.input);
  const alike = siblings.filter((sibling) => sameSettings(sibling.event, before)).flatMap((sibling) => sibling.dates);
  await changeSeats(ctx, target, [...dates, ...alike], registrationOf(change.registration), change.scope);
  const moved = await giveOtherTimes(ctx, part, date, siblings, { ...change, times: timesOf(change, part) });
  for (const { event: sibling, dates: own } of siblings)
    if (follow(sibling, before, target) || own.some((one) => moved.has(one))) sibling.version += 1;
  const news = await inTurn(parts, (one) => newsOf(one, one.before));
  for (const one of news) noteChange(ctx, one, moved);
  audit(ctx, 'events.edit', target.id);
  await ctx.em.flush();
  for (const { event: one } of await namedAlike(ctx, target, siblings)) await nameCoOrganisers(ctx, one, others);
  await nameCoOrganisers(ctx, target, others);
  await tellNews(ctx, news, moved, 'SERIES_CHANGED');
  for (const one of parts.flatMap((each) => each.dates)) await tellDateChanged(ctx, one.id);
  // A new rule may have no place for the date that was edited.
  return dates.includes(date) ? date : (dates.find(({ endsAt }) => endsAt > ctx.clock.now()) ?? dates[0] ?? date);
}

/** Shows a draft to everybody. */
export async function publishEvent(ctx: RequestContext, dateId: string): Promise<EventDate> {
  const { date, event } = await lockDate(ctx, dateId);
  authorize(ctx, eventPolicy.publish, await subjectOf(ctx, event));
  const last = await ctx.em.findOneOrFail(EventDate, { event: event.id }, { orderBy: { endsAt: 'desc' } });
  if (last.endsAt <= ctx.clock.now()) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
  event.publish(ctx.clock.now());
  audit(ctx, 'events.publish', event.id);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return date;
}

/** Calls one date off, or it and the following ones, or all, with words; everybody who registered is told. */
export async function cancelEvent(
  ctx: RequestContext,
  dateId: string,
  scope: ChangeScope,
  words: string,
): Promise<EventDate> {
  const { date, event } = await lockDate(ctx, dateId);
  authorize(ctx, eventPolicy.cancel, await subjectOf(ctx, event));
  event.assertState('PUBLISHED');
  const said = words.trim();
  if (!said) throw new AppError('REQUIRED', {}, 'words');
  if (said.length > 1000) throw new AppError('TOO_LONG', { max: 1000 }, 'words');
  const now = ctx.clock.now();
  // Also those that were edited alone: they belong to the series as before.
  const coming = await ctx.em.find(
    EventDate,
    { event: { seriesId: event.seriesId, state: 'PUBLISHED' }, endsAt: { $gt: now }, cancelledAt: null },
    { orderBy: { startsAt: 'asc' }, populate: ['event', 'seats'] },
  );
  const meant = coming.filter(
    (one) => scope === 'ALL' || one === date || (scope === 'FOLLOWING' && one.startsAt >= date.startsAt),
  );
  if (meant.every((one) => one !== date)) date.cancel(said, ctx.locale, now);
  for (const one of meant) one.cancel(said, ctx.locale, now);
  for (const part of new Set([event, ...meant.map((one) => one.event.$)])) {
    if (coming.every((one) => one.event.$ !== part || meant.includes(one))) part.cancel(said, ctx.locale, now);
    else part.version += 1;
    audit(ctx, 'events.cancel', part.id);
  }
  await ctx.em.flush();
  await tellCalledOff(
    ctx,
    meant.map((one) => ({ date: one, event: one.event.$ })),
    'CALLED_OFF',
  );
  for (const one of meant) await tellDateChanged(ctx, one.id);
  return date;
}

/** Throws a draft away, with all its dates. */
export async function removeDraft(ctx: RequestContext, dateId: string): Promise<boolean> {
  const { event } = await lockDate(ctx, dateId);
  authorize(ctx, eventPolicy.remove, await subjectOf(ctx, event));
  event.assertState('DRAFT');
  const seats = (await datesOf(ctx, event)).flatMap((date) => (date.seats ? [date.seats.id] : []));
  ctx.em.remove(event);
  audit(ctx, 'events.remove', event.id);
  await ctx.em.flush();
  await ctx.em.nativeDelete(EventSeats, { id: { $in: seats } });
  await forgetTranslations(ctx, event.id);
  return true;
}

/** A date and its event, with the whole series held until the transaction ends: organisers change one after the other. */
async function lockDate(ctx: RequestContext, dateId: string): Promise<{ date: EventDate; event: Event }> {
  signedIn(ctx);
  const seen = await getDate(ctx, dateId);
  await ctx.em.find(
    Event,
    { seriesId: seen.event.$.seriesId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
  );
  // Another organiser may have split it off meanwhile.
  const date = await ctx.em.findOneOrFail(EventDate, dateId, { populate: ['event'], refresh: true });
  return { date, event: date.event.$ };
}

const datesOf = (ctx: RequestContext, event: Event): Promise<EventDate[]> =>
  ctx.em.find(EventDate, { event: event.id }, { orderBy: { startsAt: 'asc' }, populate: ['seats'] });

interface Part extends EventPart {
  /** Where it follows a rule: that of all it was a part of, and that of these dates alone. */
  rules: { whole: string; own: string | null } | null;
}

/** The event to change and its dates: the whole, or a part that becomes an event of its own. */
async function splitOff(ctx: RequestContext, event: Event, date: EventDate, scope: ChangeScope): Promise<Part> {
  const all = await datesOf(ctx, event);
  const part = all.filter(
    (one) => scope === 'ALL' || one === date || (scope === 'FOLLOWING' && one.startsAt > date.startsAt),
  );
  if (part.length === all.length) return { event, dates: all, rules: null };
  const own = await copyEvent(ctx, event);
  for (const one of part) one.event = ref(own);
  const whole = event.rule;
  if (scope === 'ONE' || !whole) {
    own.rule = null;
    await ctx.em.flush();
    return { event: own, dates: part, rules: null };
  }
  const others = await ctx.em.find(
    EventDate,
    { event: { seriesId: event.seriesId, id: { $nin: [event.id, own.id] } } },
    { orderBy: { plannedAt: 'asc' }, populate: ['event'] },
  );
  const first = firstOfRule(all, others);
  // Where the first one was made an event of its own alone, the rule still counts from it.
  const ruled = all.includes(first) ? all : [first, ...all];
  const { before, after } = splitRule(event, whole, ruled, date.plannedAt);
  event.rule = all.length - part.length === 1 ? null : before;
  own.rule = part.length === 1 ? null : after;
  await ctx.em.flush();
  return { event: own, dates: part, rules: { whole, own: own.rule } };
}

/** What was sent about the whole series means, for a part of it, the dates that the part has. */
function timesOf({ times }: Change, { rules }: Part): EventTimesInput {
  return rules && times.rule ? { ...times, rule: ruleOfPart(times.rule, rules) } : times;
}

/** A date alone has no rule: that of all may be sent along, another one is meant for more dates. Throws RULE_OF_ONE_DATE. */
function checkRuleOfOne({ rule }: Event, { scope, times }: Change): void {
  if (scope === 'ONE' && times.rule && times.rule !== rule) throw new AppError('RULE_OF_ONE_DATE', {}, 'times.rule');
}

/** One after the other: they share a connection. */
async function inTurn<One, Result>(list: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of list) results.push(await work(one));
  return results;
}
