import { notFound } from '../../../platform/errors.ts';
import type { Translatable, TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { writesAs } from '../consultation-words.ts';
import { Proposal } from './proposal.entity.ts';
import { isShown } from './proposal.reading.ts';
import { longestIn } from './proposals.words.ts';

/** What of a proposal is translated. */
export const translatableWords = ({ title, text }: Proposal): TranslatableSource['fields'] => [
  { name: 'title', words: title, longest: longestIn.titleInto },
  { name: 'text', words: text, longest: longestIn.textInto },
];

/** A proposal, for those who translate its consultation. */
export const translatableProposal: Translatable = {
  kind: 'PROPOSAL',
  async find(ctx, id) {
    const proposal = await ctx.em.findOne(Proposal, id, { populate: ['phase'] });
    if (!proposal) throw notFound();
    const consultation = await getConsultation(ctx, proposal.phase.$.consultation.id);
    const actorWrites = writesAs(ctx, consultation);
    if (!isShown(proposal) && !actorWrites) throw notFound();
    return {
      language: proposal.language,
      fields: translatableWords(proposal),
      actorWrites,
    };
  },
};
