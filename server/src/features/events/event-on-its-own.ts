import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Event } from './event.entity.ts';
import { EventDate } from './event-date.entity.ts';
import type { EventTimesInput } from './event.input.ts';
import { hasHoursOf, isComing, siblingsOf } from './event-siblings.ts';
import { shiftBetween } from './event-times.ts';
import type { ChangeScope } from './events.words.ts';

/**
 * What one date says about all is clear only where it goes by what all go by. Throws DATE_ON_ITS_OWN for other times or another
 * rule for all, or for the following ones, sent from a date that was made one of its own.
 */
export async function checkNotOnItsOwn(
  ctx: RequestContext,
  { event, date }: { event: Event; date: EventDate },
  { scope, times }: { scope: ChangeScope; times: EventTimesInput },
): Promise<void> {
  if (scope === 'ONE') return;
  const { timeZone, rule } = event;
  const isOtherRule = (times.rule ?? null) !== (rule ?? null);
  const isOtherTime =
    times.startsAt.getTime() !== date.startsAt.getTime() || times.endsAt.getTime() !== date.endsAt.getTime();
  const refusal = new AppError('DATE_ON_ITS_OWN', {}, 'scope');
  if (rule) {
    const wasMoved = date.startsAt.getTime() !== date.plannedAt.getTime();
    if (wasMoved && (isOtherRule || isOtherTime)) throw refusal;
    return;
  }
  const comes = isComing(ctx.clock.now());
  const others = (await siblingsOf(ctx, event)).filter(({ dates }) => dates.some(comes));
  if (others.length === 0 || (await ctx.em.count(EventDate, { event: event.id })) > 1) return;
  if (scope === 'FOLLOWING') {
    const isAfter = (one: EventDate) => comes(one) && one.startsAt > date.startsAt;
    if (others.some(({ dates }) => dates.some(isAfter))) throw refusal;
    return;
  }
  const ruled = others.filter((one) => one.event.rule);
  const goAlong = (ruled.length > 0 ? ruled : others).some((one) => hasHoursOf(one, date, event));
  const isOtherDay = shiftBetween(date.startsAt, times, timeZone).days !== 0;
  if (isOtherRule || isOtherDay || (isOtherTime && !goAlong)) throw refusal;
}
