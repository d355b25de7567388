import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Event } from './event.entity.ts';
import { EventDate } from './event-date.entity.ts';
import { mayDo } from './event.reading.ts';
import { getDate } from './event.service.ts';
import type { EventTimesInput } from './event.input.ts';
import { type EventPart, hasHoursOf, isComing, siblingsOf } from './event-siblings.ts';
import { shiftBetween } from './event-times.ts';
import type { ChangeScope } from './events.words.ts';

/** Whether a date left the rule of the others, or stands alone beside others that come; false for those who may not change it. */
export async function readOnItsOwn(ctx: RequestContext, dateId: string): Promise<boolean> {
  const date = await getDate(ctx, dateId);
  const event = date.event.$;
  if (!(await mayDo(ctx, 'edit', event))) return false;
  return event.rule ? wasMoved(date) : (await othersOf(ctx, event)).length > 0;
}

/**
 * What one date says about all is clear only where it goes by what all go by. Throws DATE_ON_ITS_OWN for other times or another
 * rule for all, or for the following ones, sent from a date that was made one of its own; ALL_ON_THEIR_OWN where there is no date
 * left that goes by a rule.
 */
export async function checkNotOnItsOwn(
  ctx: RequestContext,
  { event, date }: { event: Event; date: EventDate },
  { scope, times }: { scope: ChangeScope; times: EventTimesInput },
): Promise<void> {
  if (scope === 'ONE' || !(await isUnclear(ctx, { event, date }, scope, times))) return;
  throw new AppError((await anyByRule(ctx, event)) ? 'DATE_ON_ITS_OWN' : 'ALL_ON_THEIR_OWN', {}, 'scope');
}

async function isUnclear(
  ctx: RequestContext,
  { event, date }: { event: Event; date: EventDate },
  scope: ChangeScope,
  times: EventTimesInput,
): Promise<boolean> {
  const { timeZone, rule } = event;
  const isOtherRule = (times.rule ?? null) !== (rule ?? null);
  const isOtherTime =
    times.startsAt.getTime() !== date.startsAt.getTime() || times.endsAt.getTime() !== date.endsAt.getTime();
  if (rule) return wasMoved(date) && (isOtherRule || isOtherTime);
  const comes = isComing(ctx.clock.now());
  const others = await othersOf(ctx, event);
  if (others.length === 0) return false;
  if (scope === 'FOLLOWING') {
    const isAfter = (one: EventDate) => comes(one) && one.startsAt > date.startsAt;
    return others.some(({ dates }) => dates.some(isAfter));
  }
  const ruled = others.filter((one) => one.event.rule);
  const goAlong = (ruled.length > 0 ? ruled : others).some((one) => hasHoursOf(one, date, event));
  const isOtherDay = shiftBetween(date.startsAt, times, timeZone).days !== 0;
  return isOtherRule || isOtherDay || (isOtherTime && !goAlong);
}

/** Whether a date of the series that comes goes by a rule, so that all can be changed from there. */
async function anyByRule(ctx: RequestContext, event: Event): Promise<boolean> {
  const own = { event, dates: await ctx.em.find(EventDate, { event: event.id }) };
  const comes = isComing(ctx.clock.now());
  return [own, ...(await siblingsOf(ctx, event))].some(
    (part) => part.event.rule && part.dates.some((date) => comes(date) && !wasMoved(date)),
  );
}

const wasMoved = ({ startsAt, plannedAt }: EventDate): boolean => startsAt.getTime() !== plannedAt.getTime();

/** The other events of the series that come, for one date that is an event of its own. */
async function othersOf(ctx: RequestContext, event: Event): Promise<EventPart[]> {
  const comes = isComing(ctx.clock.now());
  const others = (await siblingsOf(ctx, event)).filter(({ dates }) => dates.some(comes));
  return others.length > 0 && (await ctx.em.count(EventDate, { event: event.id })) === 1 ? others : [];
}
