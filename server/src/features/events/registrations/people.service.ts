import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import type { EventDate } from '../event-date.entity.ts';
import { subjectOf } from '../event.reading.ts';
import { getDate } from '../event.service.ts';
import { eventPolicy } from '../events.policy.ts';
import { Registration } from './registration.entity.ts';
import { activeStates } from './registrations.words.ts';

/** Everything the organisers need at a date. */
export interface DatePeople {
  date: EventDate;
}

/** The organisers' side of a date. */
export async function peopleAt(ctx: RequestContext, dateId: string): Promise<DatePeople> {
  signedIn(ctx);
  const date = await getDate(ctx, dateId);
  authorize(ctx, eventPolicy.seePeople, await subjectOf(ctx, date.event.$));
  return { date };
}

/** Who is registered for a date, in the order in which they came; the organisers have been authorized. */
export async function registrationsAt(
  ctx: RequestContext,
  { seats }: EventDate,
  first: number,
  after: string | null,
): Promise<Connection<Registration>> {
  const asked = page(first, after);
  if (!seats) return connection([], asked);
  const where = {
    seats: seats.id,
    state: { $in: [...activeStates] },
    ...(asked.afterId ? { id: { $gt: asked.afterId } } : {}),
  };
  const rows = await ctx.em.find(Registration, where, {
    orderBy: { id: 'asc' },
    limit: asked.limit + 1,
    populate: ['member', 'guest'],
  });
  return connection(rows, asked);
}

/** The reader's own registrations: those for dates to come, the next first, and then those that are over, the last first. */
export async function myRegistrations(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Registration>> {
  authorize(ctx, eventPolicy.listRegistrations);
  const asked = page(first, after);
  const found = await ctx.em.execute<{ id: string }[]>(
    `with own as (
       select r.id, coalesce(extract(epoch from min(d.starts_at) filter (where d.ends_at > ? and d.planned_at >= o.planned_at)) - ${farAway},
                             -extract(epoch from max(d.starts_at))) as place
         from registration r join event_date o on o.id = r.date_id join event e on e.id = o.event_id
         join event_date d on d.seats_id = r.seats_id
        where r.member_id = ? and e.hidden_at is null group by r.id)
     select id from own where ?::uuid is null or (place, id) > (select place, id from own where id = ?::uuid)
      order by place, id limit ?`,
    [ctx.clock.now(), signedIn(ctx).id, asked.afterId, asked.afterId, asked.limit + 1],
  );
  const ids = found.map(({ id }) => id);
  const rows = await ctx.em.find(Registration, { id: { $in: ids } }, { populate: ['date.event'] });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return connection(
    ids.flatMap((id) => byId.get(id) ?? []),
    asked,
  );
}

/** Seconds: puts every date to come before all that are over. */
const farAway = 1e12;

/** How a date was attended, in numbers. */
export interface Attended {
  registered: number;
  adults: number;
  children: number;
  waiting: number;
  came: number;
  /** Registrations for the date with a place of which nobody came; counted once it is over. */
  absent: number;
  cancelled: number;
  minutesGiven: number;
}

/** Whoever came had a place then, also where they gave those of later dates back. */
const counts = `r.state = 'CONFIRMED' or a.people is not null`;

/** Numbers for the organisers' report; people, but for `minutesGiven`. */
export async function attendedAt(ctx: RequestContext, date: EventDate): Promise<Attended> {
  const [row] = await ctx.em.execute<Attended[]>(
    `select coalesce(sum(r.people) filter (where ${counts}), 0)::int as registered,
        coalesce(sum(r.adults) filter (where ${counts}), 0)::int as adults,
        coalesce(sum(r.children) filter (where ${counts}), 0)::int as children,
        coalesce(sum(r.people) filter (where r.state in ('WAITING', 'OFFERED')), 0)::int as waiting,
        coalesce(sum(a.people), 0)::int as came,
        coalesce(sum(r.people) filter (where r.state = 'CONFIRMED' and a.people is null and f.planned_at <= ?), 0)::int as absent,
        coalesce(sum(r.people) filter (where r.state = 'CANCELLED' and a.people is null), 0)::int as cancelled,
        (select coalesce(sum(c.minutes), 0)::int from support_claim c join support_slot l on l.id = c.slot_id where l.date_id = ?) as "minutesGiven"
       from registration r join event_date f on f.id = r.date_id left join attendance a on a.registration_id = r.id and a.date_id = ?
      where r.seats_id = ?::uuid`,
    [date.plannedAt, date.id, date.id, date.seats?.id ?? null],
  );
  const isOver = date.endsAt <= ctx.clock.now();
  return { ...(row as Attended), absent: isOver ? (row?.absent ?? 0) : 0 };
}
