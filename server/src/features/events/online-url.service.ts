import { can, isMember } from '../../platform/authorization/rule.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { viewerMissing } from '../checks/index.ts';
import { type AnyDate, eventOf, subjectOf } from './event.reading.ts';
import { eventPolicy } from './events.policy.ts';
import { isHolder } from './registrations/holder.ts';
import { datesOf, nextOf } from './registrations/registration-dates.ts';
import type { Registration } from './registrations/registration.entity.ts';
import { viewerRegistration } from './registrations/registration.service.ts';
import { slotsOf, viewerClaim } from './support/support.service.ts';

/** Where the online meeting is, for those who may know it; never part of a list that visitors get. */
export async function readOnlineUrl(ctx: RequestContext, date: AnyDate): Promise<string | null> {
  if (!isMember(ctx.actor)) return null;
  const event = await eventOf(date);
  const subject = {
    ...(await subjectOf(ctx, event)),
    registers: event.registration !== 'NONE',
    hasPlace: (await viewerRegistration(ctx, date))?.state === 'CONFIRMED',
    interprets: await interprets(ctx, date),
    isSeen: (await viewerMissing(ctx, 'AT_DOOR')).length === 0,
  };
  if (!can(ctx.actor, eventPolicy.readOnlineUrl, subject)) return null;
  return (await batched(ctx, urlsOf, event.id)) ?? null;
}

/** The same for who has a place without an account, once it is sure and until the last date is over. */
export async function onlineUrlFor(ctx: RequestContext, registration: Registration): Promise<string | null> {
  if (registration.state !== 'CONFIRMED' || !isHolder(ctx, registration)) return null;
  const next = nextOf(await datesOf(ctx, registration), ctx.clock.now(), 'endsAt');
  return next && ((await batched(ctx, urlsOf, next.event.id)) ?? null);
}

async function interprets(ctx: RequestContext, date: AnyDate): Promise<boolean> {
  const slots = (await slotsOf(ctx, date.id)).filter(({ kind }) => kind === 'INTERPRETER');
  const claims = await Promise.all(slots.map(({ id }) => viewerClaim(ctx, id)));
  return claims.some(Boolean);
}

async function urlsOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.em.execute<{ id: string; url: string }[]>(
    `select id, online_url as url from event where online_url is not null and id = any(string_to_array(?, ',')::uuid[])`,
    [ids.join(',')],
  );
  return new Map(rows.map(({ id, url }) => [id, url]));
}
