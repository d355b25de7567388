import { can } from '../../../platform/authorization/rule.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { notify } from '../../notifications/index.ts';
import { Organisation, staffOf } from '../../organisations/index.ts';
import { Event, EventCoOrganiser } from '../event.entity.ts';
import { eventPolicy } from '../events.policy.ts';
import type { CoOrganiserAnswer } from '../events.words.ts';

/**
 * Says which organisations are to help to organise an event; for services that have authorized the act. Those that are new
 * are asked, and their staff are told; whoever names an organisation of their own has agreed for it. Those that are named no
 * longer are out of it; an answer that was given stays.
 */
export async function nameCoOrganisers(
  ctx: RequestContext,
  event: Event,
  named: readonly Organisation[],
): Promise<void> {
  const dropped = await ctx.em.execute<{ id: string }[]>(
    `delete from event_co_organiser where event_id = ? and organisation_id <> all(string_to_array(?, ',')::uuid[])
      returning organisation_id as id`,
    [event.id, named.map(({ id }) => id).join(',')],
  );
  for (const { id } of dropped) await tellRemoved(ctx, event, id);
  for (const { id: organisationId } of named) {
    const agreed = can(ctx.actor, eventPolicy.answerCoOrganising, { organisationId });
    const rows = await ctx.em.execute<unknown[]>(
      `insert into event_co_organiser (event_id, organisation_id, state) values (?, ?, ?) on conflict do nothing returning event_id`,
      [event.id, organisationId, agreed ? 'ACCEPTED' : 'ASKED'],
    );
    if (rows.length > 0 && !agreed) await tellAsked(ctx, event, organisationId);
  }
}

/** Those of some events that name the same organisations as another one. */
export async function namedAlike<Part extends { event: Event }>(
  ctx: RequestContext,
  { id }: Event,
  parts: readonly Part[],
): Promise<Part[]> {
  const rows = await ctx.em.find(EventCoOrganiser, { event: { $in: [id, ...parts.map(({ event }) => event.id)] } });
  const named = Map.groupBy(rows, ({ event }) => event.id);
  const idsOf = (eventId: string) => new Set(named.get(eventId)?.map(({ organisation }) => organisation.id));
  return parts.filter(({ event }) => idsOf(event.id).symmetricDifference(idsOf(id)).size === 0);
}

/** The same organisations, with their answers, for an event that is split off another. */
export async function copyCoOrganisers(ctx: Pick<RequestContext, 'em'>, fromId: string, toId: string): Promise<void> {
  await ctx.em.execute(
    `insert into event_co_organiser (event_id, organisation_id, state)
     select ?, organisation_id, state from event_co_organiser where event_id = ?`,
    [toId, fromId],
  );
}

/** An organisation that is named no longer hears it, of a series once. */
async function tellRemoved(ctx: RequestContext, event: Event, organisationId: string): Promise<void> {
  const { name } = await event.organisation.loadOrFail();
  for (const memberId of await staffOf(ctx, organisationId))
    await notify(ctx, {
      memberId,
      kind: 'EVENT_CO_ORGANISER_REMOVED',
      params: { name, title: event.title },
      path: '/events/mine',
      onceKey: `co-organiser-removed:${event.seriesId}:${organisationId}:${minuteOf(ctx)}`,
    });
}

/** The events of a series are saved one by one, in one act: it is one message. */
const minuteOf = ({ clock }: RequestContext): number => Math.floor(clock.now().getTime() / 60_000);

async function tellAsked(ctx: RequestContext, event: Event, organisationId: string): Promise<void> {
  const { name } = await event.organisation.loadOrFail();
  for (const memberId of await staffOf(ctx, organisationId))
    await notify(ctx, {
      memberId,
      kind: 'EVENT_CO_ORGANISER_ASKED',
      params: { name, title: event.title },
      path: '/events/mine#asked',
      onceKey: `co-organiser:${event.seriesId}:${organisationId}:${minuteOf(ctx)}`,
    });
}

/** Who asked hears the answer. */
export async function tellAnswered(
  ctx: RequestContext,
  eventId: string,
  organisationId: string,
  answer: CoOrganiserAnswer,
): Promise<void> {
  const { name } = await ctx.em.findOneOrFail(Organisation, organisationId);
  const event = await ctx.em.findOneOrFail(Event, eventId);
  for (const memberId of await staffOf(ctx, event.organisation.id))
    await notify(ctx, {
      memberId,
      kind: `EVENT_CO_ORGANISER_${answer}`,
      params: { name, title: event.title },
      path: '/events/mine',
    });
}
