import { audit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { attach, type AttachmentSubject } from '../attachments/index.ts';
import { type EventDate, EventResult } from './event-date.entity.ts';
import type { EventResultInput } from './event.input.ts';
import { subjectOf } from './event.reading.ts';
import { getDate, isRefusal, tellDateChanged } from './event.service.ts';
import { eventPolicy } from './events.policy.ts';
import { most } from './events.words.ts';

/** Photos of a result are for those who may see the date. */
export const eventResultSubject: AttachmentSubject = {
  kind: 'EVENT_RESULT',
  async mayRead(ctx, resultId) {
    const result = await ctx.em.findOne(EventResult, resultId);
    return result ? getDate(ctx, result.date.id).then(Boolean, isRefusal) : false;
  },
};

/** Says what came of a date that is over, once or again. WRONG_STATE before its end. */
export async function saveEventResult(
  ctx: RequestContext,
  dateId: string,
  input: EventResultInput,
): Promise<EventDate> {
  signedIn(ctx);
  const date = await getDate(ctx, dateId);
  authorize(ctx, eventPolicy.saveResult, await subjectOf(ctx, date.event.$));
  if (date.endsAt > ctx.clock.now() || date.cancelledAt) throw new AppError('WRONG_STATE', { state: 'NOT_OVER' });
  const words = input.words.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'input.words');
  await ctx.em.execute(
    `insert into event_result (id, date_id, words, language, people, created_at) values (uuidv7(), ?, ?, ?, ?, ?)
     on conflict (date_id) do update set words = excluded.words, language = excluded.language, people = excluded.people`,
    [dateId, words, ctx.locale, input.people ?? null, ctx.clock.now()],
  );
  const result = await ctx.em.findOneOrFail(EventResult, { date: dateId });
  await attach(ctx, {
    subjectKind: eventResultSubject.kind,
    subjectId: result.id,
    ids: input.photoIds ?? [],
    max: most.resultPhotos,
    kind: 'PHOTO',
    field: 'input.photoIds',
  });
  audit(ctx, 'events.saveResult', dateId);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return date;
}

/** What came of a date, for whole lists in one statement. */
export async function resultOf(ctx: RequestContext, dateId: string): Promise<EventResult | null> {
  return (await batched(ctx, resultsOf, dateId)) ?? null;
}

async function resultsOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, EventResult>> {
  const found = await ctx.em.find(EventResult, { date: { $in: [...ids] } });
  return new Map(found.map((result) => [result.date.id, result]));
}
