import { defineEntity, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { townDay } from '../../platform/time.ts';
import { SolidarityAction } from '../actions/index.ts';
import { Event } from '../events/index.ts';
import { Member } from '../members/index.ts';
import { Organisation } from '../organisations/index.ts';
import { Decision } from './decision.entity.ts';
import type { CommitmentStanding, CommitmentState } from './decisions.words.ts';

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    decision: () => p.manyToOne(Decision).ref(),
    words: p.text(),
    /** Who promised: an office, a person in charge, or what the organisation is called. */
    owner: p.text(),
    /** Of those here, who promised it. */
    organisation: () => p.manyToOne(Organisation).ref().nullable(),
    dueOn: p.date(),
    state: p.text().$type<CommitmentState>(),
    /** The day it is hoped for since the promised one cannot be kept. */
    expectedOn: p.date().nullable(),
    lateToldAt: p.datetime().nullable(),
  },
});

/** One thing promised by a day. What was promised, by whom and by when never changes; how it stands does, step by step. */
export class Commitment extends CommitmentSchema.class {
  /** How it stands on the town's day of `now`: late after its promised day, whatever new day was named since. */
  standingAt(now: Date): CommitmentStanding {
    if (this.state === 'DONE' || this.state === 'DROPPED') return this.state;
    return this.dueOn < townDay(now).toString() ? 'LATE' : this.state;
  }

  /** Moves it, or names another day. Throws WRONG_STATE where nothing would change. */
  move(state: CommitmentState, expectedOn: string | null): void {
    if (state === this.state && expectedOn === (this.expectedOn ?? null)) throw new AppError('WRONG_STATE', { state });
    this.state = state;
    this.expectedOn = expectedOn;
  }
}
CommitmentSchema.setClass(Commitment);

const CommitmentStepSchema = defineEntity({
  name: 'CommitmentStep',
  tableName: 'commitment_step',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    commitment: () => p.manyToOne(Commitment).ref(),
    state: p.text().$type<CommitmentState>(),
    words: p.text(),
    language: p.text().$type<Locale>(),
    expectedOn: p.date().nullable(),
    at: p.datetime(),
    by: () => p.manyToOne(Member).ref().nullable(),
    /** When everybody who took part had been told; only what is done or dropped is told. */
    toldAt: p.datetime().nullable(),
  },
});

/** What was said about a commitment on its way. It stays as it is. */
export class CommitmentStep extends CommitmentStepSchema.class {}
CommitmentStepSchema.setClass(CommitmentStep);

const CommitmentBeginningSchema = defineEntity({
  name: 'CommitmentBeginning',
  tableName: 'commitment_beginning',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    commitment: () => p.manyToOne(Commitment).ref(),
    action: () => p.manyToOne(SolidarityAction).ref().nullable(),
    event: () => p.manyToOne(Event).ref().nullable(),
  },
});

/** A solidarity action or an event that a commitment began: `action` or `event`, never both. */
export class CommitmentBeginning extends CommitmentBeginningSchema.class {}
CommitmentBeginningSchema.setClass(CommitmentBeginning);
