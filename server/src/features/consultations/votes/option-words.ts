import { notFound } from '../../../platform/errors.ts';
import { readAsAsked, type Translatable } from '../../../platform/translatable.ts';
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
  async within(ctx, consultationId, asked) {
    const [after, page] = readAsAsked(asked);
    const where = { phase: { consultation: consultationId }, language: { $ne: asked.locale }, ...after };
    const found = await ctx.em.find(BallotOption, where, page);
    return found.map((one) => ({ id: one.id, language: one.language, fields: fieldsOf(one) }));
  },
};

const fieldsOf = ({ text }: BallotOption) => [{ name: 'text', words: text, longest: longest.optionInto }];
