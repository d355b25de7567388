import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { EventDate, EventSeats } from './event-date.entity.ts';
import { type AnyDate, eventOf } from './event.reading.ts';

interface Seats {
  id: string;
  places?: number | null;
  taken: number;
  waiting: number;
}
interface Support {
  interpreted: string[];
  childCare: boolean;
}
const noSupport: Support = { interpreted: [], childCare: false };

/** The places of a date; null where nobody registers. */
export async function seatsOf(ctx: RequestContext, { seats }: AnyDate): Promise<Seats | null> {
  if (!seats) return null;
  if ('taken' in seats) return seats as Seats;
  return (await batched(ctx, seatsById, seats.id)) ?? null;
}

/** Who is there to help, at hand or for whole lists in one statement. */
export async function supportOf(ctx: RequestContext, date: AnyDate): Promise<Support> {
  if ('interpreted' in date) return date;
  return (await batched(ctx, supportByDate, date.id)) ?? noSupport;
}

const mostOtherDates = 12;

/** Up to 12 other dates of the series that come: drafts beside a draft, and only there; whole lists in few statements. */
export async function otherDatesOf(ctx: RequestContext, date: AnyDate): Promise<EventDate[]> {
  const { seriesId, state } = await eventOf(date);
  const coming = (await batched(ctx, comingInSeries, seriesId)) ?? [];
  const isDraft = state === 'DRAFT';
  return coming
    .filter(({ id, event }) => id !== date.id && (event.getEntity().state === 'DRAFT') === isDraft)
    .slice(0, mostOtherDates);
}

/** Of each series the first dates to come, those of drafts and the others counted apart. */
async function comingInSeries(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, EventDate[]>> {
  const first = await ctx.em.execute<{ id: string }[]>(
    `select id from (
       select d.id, row_number() over (partition by e.series_id, e.state = 'DRAFT' order by d.starts_at, d.id) as place
         from event e join event_date d on d.event_id = e.id
        where e.series_id = any(string_to_array(?, ',')::uuid[]) and e.hidden_at is null and d.ends_at > ?) coming
      where place <= ?`,
    [ids.join(','), ctx.clock.now(), mostOtherDates + 1], // one of them may be the date that asks
  );
  const dates = await ctx.em.find(
    EventDate,
    { id: { $in: first.map(({ id }) => id) } },
    { orderBy: { startsAt: 'asc', id: 'asc' }, populate: ['event', 'seats'] },
  );
  return Map.groupBy(dates, ({ event }) => event.getEntity().seriesId);
}

async function seatsById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, EventSeats>> {
  const found = await ctx.em.find(EventSeats, { id: { $in: [...ids] } });
  return new Map(found.map((seats) => [seats.id, seats]));
}

async function supportByDate(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Support>> {
  const rows = await ctx.em.execute<(Support & { id: string })[]>(
    `select date_id as id, coalesce(array_agg(language order by language) filter (where kind = 'INTERPRETER'), '{}') as interpreted,
        bool_or(kind = 'CHILD_CARE') as "childCare"
       from support_slot where places_taken > 0 and date_id = any(string_to_array(?, ',')::uuid[]) group by date_id`,
    [ids.join(',')],
  );
  return new Map(rows.map(({ id, ...support }) => [id, support]));
}
