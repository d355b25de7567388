import { setImmediate as othersTurn } from 'node:timers/promises';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { CalendarEvent, CalendarRead, CalendarRemark, RemarkCode } from '../calendar/calendar.ts';
import { planImport } from '../calendar/plan-import.ts';
import { Event } from '../event.entity.ts';
import { EventDate } from '../event-date.entity.ts';
import { type SeriesHere, setApart } from './dates-apart.ts';
import { type ImportProblem, type SourceDate, sourceDates } from './imported-dates.ts';
import { marksFrom, sourceWords } from './imported-words.ts';
import { type ImportReason, reasonOf } from './import.words.ts';

/** Most events that one import makes or changes; the next import of the same file goes on. */
const mostEvents = 500;
/** Most dates that it reckons, a rule of which may give 400. */
const mostDatesInAll = 20_000;

export interface PlannedEvent {
  source: CalendarEvent;
  change: 'NEW' | 'CHANGED' | 'SAME' | 'OLDER';
  dates: SourceDate[];
  /** The event that came from it before. */
  known: Event | null;
  /** The series of which it is a date apart, and the event that came from that before. */
  partOf: { uid: string; known: Event | null } | null;
}

export interface PlannedRemark {
  uid: string | null;
  line: number | null;
  title: string | null;
  code: RemarkCode | ImportProblem;
  reason: ImportReason;
  /** It comes in all the same. */
  taken: boolean;
}

export interface CalendarPlan {
  events: PlannedEvent[];
  remarks: PlannedRemark[];
}

/** What an import into an organisation would do with what was read, event by event, and what it would leave out and why. */
export async function planFor(
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  organisationId: string,
  read: CalendarRead,
): Promise<CalendarPlan> {
  const here = await seriesHere(ctx, organisationId, read);
  const parts = read.events.flatMap((event) => setApart(event, here(event.uid)));
  const partOf = new Map(parts.map((part) => [part.source.uid, part.partOf]));
  const uids = [...partOf.keys(), ...read.skipped.flatMap(({ uid }) => uid ?? [])];
  const found = await ctx.em.find(Event, { organisation: organisationId, sourceUid: { $in: uids } });
  const known = new Map(found.map((event) => [event.sourceUid ?? '', event]));
  const existing = found.map(({ sourceUid, sourceSequence, sourceDigest }) => ({
    uid: sourceUid ?? '',
    sequence: sourceSequence ?? 0,
    digest: marksFrom(sourceDigest).all,
  }));
  const plan = planImport(existing, { ...read, events: parts.map(({ source }) => source) });
  const titles = new Map(read.events.map(({ uid, title }) => [uid, title]));
  const remark = ({ uid, line, code: said }: CalendarRemark, taken: boolean): PlannedRemark => {
    // Came in before it was private there: only the organisers can say whether it is still to be seen here.
    const before = said === 'private' ? known.get(uid ?? '') : undefined;
    const code = before && before.state !== 'CANCELLED' ? 'private_here' : said;
    return { uid, line, title: titles.get(uid ?? '') || before?.title || null, code, reason: reasonOf[code], taken };
  };
  const result: CalendarPlan = {
    events: [
      ...plan.same.map((source) => untouched(source, 'SAME')),
      ...plan.older.map((source) => untouched(source, 'OLDER')),
    ],
    remarks: [...read.skipped.map((one) => remark(one, false)), ...read.repaired.map((one) => remark(one, true))],
  };
  const room = { events: mostEvents, dates: mostDatesInAll };
  for (const source of [...plan.changed, ...plan.new]) {
    const before = known.get(source.uid) ?? null;
    const series = partOf.get(source.uid);
    // A rule takes some milliseconds: whoever else asks something is answered between two events.
    await othersTurn();
    const hasRoom = room.events > 0 && room.dates > 0;
    const dates = hasRoom ? datesOrProblem(source, before, ctx.clock.now()) : 'too_many_events';
    if (typeof dates === 'string') {
      // One date of a series that is over, or too far ahead, is not missed.
      if (series && saysNothing.has(dates)) continue;
      result.remarks.push({
        uid: source.uid,
        line: null,
        title: source.title || null,
        code: dates,
        reason: reasonOf[dates],
        taken: false,
      });
    } else {
      room.events -= 1;
      room.dates -= dates.length;
      result.events.push({
        source,
        change: before ? 'CHANGED' : 'NEW',
        dates,
        known: before,
        partOf: series ? { uid: series, known: known.get(series) ?? null } : null,
      });
    }
  }
  // Where all dates to come are apart, nothing of the series is missing.
  const apart = new Set(result.events.map(({ source }) => partOf.get(source.uid)));
  result.remarks = result.remarks.filter(({ uid, code }) => code !== 'over' || !apart.has(uid ?? ''));
  return result;
}

const saysNothing: ReadonlySet<string> = new Set<ImportProblem>(['over', 'too_far', 'cancelled_before']);

/** What of the series in a file is here already, by their identifiers. */
async function seriesHere(
  { em }: Pick<RequestContext, 'em'>,
  organisationId: string,
  read: CalendarRead,
): Promise<(uid: string) => SeriesHere> {
  const uids = read.events.filter(({ recurrence }) => recurrence).map(({ uid }) => uid);
  const series = await em.find(Event, { organisation: organisationId, sourceUid: { $in: uids } });
  const others = await em.find(Event, {
    seriesId: { $in: series.map(({ seriesId }) => seriesId) },
    id: { $nin: series.map(({ id }) => id) },
  });
  const apart = Map.groupBy(
    others.filter(({ sourceUid }) => sourceUid),
    ({ seriesId }) => seriesId,
  );
  const theirs = new Set(others.filter(({ sourceUid }) => !sourceUid).map(({ id }) => id));
  const dates = await em.find(EventDate, { event: { $in: [...theirs] } }, { populate: ['event'] });
  const theirDates = new Set(dates.map(({ event, plannedAt }) => `${event.$.seriesId} ${plannedAt.getTime()}`));
  const seriesIds = new Map(series.map(({ sourceUid, seriesId }) => [sourceUid, seriesId]));
  return (uid) => {
    const seriesId = seriesIds.get(uid) ?? '';
    return { apart: apart.get(seriesId) ?? [], isTheirs: (of) => theirDates.has(`${seriesId} ${of.getTime()}`) };
  };
}

const untouched = (source: CalendarEvent, change: 'SAME' | 'OLDER'): PlannedEvent => ({
  source,
  change,
  dates: [],
  known: null,
  partOf: null,
});

function datesOrProblem(source: CalendarEvent, before: Event | null, now: Date): SourceDate[] | ImportProblem {
  if (!sourceWords(source).title) return 'title_missing';
  if (!before && source.status === 'CANCELLED') return 'cancelled_before';
  return sourceDates(source, now);
}
