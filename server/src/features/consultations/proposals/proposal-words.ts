import type { Loaded } from '@mikro-orm/core';
import { notFound } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { readWithin, type Translatable, type TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { writesAs } from '../consultation-words.ts';
import { followTranslation } from '../votes/taking.service.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalAmendment } from './proposal-amendment.entity.ts';
import { ProposalComment } from './proposal-comment.entity.ts';
import { getProposal, isOnBallot, isShown } from './proposal.reading.ts';
import { longestIn } from './proposals.words.ts';

/** What of a proposal is translated. */
export const translatableWords = ({ title, text }: Proposal): TranslatableSource['fields'] => [
  { name: 'title', words: title, longest: longestIn.titleInto },
  { name: 'text', words: text, longest: longestIn.textInto },
];

/** On a ballot it is called what it is called here, so it stays as its option does. */
async function fieldsOf(proposal: Proposal, ctx: RequestContext): Promise<TranslatableSource['fields']> {
  const stays = await isOnBallot(ctx, proposal);
  return translatableWords(proposal).map((field) => ({ ...field, stays }));
}

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
      fields: await fieldsOf(proposal, ctx),
      actorWrites,
    };
  },
  within: readWithin(
    (ctx, consultationId, { other, after, page }) =>
      ctx.em.find(Proposal, { ...shownIn(consultationId), language: other, ...after }, page),
    fieldsOf,
  ),
  async saved(ctx, id, locale, fields) {
    if (fields.includes('title')) await followTranslation(ctx, id, locale);
  },
};

/** A comment on a proposal, for those who translate its consultation. */
export const translatableComment: Translatable = {
  kind: 'PROPOSAL_COMMENT',
  async find(ctx, id) {
    const comment = await ctx.em.findOne(ProposalComment, { id, hiddenAt: null });
    if (!comment) throw notFound();
    const { consultation } = await getProposal(ctx, comment.proposal.id, null);
    return { language: comment.language, fields: wordsOfComment(comment), actorWrites: writesAs(ctx, consultation) };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = { proposal: shownIn(consultationId), hiddenAt: null, language: other, ...after };
    return ctx.em.find(ProposalComment, where, page);
  }, wordsOfComment),
};

/** Another text for a proposal, why, and what was answered, for those who translate its consultation. */
export const translatableAmendment: Translatable = {
  kind: 'PROPOSAL_AMENDMENT',
  async find(ctx, id) {
    const amendment = await ctx.em.findOne(ProposalAmendment, { id, hiddenAt: null }, { populate: ['proposal'] });
    if (!amendment) throw notFound();
    const { consultation } = await getProposal(ctx, amendment.proposal.id, null);
    return {
      language: amendment.language,
      fields: wordsOfAmendment(amendment),
      actorWrites: writesAs(ctx, consultation),
    };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = {
      proposal: shownIn(consultationId),
      hiddenAt: null,
      $or: [{ language: other }, { proposal: { language: other } }, { answer: { $ne: '' }, answerLanguage: other }],
      ...after,
    };
    return ctx.em.find(ProposalAmendment, where, { ...page, populate: ['proposal'] });
  }, wordsOfAmendment),
};

const shownIn = (consultationId: string) => ({
  phase: { consultation: consultationId },
  state: 'PUBLISHED' as const,
  hiddenAt: null,
});

function wordsOfComment({ text }: ProposalComment) {
  return [{ name: 'text', words: text, longest: longestIn.commentInto }];
}

function wordsOfAmendment({ text, why, answer, answerLanguage, proposal }: Loaded<ProposalAmendment, 'proposal'>) {
  return [
    { name: 'text', words: text, longest: longestIn.textInto, language: proposal.$.language },
    { name: 'why', words: why, longest: longestIn.whyInto },
    { name: 'answer', words: answer, longest: longestIn.answerInto, language: answerLanguage },
  ].filter(({ words }) => words);
}
