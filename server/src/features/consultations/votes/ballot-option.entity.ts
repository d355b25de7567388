import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import { Proposal } from '../proposals/proposal.entity.ts';

const BallotOptionSchema = defineEntity({
  name: 'BallotOption',
  tableName: 'ballot_option',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    position: p.integer(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    costCents: p.bigint('number').nullable(),
    /** The proposal that it was; none: the organisers wrote it. */
    proposal: () => p.manyToOne(Proposal).ref().nullable(),
  },
});

/** Something to vote on; fixed once the consultation is published, what was a proposal once the vote opens. */
export class BallotOption extends BallotOptionSchema.class {}
BallotOptionSchema.setClass(BallotOption);
