import type { Loaded } from '@mikro-orm/core';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { AppError } from '../../platform/errors.ts';
import { townDay } from '../../platform/time.ts';
import { EventDate } from './event-date.entity.ts';
import { makeDates, sharedSeats } from './event-dates.ts';
import type { EventTimesInput } from './event.input.ts';
import { subjectOf } from './event.reading.ts';
import { eventPolicy } from './events.policy.ts';
import { openSlotsAt } from './registrations/needed-slots.ts';
import type { ChangeScope } from './events.words.ts';
import { type EventPart, hasHoursOf, isComing } from './event-siblings.ts';
import {
  datesByRule,
  leftOut,
  movedByRule,
  type Moved,
  reaching,
  sameDays,
  sameRhythm,
  shiftedRule,
} from './event-move.ts';
import {
  daysLater,
  hoursOf,
  keptRule,
  plannedSpans,
  type Shift,
  shiftBetween,
  shifted,
  type Span,
} from './event-times.ts';

/**
 * Gives dates of an event other times; `date` is the one that was edited. The others move with it on the wall clock, those of
 * its siblings where they have the same hours; another rule makes other dates; a date alone keeps its place in the rule. What is
 * over stays as it was, with who came and what they said of it: WRONG_STATE. Returns the dates that were moved.
 */
export async function giveOtherTimes(
  ctx: RequestContext,
  { event, dates }: EventPart,
  date: EventDate,
  siblings: readonly EventPart[],
  { scope, times: given }: { scope: ChangeScope; times: EventTimesInput },
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const times = scope === 'ONE' ? { ...given, rule: event.rule ?? null } : given;
  const sameTimes = same(date, times) && times.timeZone === event.timeZone && times.allDay === event.allDay;
  if (!sameTimes && event.state !== 'DRAFT' && date.endsAt <= now)
    throw new AppError('WRONG_STATE', { state: 'PAST' }, 'times.startsAt');
  const rule = (times.rule === event.rule ? times.rule : keptRule(times)) ?? null;
  const [oldRule, oldZone] = [event.rule ?? null, event.timeZone];
  const alike = siblings.filter((sibling) => hasHoursOf(sibling, date, event));
  for (const one of [event, ...alike.map((sibling) => sibling.event)])
    Object.assign(one, { timeZone: times.timeZone, allDay: times.allDay });
  if (sameTimes && rule === oldRule) return new Set();
  if (times.startsAt < now && !same(date, times)) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
  const [span] = plannedSpans({ ...times, rule: null }, now) as [Span];
  if (scope === 'ONE') return moveAlone(ctx, date, span);
  const shift = shiftBetween(date.startsAt, span, times.timeZone);
  const sameHours = times.timeZone === oldZone && hoursOf(date, oldZone) === hoursOf(span, oldZone);
  const hoursOfAll = hoursOf(date, oldZone);
  /** Where a date goes that keeps its place beside the rule, and its hours where those of all are not its own. */
  const along = (one: EventDate): Place => {
    const keepsHours = sameHours || hoursOf(one, oldZone) !== hoursOfAll;
    const span = keepsHours ? daysLater(one, shift) : shifted(one.startsAt, shift);
    if (!isMoved(one)) return span;
    const planned = { startsAt: one.plannedAt, endsAt: one.plannedAt };
    return { ...span, plannedAt: (sameHours ? daysLater(planned, shift) : shifted(one.plannedAt, shift)).startsAt };
  };
  const besides = alike.flatMap((sibling) => sibling.dates).filter(isComing(now));
  const wanted = new Map<EventDate, Place>(besides.map((one) => [one, placeAfter(one, shift)]));
  const others = await ctx.em.find(
    EventDate,
    { event: { seriesId: event.seriesId, id: { $ne: event.id } } },
    { orderBy: { plannedAt: 'asc' }, populate: ['event'] },
  );
  const first = scope === 'ALL' && rule ? firstOfRule(dates, others) : date;
  const goesAlong = rule !== null && oldRule !== null && shift.days !== 0 && sameRhythm(rule, oldRule);
  const shiftedAlong = goesAlong ? shiftedRule(rule, sameDays(rule, oldRule) ? shift.days : 0) : null;
  if (goesAlong && shiftedAlong === null) {
    const old = { rule: oldRule, first: first.plannedAt, timeZone: oldZone };
    const moved = movedByRule(old, { from: date.plannedAt, to: span, rule, timeZone: times.timeZone });
    if (!moved) throw new AppError('DAY_OFF_RULE', {}, 'times.startsAt');
    event.rule = moved.rule;
    return goByRule(ctx, { event, dates }, { moved, along, wanted });
  }
  if (rule === oldRule) {
    for (const one of dates.filter(isComing(now))) wanted.set(one, along(one));
    const last = Math.max(...[...wanted.values(), span].map(({ startsAt }) => startsAt.getTime()));
    if (rule) event.rule = reaching(shiftedAlong ?? rule, new Date(last), times.timeZone);
    if (shift.days !== 0) checkNoneIsPast(wanted, now);
    return moveTo(ctx, wanted.set(date, span));
  }
  const start = first === date ? span : shifted(first.plannedAt, shift);
  const newRule = shiftedAlong ?? rule;
  const spans = plannedSpans({ ...times, ...start, rule: newRule }, now);
  event.rule = newRule;
  const ruled = oldRule ? datesByRule({ rule: oldRule, first: first.plannedAt, timeZone: oldZone }) : [];
  const next = others.find(({ plannedAt }) => plannedAt > (ruled.at(-1) ?? date.plannedAt));
  if (next) checkEndsBefore(wanted.get(next)?.plannedAt ?? next.plannedAt, spans);
  const taken = [...others, ...dates.filter(({ cancelledAt }) => cancelledAt)].map(({ plannedAt }) => plannedAt);
  if (newRule && oldRule && sameRhythm(newRule, oldRule)) {
    const planned = [...dates, ...others].map(({ plannedAt }) => plannedAt);
    taken.push(...leftOut(ruled, planned));
    keepBeside(dates.filter(isComing(now)), { ruled, spans, shift, wanted, along });
  }
  return follow(ctx, { event, dates }, { taken, spans, shift, wanted });
}

/**
 * Dates that never followed the rule stay, and so do those that were moved alone, as long as the rule still has the day from
 * which they were moved.
 */
function keepBeside(
  coming: readonly EventDate[],
  {
    ruled,
    spans,
    shift,
    wanted,
    along,
  }: Omit<NewDates, 'taken'> & { ruled: readonly Date[]; along: (one: EventDate) => Place },
): void {
  const before = new Set(ruled.map((date) => date.getTime()));
  const after = new Map(spans.map((span) => [dayOf(span), span.startsAt]));
  for (const one of coming) {
    const isRuled = before.has(one.plannedAt.getTime());
    const plannedAt = after.get(dayOf(shifted(one.plannedAt, shift)));
    if (!isRuled) wanted.set(one, along(one));
    else if (isMoved(one) && plannedAt) wanted.set(one, { ...along(one), plannedAt });
  }
}

/** Whether it takes place at another time than the rule has it. */
const isMoved = ({ startsAt, plannedAt }: EventDate): boolean => startsAt.getTime() !== plannedAt.getTime();

/** Where the series goes on by another rule, this one has no more dates. Throws RUNS_INTO_NEXT. */
function checkEndsBefore(next: Date, spans: readonly Span[]): void {
  const last = spans.at(-1);
  if (last && dayOf(last) >= dayOf({ startsAt: next })) throw new AppError('RUNS_INTO_NEXT', {}, 'times.rule');
}

/** Nobody can come to what a move puts into the past. Throws DATE_IN_PAST. */
function checkNoneIsPast(wanted: ReadonlyMap<EventDate, Span>, now: Date): void {
  const past = [...wanted].some(([one, { startsAt }]) => one.startsAt > now && startsAt <= now);
  if (past) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
}

/**
 * Dates of a rule go where it has them from now on, each to its own: nobody loses a place because a month is longer. What the
 * series left out it leaves out; dates that never followed the rule move as many days.
 */
async function goByRule(
  ctx: RequestContext,
  { event, dates }: EventPart,
  { moved, along, wanted }: { moved: Moved; along: (one: EventDate) => Place; wanted: Map<EventDate, Place> },
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const spanOf = new Map(
    moved.dates.flatMap(({ before, span }) => (before ? [[before.getTime(), span] as const] : [])),
  );
  const placeOf = (one: EventDate): Place => {
    const span = spanOf.get(one.plannedAt.getTime());
    if (!span) return along(one);
    return isMoved(one) ? { ...along(one), plannedAt: span.startsAt } : span;
  };
  for (const one of wanted.keys()) wanted.set(one, placeOf(one));
  for (const one of dates.filter(isComing(now))) wanted.set(one, placeOf(one));
  checkNoneIsPast(wanted, now);
  const fresh = moved.dates.flatMap(({ before, span }) => (before || span.endsAt <= now ? [] : [span]));
  return settle(ctx, { event, dates }, { wanted, fresh });
}

/** The date with which the rule of an event begins: its first one, or one before that was made an event of its own alone. */
export function firstOfRule(dates: readonly EventDate[], others: readonly Loaded<EventDate, 'event'>[]): EventDate {
  const first = dates.toSorted((one, other) => one.plannedAt.getTime() - other.plannedAt.getTime())[0] as EventDate;
  const before = others.filter(({ plannedAt }) => plannedAt < first.plannedAt);
  const ruled = before.findLastIndex(({ event }) => event.$.rule);
  return before[ruled + 1] ?? first;
}

const same = (date: EventDate, { startsAt, endsAt }: Span): boolean =>
  date.startsAt.getTime() === startsAt.getTime() && date.endsAt.getTime() === endsAt.getTime();

/** The rule still has it where it was: no other date takes its place. */
async function moveAlone(ctx: RequestContext, date: EventDate, span: Span): Promise<Set<EventDate>> {
  if (same(date, span)) return new Set();
  date.move(span.startsAt, span.endsAt);
  await ctx.em.flush();
  return new Set([date]);
}

/** Where a date goes; `plannedAt` where the rule has it at another time. */
interface Place extends Span {
  plannedAt?: Date;
}

const placeAfter = ({ startsAt, plannedAt }: Pick<EventDate, 'startsAt' | 'plannedAt'>, shift: Shift): Place => ({
  ...shifted(startsAt, shift),
  plannedAt: shifted(plannedAt, shift).startsAt,
});

interface NewDates {
  /** Where the rule had dates in whose place none is made. */
  taken: readonly Date[];
  spans: readonly Span[];
  shift: Shift;
  /** Where dates of siblings go. */
  wanted: Map<EventDate, Place>;
}

/**
 * Dates of the new rule take the place of those on the same day; the rest is made, or goes, or is called off where people count
 * on it. Nothing is made in place of a date that was called off, made an event of its own, or that the series left out: `taken`.
 */
async function follow(
  ctx: RequestContext,
  { event, dates }: EventPart,
  { taken, spans, shift, wanted }: NewDates,
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const coming = dates.filter(isComing(now));
  const newDay = (before: Date) => dayOf(shifted(before, shift));
  const byDay = new Map(coming.filter((one) => !wanted.has(one)).map((one) => [newDay(one.startsAt), one]));
  const kept = [...wanted].flatMap(([one, { plannedAt }]) =>
    coming.includes(one) && plannedAt ? dayOf({ startsAt: plannedAt }) : [],
  );
  const takenDays = new Set([...taken.map(newDay), ...kept]);
  const fresh: Span[] = [];
  for (const span of spans) {
    const there = byDay.get(dayOf(span));
    if (there && !wanted.has(there)) wanted.set(there, span);
    else if (span.endsAt > now && !takenDays.has(dayOf(span))) fresh.push(span);
  }
  return settle(ctx, { event, dates }, { wanted, fresh });
}

/** Moves dates where they are wanted, makes the fresh ones, and takes away or calls off those that come and are wanted no more. */
async function settle(
  ctx: RequestContext,
  { event, dates }: EventPart,
  { wanted, fresh }: { wanted: ReadonlyMap<EventDate, Place>; fresh: readonly Span[] },
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const coming = dates.filter(isComing(now));
  const moved = await moveTo(ctx, wanted);
  // A date that falls out is called off: for those who may do that.
  if (coming.some((one) => !wanted.has(one))) authorize(ctx, eventPolicy.cancel, await subjectOf(ctx, event));
  for (const one of coming) {
    if (wanted.has(one)) continue;
    if (await isCountedOn(ctx, one)) {
      one.cancel(null, event.language, now);
      moved.add(one);
    } else {
      ctx.em.remove(one);
      dates.splice(dates.indexOf(one), 1);
    }
  }
  await ctx.em.flush();
  const made = makeDates(ctx, event, fresh, await sharedSeats(event, coming));
  dates.push(...made);
  await ctx.em.flush();
  await openSlotsAt(ctx, made);
  return moved;
}

const dayOf = ({ startsAt }: Pick<Span, 'startsAt'>): string => townDay(startsAt).toString();

/** Two steps, so that dates that move onto each other's times never meet. Returns those for which it is another time. */
async function moveTo(ctx: RequestContext, wanted: ReadonlyMap<EventDate, Place>): Promise<Set<EventDate>> {
  const list = [...wanted];
  const moved = new Set(list.filter(([one, to]) => !same(one, to)).map(([one]) => one));
  for (const [index, [one]] of list.entries()) one.plannedAt = new Date(index);
  await ctx.em.flush();
  for (const [one, { startsAt, endsAt, plannedAt = startsAt }] of list) {
    one.move(startsAt, endsAt);
    one.plannedAt = plannedAt;
  }
  await ctx.em.flush();
  return moved;
}

/** Whether somebody registered for it, be it that they gave the place back since, or promised to help. */
export async function isCountedOn(ctx: Pick<RequestContext, 'em'>, date: EventDate): Promise<boolean> {
  const [row] = await ctx.em.execute<{ counted: boolean }[]>(
    `select exists (select from registration where date_id = d.id or seats_id = d.seats_id)
        or exists (select from support_slot where date_id = d.id and places_taken > 0) as counted
       from event_date d where d.id = ?`,
    [date.id],
  );
  return row?.counted ?? false;
}
