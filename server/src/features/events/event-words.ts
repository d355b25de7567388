import { can } from '../../platform/authorization/rule.ts';
import { notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Translatable, TranslatableSource } from '../../platform/translatable.ts';
import { Event } from './event.entity.ts';
import { type AnyEvent, mayDo, subjectOf } from './event.reading.ts';
import { eventPolicy, isPublic } from './events.policy.ts';
import { longest } from './events.words.ts';
import { questionsOf } from './registrations/questions.service.ts';
import { limits } from './registrations/registrations.words.ts';

type Words = Pick<Event, 'title' | 'description'> & { costWords?: string | null };

/** What of an event is translated. */
export const translatableFields = ({ title, description, costWords }: Words): TranslatableSource['fields'] => [
  { name: 'title', words: title, longest: longest.title },
  { name: 'description', words: description, longest: longest.description },
  ...(costWords ? [{ name: 'costWords', words: costWords, longest: longest.costWords }] : []),
];

/** The words of an event with its long text, which lists leave out; for whole lists in one statement. */
export async function wordsOf(ctx: RequestContext, event: AnyEvent): Promise<Words> {
  if ('description' in event) return event;
  const found = await batched(ctx, eventsById, event.id);
  if (!found) throw notFound();
  return found;
}

/** The words as they were written, for those who may change them. */
export async function sourceOf(ctx: RequestContext, event: AnyEvent): Promise<Event | null> {
  return (await mayDo(ctx, 'edit', event)) ? ((await batched(ctx, eventsById, event.id)) ?? null) : null;
}

/** As what the reader's own translations of an event count; null: the reader may not translate it. */
async function writesAs(ctx: RequestContext, event: AnyEvent): Promise<TranslatableSource['actorWrites']> {
  const subject = await subjectOf(ctx, event);
  if (can(ctx.actor, eventPolicy.approveTranslation, subject)) return 'APPROVED';
  return can(ctx.actor, eventPolicy.reviewTranslation, subject) ? 'REVIEWED' : null;
}

/** Whether the reader could translate an event. */
export const mayTranslate = async (ctx: RequestContext, event: AnyEvent): Promise<boolean> =>
  (await writesAs(ctx, event)) !== null;

/** An event, for its organisers and for mediators of their organisations. */
export const translatableEvent: Translatable = {
  kind: 'EVENT',
  async find(ctx, id) {
    const event = await ctx.em.findOne(Event, id);
    if (!event) throw notFound();
    const actorWrites = await writesAs(ctx, event);
    if (!isPublic(event) && !actorWrites) throw notFound();
    return {
      language: event.language,
      fields: [...translatableFields(event), ...(await questionFields(ctx, event))],
      actorWrites,
    };
  },
};

const questionFields = async (ctx: RequestContext, { seriesId }: Event) =>
  (await questionsOf(ctx, seriesId)).map(({ id, words }) => ({
    name: `question.${id}`,
    words,
    longest: limits.question,
  }));

async function eventsById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Event>> {
  const found = await ctx.em.find(Event, { id: { $in: [...ids] } });
  return new Map(found.map((event) => [event.id, event]));
}
