import { audit } from '../../platform/audit.ts';
import { allOf, AppError } from '../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import { townDay } from '../../platform/time.ts';
import { Organisation } from '../organisations/index.ts';
import { copyTranslations } from '../translations/index.ts';
import { copyCoOrganisers, nameCoOrganisers } from './co-organisers/naming.service.ts';
import { Event } from './event.entity.ts';
import type { EventDate } from './event-date.entity.ts';
import { makeDates } from './event-dates.ts';
import type { EventInput, EventRegistrationInput, EventTimesInput } from './event.input.ts';
import { coOrganisersOf, fieldsOf, registrationOf, zoneOf } from './event-input.reading.ts';
import { datesByRule } from './event-move.ts';
import { keepPicture } from './event-picture.ts';
import { checkTimes, keptRule, type Span } from './event-times.ts';
import { eventPolicy } from './events.policy.ts';

/** Begins an event of an organisation, as a draft. Returns its first date. */
export async function createEvent(
  ctx: RequestContext,
  organisationId: string,
  input: EventInput,
  times: EventTimesInput,
  registration: EventRegistrationInput,
): Promise<EventDate> {
  authorize(ctx, eventPolicy.create, { organisationId });
  const [fields, { rule, spans }] = allOf(
    () => fieldsOf(input),
    () => datesOf(times, ctx.clock.now()),
  );
  const organisation = await ctx.em.findOneOrFail(Organisation, organisationId);
  const id = newId();
  const event = ctx.em.create(Event, {
    ...fields,
    ...registrationOf(registration),
    id,
    seriesId: id,
    state: 'DRAFT',
    version: 1,
    language: ctx.locale,
    organisation,
    createdBy: signedIn(ctx).id,
    zone: await zoneOf(ctx, input),
    timeZone: times.timeZone,
    allDay: times.allDay,
    rule,
    createdAt: ctx.clock.now(),
  });
  const others = await coOrganisersOf(ctx, input, organisationId);
  const [begin] = makeDates(ctx, event, spans) as [EventDate];
  audit(ctx, 'events.create', id);
  await ctx.em.flush();
  await nameCoOrganisers(ctx, event, others);
  await keepPicture(ctx, event, input);
  return begin;
}

/** Its dates, the first one first, and the rule that they follow. */
function datesOf(times: EventTimesInput, now: Date): { rule: string | null; spans: Span[] } {
  const spans = checkTimes(times, now);
  const rule = keptRule(times);
  checkBegin(times, rule);
  return { rule, spans };
}

/** A date that the rule does not have would stand beside it, seen by nobody. Throws DAY_OFF_RULE. */
function checkBegin({ startsAt, timeZone }: EventTimesInput, rule: string | null): void {
  const [begin = startsAt] = rule ? datesByRule({ rule, first: startsAt, timeZone }) : [];
  if (!townDay(begin).equals(townDay(startsAt))) throw new AppError('DAY_OFF_RULE', {}, 'times.startsAt');
}

/**
 * The same event once more, with all its words, for dates that are split off. It keeps its version: calendar programs take
 * no news of a date whose number falls.
 */
export async function copyEvent(ctx: Pick<RequestContext, 'em'>, event: Event): Promise<Event> {
  const { id: _id, coOrganisers: _others, sourceUid: _uid, ...same } = event;
  const copy = ctx.em.create(Event, { ...same, id: newId(), sourceUid: null });
  await ctx.em.flush();
  await copyCoOrganisers(ctx, event.id, copy.id);
  await copyTranslations(ctx, event.id, copy.id);
  return copy;
}
