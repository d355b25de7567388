import type { Loaded } from '@mikro-orm/core';
import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { readWithin, type Translatable, type TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { isAnswered, writesAs } from '../consultation-words.ts';
import { longest } from '../consultations.words.ts';
import { BallotOption } from './ballot-option.entity.ts';

/** An option of a vote, for those who translate its consultation. */
export const translatableOption: Translatable = {
  kind: 'BALLOT_OPTION',
  async find(ctx, id) {
    const option = await ctx.em.findOne(BallotOption, id, { populate: ['phase.consultation'] });
    if (!option) throw notFound();
    const consultation = await getConsultation(ctx, option.phase.$.consultation.id);
    return {
      language: option.language,
      fields: fieldsOf(option, ctx),
      actorWrites: writesAs(ctx, consultation),
    };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = { phase: { consultation: consultationId }, language: other, ...after };
    return ctx.em.find(BallotOption, where, { ...page, populate: ['phase.consultation'] });
  }, fieldsOf),
};

/** What of an option is translated. */
export const wordsOfOption = ({ text }: BallotOption): TranslatableSource['fields'] => [
  { name: 'text', words: text, longest: longest.optionInto },
];

/** Everybody votes on the same words, and the result names what was voted on. */
function fieldsOf(option: Loaded<BallotOption, 'phase.consultation'>, { clock }: RequestContext) {
  const stays = isAnswered(option.phase.$, clock.now());
  return wordsOfOption(option).map((field) => ({ ...field, stays }));
}
