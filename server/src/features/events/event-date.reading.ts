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

/** Up to 12 other dates of the series that come; for one page, not for lists. */
export async function otherDatesOf(ctx: RequestContext, date: AnyDate): Promise<EventDate[]> {
  const { seriesId, state } = await eventOf(date);
  return ctx.em.find(
    EventDate,
    {
      id: { $ne: date.id },
      event: { seriesId, hiddenAt: null, state: state === 'DRAFT' ? 'DRAFT' : { $ne: 'DRAFT' } },
      endsAt: { $gt: ctx.clock.now() },
    },
    { orderBy: { startsAt: 'asc', id: 'asc' }, limit: 12, populate: ['event', 'seats'] },
  );
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
