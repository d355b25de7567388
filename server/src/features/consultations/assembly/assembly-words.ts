import type { Loaded } from '@mikro-orm/core';
import { can } from '../../../platform/authorization/rule.ts';
import { notFound } from '../../../platform/errors.ts';
import { readAsAsked, readWithin, type Translatable, type TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { writesAs } from '../consultation-words.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { AgendaItem, AssemblyQuestion } from './assembly.entity.ts';
import { shown } from './assembly.reading.ts';
import { longestSaid } from './assembly.words.ts';

/** An item of an agenda and, once two have signed it, what was said; for those who translate the consultation. */
export const translatableItem: Translatable = {
  kind: 'AGENDA_ITEM',
  async find(ctx, id) {
    const item = await ctx.em.findOne(AgendaItem, id, { populate: ['assembly.phase'] });
    if (!item) throw notFound();
    const consultation = await getConsultation(ctx, item.assembly.$.phase.$.consultation.id);
    const runs = can(ctx.actor, consultationPolicy.runAssembly, subjectOf(consultation));
    return { language: item.language, fields: wordsOfItem(item, runs), actorWrites: writesAs(ctx, consultation) };
  },
  async within(ctx, consultationId, asked) {
    const runs = can(ctx.actor, consultationPolicy.runAssembly, subjectOf(await getConsultation(ctx, consultationId)));
    const { other, after, page } = readAsAsked(asked);
    const signed = runs ? {} : { assembly: { signedAt: { $ne: null } } };
    const where = {
      assembly: { phase: { consultation: consultationId } },
      $or: [{ language: other }, { record: { $ne: '' }, recordLanguage: other, ...signed }],
      ...after,
    };
    const found = await ctx.em.find(AgendaItem, where, { ...page, populate: ['assembly'] });
    return found.map((one) => ({ id: one.id, language: one.language, fields: wordsOfItem(one, runs) }));
  },
};

/** A question to an assembly, for those who translate the consultation. */
export const translatableAssemblyQuestion: Translatable = {
  kind: 'ASSEMBLY_QUESTION',
  async find(ctx, id) {
    const question = await ctx.em.findOne(AssemblyQuestion, { id, ...shown }, { populate: ['assembly.phase'] });
    if (!question) throw notFound();
    const consultation = await getConsultation(ctx, question.assembly.$.phase.$.consultation.id);
    return {
      language: question.language,
      fields: wordsOfQuestion(question),
      actorWrites: writesAs(ctx, consultation),
    };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = { assembly: { phase: { consultation: consultationId } }, language: other, ...shown, ...after };
    return ctx.em.find(AssemblyQuestion, where, page);
  }, wordsOfQuestion),
};

function wordsOfItem(
  { title, record, recordLanguage, assembly }: Loaded<AgendaItem, 'assembly'>,
  runs: boolean,
): TranslatableSource['fields'] {
  const said = { name: 'record', words: record, longest: longestSaid.recordInto, language: recordLanguage };
  return [
    { name: 'title', words: title, longest: longestSaid.titleInto },
    ...(record && (runs || assembly.$.signedAt) ? [said] : []),
  ];
}

function wordsOfQuestion({ text }: AssemblyQuestion) {
  return [{ name: 'text', words: text, longest: longestSaid.questionInto }];
}
