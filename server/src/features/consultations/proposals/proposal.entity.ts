import { defineEntity, p, ref } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Member } from '../../members/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { RejectReason } from '../consultations.words.ts';
import { Participant } from '../participation/participant.entity.ts';
import type { ProposalState } from './proposals.words.ts';

const ProposalSchema = defineEntity({
  name: 'Proposal',
  tableName: 'proposal',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    title: p.text(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    /** None: the organisers wrote it. */
    author: () => p.manyToOne(Participant).ref().nullable(),
    /** Whether the author, a member, lets everybody read the name. */
    showsName: p.boolean(),
    state: p.text().$type<ProposalState>(),
    reason: p.text().$type<RejectReason>().nullable(),
    /** Counts its texts, from 1. */
    version: p.integer(),
    mergedInto: () => p.manyToOne(Proposal).ref().nullable(),
    createdAt: p.datetime(),
    publishedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    decidedBy: () => p.manyToOne(Member).ref().nullable(),
    hiddenAt: p.datetime().nullable(),
    /** Organisers took it for a vote to come, whether or not it can stand on its ballot now. */
    taken: p.boolean().default(false),
  },
});

/** Something to do that somebody who takes part proposes, or the organisers. */
export class Proposal extends ProposalSchema.class {
  /** Everybody reads it and may support it from now on. */
  publish(by: Member, now: Date): void {
    this.assertStateIn('PENDING', 'REJECTED', 'PUBLISHED');
    this.publishedAt ??= now;
    this.decide('PUBLISHED', null, by, now);
  }

  /** Nobody reads it any more but its author, with the reason. */
  reject(by: Member, now: Date, reason: RejectReason): void {
    this.assertStateIn('PENDING', 'REJECTED', 'PUBLISHED');
    this.decide('REJECTED', reason, by, now);
  }

  /** The author takes it back. */
  withdraw(): void {
    this.assertStateIn('PENDING', 'PUBLISHED');
    this.state = 'WITHDRAWN';
  }

  /** It says the same as another one, which goes on for both, also where it was taken. Throws WRONG_STATE unless both are read by everybody. */
  mergeInto(other: Proposal, by: Member, now: Date): void {
    for (const one of [this, other]) one.assertStateIn('PUBLISHED');
    this.mergedInto = ref(other);
    other.taken ||= this.taken;
    this.decide('MERGED', null, by, now);
  }

  /** Its text from now on, made from the text of `version`. CHANGED_MEANWHILE where that is not its text any more. */
  amend(text: string, version: number): void {
    this.assertStateIn('PUBLISHED');
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version });
    this.text = text;
    this.version += 1;
  }

  /** Throws WRONG_STATE unless it stands in one of these. */
  assertStateIn(...states: ProposalState[]): void {
    if (!states.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
  }

  private decide(state: ProposalState, reason: RejectReason | null, by: Member, now: Date): void {
    this.state = state;
    this.reason = reason;
    this.decidedAt = now;
    this.decidedBy = ref(by);
  }
}
ProposalSchema.setClass(Proposal);

const ProposalVersionSchema = defineEntity({
  name: 'ProposalVersion',
  tableName: 'proposal_version',
  properties: {
    proposal: () => p.manyToOne(Proposal).ref().primary(),
    version: p.integer().primary(),
    text: p.text(),
    createdAt: p.datetime(),
  },
});

/** A text that a proposal has or had; it stays readable as it was. */
export class ProposalVersion extends ProposalVersionSchema.class {}
ProposalVersionSchema.setClass(ProposalVersion);

const ProposalEstimateSchema = defineEntity({
  name: 'ProposalEstimate',
  tableName: 'proposal_estimate',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    proposal: () => p.manyToOne(Proposal).ref(),
    fromCents: p.bigint('number'),
    toCents: p.bigint('number'),
    words: p.text(),
    language: p.text().$type<Locale>(),
    organisationId: p.uuid(),
    notedBy: () => p.manyToOne(Member).ref().nullable(),
    createdAt: p.datetime(),
  },
});

/** What staff think a proposal costs; the newest counts, earlier ones stay readable. */
export class ProposalEstimate extends ProposalEstimateSchema.class {}
ProposalEstimateSchema.setClass(ProposalEstimate);
