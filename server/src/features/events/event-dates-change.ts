import type { RequestContext } from '../../platform/graphql/context.ts';
import { AppError } from '../../platform/errors.ts';
import { townDay } from '../../platform/time.ts';
import type { Event } from './event.entity.ts';
import { type EventDate } from './event-date.entity.ts';
import { makeDates } from './event-dates.ts';
import type { EventTimesInput } from './event.input.ts';
import { openSlotsAt } from './registrations/needed-slots.ts';
import type { ChangeScope } from './events.words.ts';
import { keptRule, plannedSpans, shiftBetween, shifted, type Span } from './event-times.ts';

/**
 * Gives dates of an event other times; `date` is the one that was edited. The others move with it on the wall clock; another
 * rule makes other dates; a date alone keeps its place in the rule. What is over stays as it was. Returns the dates that were
 * moved.
 */
export async function giveOtherTimes(
  ctx: RequestContext,
  event: Event,
  date: EventDate,
  dates: EventDate[],
  { scope, times: given }: { scope: ChangeScope; times: EventTimesInput },
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const times = scope === 'ONE' ? { ...given, rule: event.rule ?? null } : given;
  const sameTimes = same(date, times) && times.timeZone === event.timeZone && times.allDay === event.allDay;
  const rule = times.rule === event.rule ? times.rule : keptRule(times);
  const sameRule = (rule ?? null) === (event.rule ?? null);
  event.timeZone = times.timeZone;
  event.allDay = times.allDay;
  if (sameTimes && sameRule) return new Set();
  if (times.startsAt < now && !same(date, times)) throw new AppError('DATE_IN_PAST', {}, 'times.startsAt');
  const spans = plannedSpans(sameRule ? { ...times, rule: null } : times, now);
  event.rule = rule;
  if (scope === 'ONE') return moveAlone(ctx, date, times);
  const coming = dates.filter((one) => one.endsAt > now && !one.cancelledAt);
  if (sameRule) return moveAll(ctx, coming, date, spans[0] as Span, times.timeZone);
  return follow(ctx, event, dates, coming, spans);
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

async function moveAll(
  ctx: RequestContext,
  coming: EventDate[],
  date: EventDate,
  span: Span,
  timeZone: string,
): Promise<Set<EventDate>> {
  const shift = shiftBetween(date.startsAt, span, timeZone);
  const wanted = new Map(coming.map((one) => [one, one === date ? span : shifted(one.startsAt, shift)]));
  if (!wanted.has(date)) wanted.set(date, span);
  const moved = new Set([...wanted].filter(([one, to]) => !same(one, to)).map(([one]) => one));
  await moveTo(ctx, wanted);
  return moved;
}

/** Dates of the new rule take the place of those on the same day; the rest is made, or goes, or is called off where people count on it. */
async function follow(
  ctx: RequestContext,
  event: Event,
  dates: EventDate[],
  coming: EventDate[],
  spans: readonly Span[],
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const byDay = new Map(coming.map((one) => [townDay(one.startsAt).toString(), one]));
  const fresh: Span[] = [];
  const wanted = new Map<EventDate, Span>();
  for (const span of spans) {
    const day = townDay(span.startsAt).toString();
    const there = byDay.get(day);
    if (there && !wanted.has(there)) wanted.set(there, span);
    else if (span.endsAt > now) fresh.push(span);
  }
  const moved = new Set([...wanted].filter(([one, to]) => !same(one, to)).map(([one]) => one));
  await moveTo(ctx, wanted);
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
  const shared =
    event.registration === 'SERIES' ? ((await coming.find(({ seats }) => seats)?.seats?.load()) ?? null) : null;
  const made = makeDates(ctx, event, fresh, shared);
  dates.push(...made);
  await ctx.em.flush();
  await openSlotsAt(ctx, made);
  return moved;
}

/** Two steps, so that dates that move onto each other's times never meet. */
async function moveTo(ctx: RequestContext, wanted: ReadonlyMap<EventDate, Span>): Promise<void> {
  const list = [...wanted];
  for (const [index, [one]] of list.entries()) one.plannedAt = new Date(index);
  await ctx.em.flush();
  for (const [one, { startsAt, endsAt }] of list) {
    one.move(startsAt, endsAt);
    one.plannedAt = startsAt;
  }
  await ctx.em.flush();
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
