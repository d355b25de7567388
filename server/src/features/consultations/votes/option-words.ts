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
    const phase = option.phase.$;
    const consultation = await getConsultation(ctx, phase.consultation.id);
    return {
      language: option.language,
      fields: fieldsOf(option),
      actorWrites: writesAs(ctx, consultation),
      // Everybody votes on the same words, and the result names what was voted on.
      stays: phase.opensAt <= ctx.clock.now() ? 'OPTION_ON_BALLOT' : null,
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
