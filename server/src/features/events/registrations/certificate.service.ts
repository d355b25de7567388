import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { EventDate } from '../event-date.entity.ts';
import { Attendance } from './attendance.service.ts';
import { isHolder } from './holder.ts';
import type { Registration } from './registration.entity.ts';

export interface Certificate {
  name: string;
  startsAt: Date;
  endsAt: Date;
}

/** That the person of a registration was there, for the person: the last date that they came to, once it is over. */
export async function certificateOf(ctx: RequestContext, registration: Registration): Promise<Certificate | null> {
  if (!isHolder(ctx, registration)) return null;
  const came = await ctx.em.find(Attendance, { registration: registration.id });
  if (came.length === 0) return null;
  const date = await ctx.em.findOne(
    EventDate,
    { id: { $in: came.map((one) => one.date.id) }, endsAt: { $lte: ctx.clock.now() } },
    { orderBy: { endsAt: 'desc' } },
  );
  if (!date) return null;
  const { guest, member } = registration;
  const name = guest ? (await loaded(guest)).name : member ? (await loaded(member)).displayName : '';
  return { name, startsAt: date.startsAt, endsAt: date.endsAt };
}
