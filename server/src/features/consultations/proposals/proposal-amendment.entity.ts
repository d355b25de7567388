import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Participant } from '../participation/participant.entity.ts';
import { Proposal } from './proposal.entity.ts';
import type { AmendmentState } from './proposals.words.ts';

const ProposalAmendmentSchema = defineEntity({
  name: 'ProposalAmendment',
  tableName: 'proposal_amendment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    proposal: () => p.manyToOne(Proposal).ref(),
    /** Never told. */
    author: () => p.manyToOne(Participant).ref().nullable(),
    /** From which text of the proposal it was made. */
    baseVersion: p.integer(),
    text: p.text(),
    why: p.text(),
    /** Of `why`; the text is in the language of the proposal. */
    language: p.text().$type<Locale>(),
    state: p.text().$type<AmendmentState>(),
    answer: p.text(),
    answerLanguage: p.text().$type<Locale>(),
    createdAt: p.datetime(),
    decidedAt: p.datetime().nullable(),
    hiddenAt: p.datetime().nullable(),
  },
});

/** Another text for a proposal, with why: PENDING -> ACCEPTED or DECLINED, with a word. */
export class ProposalAmendment extends ProposalAmendmentSchema.class {
  /** Its text is the one of the proposal from now on. */
  accept(answer: string, language: Locale, now: Date): void {
    this.decide('ACCEPTED', answer, language, now);
  }

  /** The proposal stays as it is. */
  decline(answer: string, language: Locale, now: Date): void {
    this.decide('DECLINED', answer, language, now);
  }

  private decide(state: AmendmentState, answer: string, language: Locale, now: Date): void {
    if (this.state !== 'PENDING') throw new AppError('WRONG_STATE', { state: this.state });
    this.state = state;
    this.answer = answer;
    this.answerLanguage = language;
    this.decidedAt = now;
  }
}
ProposalAmendmentSchema.setClass(ProposalAmendment);
