import { defineEntity, p, ref } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Member } from '../../members/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { RejectReason, StatementState } from '../consultations.words.ts';
import { Participant } from '../participation/participant.entity.ts';

const StatementSchema = defineEntity({
  name: 'Statement',
  tableName: 'statement',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    /** Never shown to anybody but the author; none: the organisers wrote it. */
    author: () => p.manyToOne(Participant).ref().nullable(),
    state: p.text().$type<StatementState>(),
    reason: p.text().$type<RejectReason>().nullable(),
    /** About the person instead of the question; left out of the opinion groups. */
    isMeta: p.boolean(),
    /** How much there is to learn from asking it; null until it was weighed. */
    priority: p.double().nullable(),
    createdAt: p.datetime(),
    decidedAt: p.datetime().nullable(),
    decidedBy: () => p.manyToOne(Member).ref().nullable(),
  },
});

/** A short sentence that people agree or disagree with: PENDING -> ACCEPTED or REJECTED, and between these two again. */
export class Statement extends StatementSchema.class {
  /** Everybody may answer it from now on. */
  accept(by: Member, now: Date, isMeta: boolean): void {
    this.isMeta = isMeta;
    this.decide('ACCEPTED', null, by, now);
  }

  /** Nobody sees it any more but its author, who reads why. */
  reject(by: Member, now: Date, reason: RejectReason): void {
    this.decide('REJECTED', reason, by, now);
  }

  private decide(state: StatementState, reason: RejectReason | null, by: Member, now: Date): void {
    this.state = state;
    this.reason = reason;
    this.decidedAt = now;
    this.decidedBy = ref(by);
  }
}
StatementSchema.setClass(Statement);
