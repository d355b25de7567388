import type { RequestContext } from '../../../platform/graphql/context.ts';
import { tellDateChanged } from '../event.service.ts';
import { tellNotNeeded } from '../support/support-notices.ts';
import type { Registration } from './registration.entity.ts';

type Acting = Pick<RequestContext, 'em' | 'clock' | 'live'>;

/** Whose needs count: a guest who has not confirmed may be an invention, and who waits for a place may never get one. */
const counting = 'CONFIRMED,OFFERED';

/**
 * Opens a support slot for each need of a registration where there is none yet, on every date to come for which it counts:
 * one, or all of a series. Only once the registration is known to be somebody's; its seats are locked.
 */
export const openSlotsFor = (ctx: Acting, { id }: Registration): Promise<void> => open(ctx, 'r.id', [id]);

/** The same for dates that were added to a series for which people have registered. */
export const openSlotsAt = (ctx: Acting, dates: readonly { id: string }[]): Promise<void> =>
  open(
    ctx,
    'd.id',
    dates.map(({ id }) => id),
  );

async function open(ctx: Acting, which: 'r.id' | 'd.id', ids: readonly string[]): Promise<void> {
  const now = ctx.clock.now();
  await ctx.em.execute(
    `insert into support_slot (id, date_id, kind, language, places, needed, created_at)
     select uuidv7(), date_id, kind, nullif(language, ''), 1, true, ?
       from (select distinct d.id as date_id, n.kind, n.language
               from registration_need n join registration r on r.id = n.registration_id join event_date d on d.seats_id = r.seats_id
              where ${which} = any(string_to_array(?, ',')::uuid[]) and r.state = any(string_to_array(?, ',')) and d.cancelled_at is null and d.starts_at > ?) wanted
     on conflict do nothing`,
    [now, ids.join(','), counting, now],
  );
}

/**
 * Closes the slots that were opened for the needs of a registration and that nobody else needs, on the dates to come; whoever
 * took one on is told. What the organisers planned or changed themselves stays. The registration has ended, its seats are locked.
 */
export async function closeSlotsOf(ctx: Acting, registration: Registration): Promise<void> {
  if (!registration.confirmedAt) return; // it opened none
  const rows = await ctx.em.execute<{ id: string; date_id: string }[]>(
    `select l.id, l.date_id from support_slot l
       join event_date d on d.id = l.date_id
       join registration_need n on n.kind = l.kind and n.language = coalesce(l.language, '')
      where n.registration_id = ? and d.seats_id = ? and l.needed and d.starts_at > ?
        and not exists (
          select from registration_need o join registration r on r.id = o.registration_id
           where r.seats_id = d.seats_id and r.state = any(string_to_array(?, ',')) and o.kind = n.kind and o.language = n.language)
      order by l.id for update of l`,
    [registration.id, registration.seats.id, ctx.clock.now(), counting],
  );
  for (const { id, date_id: dateId } of rows) {
    await tellNotNeeded(ctx, id, registration.member?.id ?? null);
    await ctx.em.execute(`delete from support_slot where id = ?`, [id]);
    await tellDateChanged(ctx, dateId);
  }
}
