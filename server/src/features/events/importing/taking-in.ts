import { LockMode, ref } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Member } from '../../members/index.ts';
import type { Zone } from '../../neighbourhoods/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { CalendarRead } from '../calendar/calendar.ts';
import { isCountedOn } from '../event-dates-change.ts';
import type { EventPart } from '../event-siblings.ts';
import { Event } from '../event.entity.ts';
import { copyEvent } from '../event-making.service.ts';
import { EventDate, type EventSeats } from '../event-date.entity.ts';
import { makeDates, sharedSeats } from '../event-dates.ts';
import { type Known, knownOf, newsOf, noteChange, tellNews } from '../event-news.ts';
import { tellDateChanged } from '../event.service.ts';
import { openSlotsAt } from '../registrations/needed-slots.ts';
import type { SeatingContext } from '../registrations/seating.ts';
import { type CalendarPlan, planFor, type PlannedEvent } from './import-plan.ts';
import type { SourceDate } from './imported-dates.ts';
import { marksFrom, marksOf, marksText, sourceRule, sourceWords, sourceZone } from './imported-words.ts';

/** Where new events go. */
export interface Into {
  organisation: Organisation;
  /** Null: nothing new is expected. */
  zone: Zone | null;
  /** In which language they are written. */
  language: Locale;
  /** Who brings them in; null: nobody by name, from the command line. */
  createdBy: string | null;
  /** Everybody sees them at once. */
  publish: boolean;
}

/**
 * Makes what is new and changes what the source changed; tells what it did. In a transaction: all of it or nothing. Who
 * imports into the same organisation at the same time waits, so that nothing comes in twice.
 */
export async function bringIn(ctx: SeatingContext, read: CalendarRead, into: Into): Promise<CalendarPlan> {
  await ctx.em.lock(into.organisation, LockMode.PESSIMISTIC_WRITE);
  const plan = await planFor(ctx, into.organisation.id, read);
  // A series before its dates apart where it is new, and after them where they leave it with those who count on them.
  const fresh = plan.events.filter(({ change }) => change === 'NEW');
  const seriesIds = new Map<string, string>();
  for (const planned of fresh.toSorted((a, b) => Number(a.partOf !== null) - Number(b.partOf !== null))) {
    const { partOf, source } = planned;
    if (partOf?.known) await takeApart(ctx, planned, partOf.known);
    else {
      const series = partOf?.uid ?? source.uid;
      seriesIds.set(series, makeEvent(ctx, planned, into, seriesIds.get(series)).seriesId);
    }
  }
  for (const planned of plan.events)
    if (planned.change === 'CHANGED' && planned.known) await changeEvent(ctx, planned, planned.known);
  await ctx.em.flush();
  return plan;
}

function makeEvent(ctx: SeatingContext, { source, dates }: PlannedEvent, into: Into, seriesId?: string): Event {
  const { organisation, zone, language, createdBy, publish } = into;
  if (!zone) throw new AppError('REQUIRED', {}, 'zoneId');
  const id = newId();
  const event = ctx.em.create(Event, {
    ...sourceWords(source),
    id,
    seriesId: seriesId ?? id,
    state: 'DRAFT',
    version: 1,
    language,
    organisation,
    createdBy: createdBy === null ? null : ctx.em.getReference(Member, createdBy),
    zone,
    timeZone: sourceZone(source),
    allDay: source.allDay,
    rule: sourceRule(source, dates),
    topics: [],
    audiences: [],
    speaks: [],
    access: [],
    cost: 'FREE',
    registration: 'NONE',
    closesMinutes: 0,
    waitingOrder: 'FIRST_COME',
    offerMinutes: 720,
    ...sourceOf(source),
    createdAt: ctx.clock.now(),
  });
  addDates(ctx, event, dates);
  if (publish) event.publish(ctx.clock.now());
  return event;
}

/** A date of a series that is here becomes an event of its own, with everybody who counts on it. */
async function takeApart(ctx: SeatingContext, planned: PlannedEvent, series: Event): Promise<void> {
  if (series.state === 'CANCELLED') return;
  const own = await copyEvent(ctx, series);
  ctx.em.assign(own, { rule: null, sourceUid: planned.source.uid });
  const [date] = planned.dates;
  const there = date && (await ctx.em.findOne(EventDate, { event: series.id, plannedAt: date.plannedAt }));
  if (there) there.event = ref(own);
  await ctx.em.flush();
  await changeEvent(ctx, planned, own);
}

const sourceOf = (source: PlannedEvent['source']) => ({
  sourceUid: source.uid,
  sourceSequence: source.sequence,
  sourceDigest: marksText(marksOf(source)),
});

/** What the source changed since then changes here; what the organisers changed themselves stays. */
async function changeEvent(ctx: SeatingContext, { source, dates }: PlannedEvent, event: Event): Promise<void> {
  const [before, after] = [marksFrom(event.sourceDigest), marksOf(source)];
  ctx.em.assign(event, sourceOf(source));
  if (event.state === 'CANCELLED') return;
  const own = await ctx.em.find(EventDate, { event: event.id }, { orderBy: { startsAt: 'asc' }, populate: ['seats'] });
  const known = await knownOf({ event, dates: own });
  const { title, description, ...place } = sourceWords(source);
  if (before.title !== after.title) event.title = title;
  if (before.description !== after.description) event.description = description;
  if (before.place !== after.place) ctx.em.assign(event, place);
  event.version += 1;
  const isOtherTime = before.times !== after.times;
  if (isOtherTime) ctx.em.assign(event, { timeZone: sourceZone(source), allDay: source.allDay });
  await ctx.em.flush();
  const moved = isOtherTime ? await moveDates(ctx, event, own, dates) : new Set<EventDate>();
  if (isOtherTime) event.rule = sourceRule(source, own);
  await tell(ctx, { event, dates: own }, known, moved);
}

async function tell(ctx: SeatingContext, part: EventPart, known: Known, moved: ReadonlySet<EventDate>): Promise<void> {
  const news = await newsOf(part, known);
  noteChange(ctx, news, moved);
  await ctx.em.flush();
  await tellNews(ctx, [news], moved, 'NOT_IN_CALENDAR');
  for (const one of part.dates) await tellDateChanged(ctx, one.id);
}

/** Dates are known again by when the rule had them. Returns those that moved or were called off. */
async function moveDates(
  ctx: SeatingContext,
  event: Event,
  own: EventDate[],
  wanted: readonly SourceDate[],
): Promise<Set<EventDate>> {
  const now = ctx.clock.now();
  const bySource = new Map(wanted.map((date) => [date.plannedAt.getTime(), date]));
  const moved = new Set<EventDate>();
  const seats = await sharedSeats(event, own);
  for (const date of own.filter(({ endsAt, cancelledAt }) => endsAt > now && !cancelledAt)) {
    const source = bySource.get(date.plannedAt.getTime());
    if (!source && !(await isCountedOn(ctx, date))) {
      own.splice(own.indexOf(date), 1);
      ctx.em.remove(date);
      continue;
    }
    if (!source || source.cancelled) {
      date.cancel(null, event.language, now);
      moved.add(date);
    } else if (!isSame(date, source)) {
      date.move(source.startsAt, source.endsAt);
      moved.add(date);
    }
  }
  await ctx.em.flush();
  // Also those that the organisers made an event of their own: they are theirs now.
  const inSeries = await ctx.em.find(EventDate, { event: { seriesId: event.seriesId } });
  const there = new Set(inSeries.map(({ plannedAt }) => plannedAt.getTime()));
  const fresh = wanted.filter(({ plannedAt, cancelled }) => !cancelled && !there.has(plannedAt.getTime()));
  const made = addDates(ctx, event, fresh, seats);
  own.push(...made);
  await ctx.em.flush();
  await openSlotsAt(ctx, made);
  return moved;
}

const isSame = (date: EventDate, source: SourceDate): boolean =>
  date.startsAt.getTime() === source.startsAt.getTime() && date.endsAt.getTime() === source.endsAt.getTime();

function addDates(
  ctx: SeatingContext,
  event: Event,
  dates: readonly SourceDate[],
  seats: EventSeats | null = null,
): EventDate[] {
  const made = makeDates(ctx, event, dates, seats);
  for (const [index, date] of made.entries()) {
    const source = dates[index];
    if (!source) continue;
    date.plannedAt = source.plannedAt;
    if (source.cancelled) date.cancel(null, event.language, ctx.clock.now());
  }
  return made;
}
