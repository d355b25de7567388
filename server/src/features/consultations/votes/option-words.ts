import { notFound } from '../../../platform/errors.ts';
import { readWithin, type Translatable } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { writesAs } from '../consultation-words.ts';
import { longest } from '../consultations.words.ts';
import { BallotOption } from './ballot-option.entity.ts';

/** An option of a vote, for those who translate its consultation. */
export const translatableOption: Translatable = {
  kind: 'BALLOT_OPTION',
  async find(ctx, id) {
    const option = await ctx.em.findOne(BallotOption, id, { populate: ['phase'] });
    if (!option) throw notFound();
    const consultation = await getConsultation(ctx, option.phase.$.consultation.id);
    return {
      language: option.language,
      fields: fieldsOf(option),
      actorWrites: writesAs(ctx, consultation),
    };
  },
  within: readWithin(
    (ctx, consultationId, { other, after, page }) =>
      ctx.em.find(BallotOption, { phase: { consultation: consultationId }, language: other, ...after }, page),
    fieldsOf,
  ),
};

function fieldsOf({ text }: BallotOption) {
  return [{ name: 'text', words: text, longest: longest.optionInto }];
}
