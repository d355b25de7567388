import { audit } from '../../../platform/audit.ts';
import { notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { type Event, EventCoOrganiser } from '../event.entity.ts';
import { EventDate } from '../event-date.entity.ts';
import { organisationsToOrganiseFor } from '../event.service.ts';
import { eventPolicy } from '../events.policy.ts';
import type { CoOrganiserAnswer } from '../events.words.ts';
import { tellAnswered } from './naming.service.ts';

/** One organisation is asked to help to organise what another one plans. */
export interface CoOrganiserAsk {
  event: Event;
  /** Its next date. */
  date: EventDate;
  askedId: string;
}

const mostAsks = 50;

/** What the organisations one works for are asked, the next event first; of a series once. */
export async function listAsks(ctx: RequestContext): Promise<CoOrganiserAsk[]> {
  authorize(ctx, eventPolicy.listMine);
  const rows = await ctx.em.execute<{ dateId: string; askedId: string }[]>(
    `select "dateId", "askedId" from (
       select distinct on (e.series_id, c.organisation_id) d.id as "dateId", c.organisation_id as "askedId", d.starts_at
         from event_co_organiser c join event e on e.id = c.event_id join event_date d on d.event_id = e.id
        where c.state = 'ASKED' and c.organisation_id = any(string_to_array(?, ',')::uuid[]) and e.state <> 'CANCELLED'
          and e.hidden_at is null and d.cancelled_at is null and d.ends_at > ?
        order by e.series_id, c.organisation_id, d.starts_at) asks
      order by starts_at, "dateId", "askedId" limit ?`,
    [organisationsToOrganiseFor(ctx).join(','), ctx.clock.now(), mostAsks],
  );
  const ids = rows.map(({ dateId }) => dateId);
  const dates = await ctx.em.find(EventDate, { id: { $in: ids } }, { populate: ['event'] });
  const byId = new Map(dates.map((date) => [date.id, date]));
  return rows.flatMap(({ dateId, askedId }) => {
    const date = byId.get(dateId);
    return date ? [{ event: date.event.$, date, askedId }] : [];
  });
}

/** An organisation agrees to help with all of a series, or does not, or does so no more. NOT_FOUND where it was not named. */
export async function answerAsk(
  ctx: RequestContext,
  eventId: string,
  organisationId: string,
  answer: CoOrganiserAnswer,
): Promise<boolean> {
  signedIn(ctx);
  authorize(ctx, eventPolicy.answerCoOrganising, { organisationId });
  const rows = await ctx.em.execute<unknown[]>(
    `update event_co_organiser c set state = ? from event e
      where e.id = c.event_id and c.organisation_id = ? and e.series_id = (select series_id from event where id = ?)
        and c.state <> ?
      returning c.event_id`,
    [answer, organisationId, eventId, answer],
  );
  if (rows.length === 0) {
    // Said before: nothing changes, and nobody hears it again.
    if (await ctx.em.findOne(EventCoOrganiser, { organisation: organisationId, event: eventId })) return true;
    throw notFound();
  }
  await tellAnswered(ctx, eventId, organisationId, answer);
  audit(ctx, 'events.answerCoOrganising', eventId);
  return true;
}

/** All organisations that were named, with their answers; whole lists in one statement. */
export async function namedOf(ctx: RequestContext, eventId: string): Promise<EventCoOrganiser[]> {
  return (await batched(ctx, namedOfAll, eventId)) ?? [];
}

async function namedOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, EventCoOrganiser[]>> {
  const found = await ctx.em.find(
    EventCoOrganiser,
    { event: { $in: [...ids] } },
    { orderBy: { organisation: 'asc' }, refresh: true },
  );
  return Map.groupBy(found, ({ event }) => event.id);
}
