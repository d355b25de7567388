import { defineEntity, p } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { forgetTranslations } from '../../translations/index.ts';
import type { EventDate } from '../event-date.entity.ts';
import { subjectOf } from '../event.reading.ts';
import { getDate, tellDateChanged } from '../event.service.ts';
import { eventPolicy } from '../events.policy.ts';
import type { AnswerInput, QuestionInput } from './registration.input.ts';
import { limits, type QuestionKind } from './registrations.words.ts';

const EventQuestionSchema = defineEntity({
  name: 'EventQuestion',
  tableName: 'event_question',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    seriesId: p.uuid(),
    position: p.integer(),
    kind: p.text().$type<QuestionKind>(),
    words: p.text(),
    options: p.array().$type<string[]>(),
    required: p.boolean(),
  },
});

/** What the organisers want to know of those who register; the same for all that was once one event. */
export class EventQuestion extends EventQuestionSchema.class {}
EventQuestionSchema.setClass(EventQuestion);

/** The questions of a series, in order; whole lists in one statement. */
export async function questionsOf(ctx: RequestContext, seriesId: string): Promise<EventQuestion[]> {
  return (await batched(ctx, questionsOfAll, seriesId)) ?? [];
}

/** Asks these questions, in this order, and no others. */
export async function saveQuestions(
  ctx: RequestContext,
  dateId: string,
  given: readonly QuestionInput[],
): Promise<EventDate> {
  signedIn(ctx);
  const date = await getDate(ctx, dateId);
  const event = date.event.$;
  authorize(ctx, eventPolicy.edit, await subjectOf(ctx, event));
  if (given.length > limits.questions) throw new AppError('TOO_MUCH', { max: limits.questions }, 'questions');
  const before = await ctx.em.find(EventQuestion, { seriesId: event.seriesId });
  const kept = new Set(given.flatMap(({ id }) => (id ? [id] : [])));
  for (const question of before) {
    if (kept.has(question.id)) continue;
    ctx.em.remove(question);
    await forgetTranslations(ctx, question.id);
  }
  given.forEach((one, position) => {
    const words = one.words.trim();
    const options = one.kind === 'CHOICE' ? (one.options ?? []).map((option) => option.trim()).filter(Boolean) : [];
    if (!words) throw new AppError('REQUIRED', {}, `questions.${position}.words`);
    if (one.kind === 'CHOICE' && options.length < 2)
      throw new AppError('REQUIRED', {}, `questions.${position}.options`);
    const known = one.id ? before.find(({ id }) => id === one.id) : undefined;
    if (one.id && !known) throw new AppError('INVALID_INPUT', {}, `questions.${position}.id`);
    const fields = { position, kind: one.kind, words, options, required: one.required };
    if (known) Object.assign(known, fields);
    else ctx.em.create(EventQuestion, { ...fields, seriesId: event.seriesId });
  });
  audit(ctx, 'events.saveQuestions', event.id);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return date;
}

/** Answers by question, those that were asked and nothing else. REQUIRED, INVALID_INPUT on `input.answers.<question>`. */
export async function answersOf(
  ctx: RequestContext,
  seriesId: string,
  given: readonly AnswerInput[],
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const { id, kind, options, required } of await questionsOf(ctx, seriesId)) {
    const words = given.find(({ questionId }) => questionId === id)?.words.trim() ?? '';
    const field = `input.answers.${id}`;
    if (!words) {
      if (required) throw new AppError('REQUIRED', {}, field);
      continue;
    }
    const allowed = kind === 'YES_NO' ? ['yes', 'no'] : kind === 'CHOICE' ? options : null;
    if (allowed && !allowed.includes(words)) throw new AppError('INVALID_INPUT', {}, field);
    answers[id] = words;
  }
  return answers;
}

async function questionsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, EventQuestion[]>> {
  const found = await ctx.em.find(EventQuestion, { seriesId: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  return Map.groupBy(found, ({ seriesId }) => seriesId);
}
