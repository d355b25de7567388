import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import type {
  ConsultationAudience,
  ConsultationStage,
  ConsultationState,
  PhaseKind,
  PhaseMethod,
  RuleMethod,
  TieRule,
} from './consultations.words.ts';

/** A document to read before one answers; its page is elsewhere. Those that are files here are attachments. */
export interface ConsultationDocument {
  title: string;
  url: string;
}

const ConsultationSchema = defineEntity({
  name: 'Consultation',
  tableName: 'consultation',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    state: p.text().$type<ConsultationState>(),
    version: p.integer(),
    question: p.text(),
    /** In easy words of its language. */
    explanation: p.text(),
    description: p.text(),
    language: p.text().$type<Locale>(),
    /** In which languages of the interface it promises its words. */
    languages: p.array().$type<Locale[]>(),
    documents: p.json<ConsultationDocument[]>(),
    organisation: () => p.manyToOne(Organisation).ref(),
    createdBy: () => p.manyToOne(Member).ref().nullable(),
    who: p.text().$type<ConsultationAudience>(),
    zone: () => p.manyToOne(Zone).ref().nullable(),
    group: () => p.manyToOne(Organisation).ref().nullable(),
    /** When its first phase begins and its last but the follow-up ends. */
    opensAt: p.datetime().nullable(),
    closesAt: p.datetime().nullable(),
    ruleMethod: p.text().$type<RuleMethod>(),
    quorum: p.integer().nullable(),
    seats: p.integer().nullable(),
    budgetCents: p.bigint('number').nullable(),
    /** None where nothing is counted. */
    ties: p.text().$type<TieRule>().nullable(),
    decisionBody: p.text(),
    answerBy: p.date().nullable(),
    answerOwedBy: p.text(),
    createdAt: p.datetime(),
    publishedAt: p.datetime().nullable(),
    hiddenAt: p.datetime().nullable(),
    /** Of the export that it was made of; none: it began here. */
    importedDigest: p.text().nullable(),
    phases: () => p.oneToMany(ConsultationPhase).mappedBy('consultation').orderBy({ position: 'asc' }),
  },
});

/** A question put to people, with phases, that leads to a decision. Who, when and by which rule is fixed once it is published. */
export class Consultation extends ConsultationSchema.class {
  /** Where it stands at an instant. */
  stageAt(now: Date): ConsultationStage {
    if (this.state === 'DRAFT' || !this.opensAt || !this.closesAt) return 'DRAFT';
    if (now < this.opensAt) return 'COMING';
    return now < this.closesAt ? 'OPEN' : 'CLOSED';
  }

  /** Everybody may see it from now on; its question, who may take part, its dates and its rule stay as they are. */
  publish(now: Date): void {
    this.assertState('DRAFT');
    this.state = 'PUBLISHED';
    this.publishedAt = now;
    this.version += 1;
  }

  /** Takes it back to change it, while it has not opened. The database refuses it where somebody took part. */
  reopen(now: Date): void {
    this.assertState('PUBLISHED');
    if (this.stageAt(now) !== 'COMING') throw new AppError('WRONG_STATE', { state: this.stageAt(now) });
    this.state = 'DRAFT';
    this.publishedAt = null;
    this.version += 1;
  }

  /** A change by somebody who saw `version`. Throws CHANGED_MEANWHILE where somebody else changed it since. */
  changeFrom(version: number): void {
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version }, 'version');
    this.version += 1;
  }

  /** Throws WRONG_STATE unless it stands in this state. */
  assertState(state: ConsultationState): void {
    if (this.state !== state) throw new AppError('WRONG_STATE', { state: this.state });
  }
}
ConsultationSchema.setClass(Consultation);

const ConsultationPhaseSchema = defineEntity({
  name: 'ConsultationPhase',
  tableName: 'consultation_phase',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    consultation: () => p.manyToOne(Consultation).ref(),
    position: p.integer(),
    kind: p.text().$type<PhaseKind>(),
    method: p.text().$type<PhaseMethod>().nullable(),
    opensAt: p.datetime(),
    closesAt: p.datetime(),
  },
});

/** A step of a consultation. */
export class ConsultationPhase extends ConsultationPhaseSchema.class {
  /** Whether people can do now what it is for. */
  isOpenAt(now: Date): boolean {
    return this.opensAt <= now && now < this.closesAt;
  }
}
ConsultationPhaseSchema.setClass(ConsultationPhase);
