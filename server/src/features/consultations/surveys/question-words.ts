import type { Loaded } from '@mikro-orm/core';
import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { readAsAsked, type Translatable, type TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { isAnswered, writesAs } from '../consultation-words.ts';
import { longest } from '../consultations.words.ts';
import { SurveyQuestion } from './survey-question.entity.ts';
import { SurveySummary } from './survey-summary.entity.ts';

/** A question of a survey with its choices, rows and ends, and what is told of its free answers, for those who translate. */
export const translatableQuestion: Translatable = {
  kind: 'SURVEY_QUESTION',
  async find(ctx, id) {
    const question = await ctx.em.findOne(SurveyQuestion, id, { populate: ['phase.consultation'] });
    if (!question) throw notFound();
    const consultation = await getConsultation(ctx, question.phase.$.consultation.id);
    const summary = await ctx.em.findOne(SurveySummary, { question: id });
    return {
      language: question.language,
      fields: [...fieldsOf(question, ctx), ...toldOf(summary)],
      actorWrites: writesAs(ctx, consultation),
    };
  },
  async within(ctx, consultationId, asked) {
    const { other, after, page } = readAsAsked(asked);
    const where = { phase: { consultation: consultationId }, language: other, ...after };
    const found = await ctx.em.find(SurveyQuestion, where, { ...page, populate: ['phase.consultation'] });
    const summaries = await ctx.em.find(SurveySummary, { question: { $in: found.map(({ id }) => id) } });
    const told = new Map(summaries.map((summary) => [summary.question.id, summary]));
    return found.map((question) => ({
      id: question.id,
      language: question.language,
      fields: [...fieldsOf(question, ctx), ...toldOf(told.get(question.id) ?? null)],
    }));
  },
};

/** How the words of a question are called where they are translated. */
export const wordsField = {
  choice: (place: number) => `choice${place}`,
  row: (place: number) => `row${place}`,
};

const toldOf = (summary: SurveySummary | null) =>
  summary ? [{ name: 'summary', words: summary.words, longest: longest.surveySummaryInto }] : [];

function fieldsOf(question: Loaded<SurveyQuestion, 'phase.consultation'>, { clock }: RequestContext) {
  const stays = isAnswered(question.phase.$, clock.now());
  return wordsOfQuestion(question).map((field) => ({ ...field, stays }));
}

/** What of a question people are asked is translated. */
export function wordsOfQuestion({ text, choices, rows, low, high }: SurveyQuestion): TranslatableSource['fields'] {
  const short = (name: string, words: string) => ({ name, words, longest: longest.surveyChoiceInto });
  return [
    { name: 'text', words: text, longest: longest.surveyQuestionInto },
    ...choices.map((words, place) => short(wordsField.choice(place), words)),
    ...rows.map((words, place) => short(wordsField.row(place), words)),
    short('low', low),
    short('high', high),
  ].filter(({ words }) => words);
}
