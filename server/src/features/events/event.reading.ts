import { can, isMember } from '../../platform/authorization/rule.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import type { Event } from './event.entity.ts';
import type { EventDate } from './event-date.entity.ts';
import { eventPolicy, type SomeEvent } from './events.policy.ts';
import type { EventDateState } from './events.words.ts';
import type { DateRow, EventRow } from './listed-dates.query.ts';

export type AnyEvent = Event | EventRow;
export type AnyDate = EventDate | DateRow;

/** The event of a date, at hand or loaded for whole lists in one statement. */
export const eventOf = (date: AnyDate): AnyEvent | Promise<AnyEvent> => loaded<AnyEvent>(date.event as AnyEvent);

/** Ids of the organisations that agreed to help to organise an event; whole lists in one statement. */
export const coOrganiserIds = async (ctx: RequestContext, eventId: string): Promise<string[]> =>
  (await batched(ctx, coOrganisersOfAll, eventId)) ?? [];

/** What the policies look at. */
export async function subjectOf(ctx: RequestContext, event: AnyEvent): Promise<SomeEvent> {
  const { state, hiddenAt, organisation } = event;
  // Visitors organise nothing: who else helps need not be read for them.
  const others = isMember(ctx.actor) ? await coOrganiserIds(ctx, event.id) : [];
  return { state, hiddenAt, organisers: [organisation.id, ...others] };
}

/** Whether the reader may do something to the event. */
export async function mayDo(
  ctx: RequestContext,
  action: 'edit' | 'publish' | 'cancel' | 'remove' | 'saveResult' | 'seePeople',
  event: AnyEvent,
): Promise<boolean> {
  return isMember(ctx.actor) && can(ctx.actor, eventPolicy[action], await subjectOf(ctx, event));
}

/** Where a date stands. */
export function stateOf(date: AnyDate, event: AnyEvent, now: Date): EventDateState {
  if (event.state === 'DRAFT') return 'DRAFT';
  if (date.cancelledAt) return 'CANCELLED';
  if (new Date(date.endsAt) <= now) return 'PAST';
  return new Date(date.startsAt) <= now ? 'NOW' : 'COMING';
}

async function coOrganisersOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.em.execute<{ event_id: string; organisation_id: string }[]>(
    `select event_id, organisation_id from event_co_organiser where event_id = any(string_to_array(?, ',')::uuid[])
        and state = 'ACCEPTED' order by organisation_id`,
    [ids.join(',')],
  );
  const found = Map.groupBy(rows, (row) => row.event_id);
  return new Map([...found].map(([id, of]) => [id, of.map((row) => row.organisation_id)]));
}
