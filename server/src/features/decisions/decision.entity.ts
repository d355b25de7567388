import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { BallotOption, Consultation, Statement, Proposal, SurveyQuestion } from '../consultations/index.ts';
import { Member } from '../members/index.ts';
import type { DecisionOutcome, DecisionState, GroundStance } from './decisions.words.ts';

const DecisionSchema = defineEntity({
  name: 'Decision',
  tableName: 'decision',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    consultation: () => p.manyToOne(Consultation).ref(),
    state: p.text().$type<DecisionState>(),
    version: p.integer(),
    outcome: p.text().$type<DecisionOutcome>(),
    words: p.text(),
    reasons: p.text(),
    body: p.text(),
    decidedOn: p.date().nullable(),
    language: p.text().$type<Locale>(),
    createdBy: () => p.manyToOne(Member).ref().nullable(),
    createdAt: p.datetime(),
    publishedAt: p.datetime().nullable(),
    /** When everybody who took part had been told. */
    toldAt: p.datetime().nullable(),
  },
});

/** What was decided after a consultation, by whom and why. It stays as it is once it is published. */
export class Decision extends DecisionSchema.class {
  /** Everybody may read it from now on. */
  publish(now: Date): void {
    this.assertDraft();
    this.state = 'PUBLISHED';
    this.publishedAt = now;
    this.version += 1;
  }

  /** A change by somebody who saw `version`. Throws WRONG_STATE once it is published, CHANGED_MEANWHILE after another change. */
  changeFrom(version: number): void {
    this.assertDraft();
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version }, 'version');
    this.version += 1;
  }

  /** Throws WRONG_STATE once it is published. */
  assertDraft(): void {
    if (this.state !== 'DRAFT') throw new AppError('WRONG_STATE', { state: this.state });
  }
}
DecisionSchema.setClass(Decision);

const DecisionGroundSchema = defineEntity({
  name: 'DecisionGround',
  tableName: 'decision_ground',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    decision: () => p.manyToOne(Decision).ref(),
    statement: () => p.manyToOne(Statement).ref().nullable(),
    option: () => p.manyToOne(BallotOption).ref().nullable(),
    proposal: () => p.manyToOne(Proposal).ref().nullable(),
    question: () => p.manyToOne(SurveyQuestion).ref().nullable(),
    stance: p.text().$type<GroundStance>(),
    why: p.text(),
  },
});

/** Something people said or were asked, one of the four, and whether the decision follows it. */
export class DecisionGround extends DecisionGroundSchema.class {}
DecisionGroundSchema.setClass(DecisionGround);
