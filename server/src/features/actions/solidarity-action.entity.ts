import { defineEntity, type Opt, p, ref } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import type { ActionState } from './actions.words.ts';

const SolidarityActionSchema = defineEntity({
  name: 'SolidarityAction',
  tableName: 'solidarity_action',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    state: p.text().$type<ActionState>(),
    title: p.text(),
    words: p.text(),
    goal: p.text(),
    targetAmount: p.integer().nullable(),
    targetUnit: p.text().nullable(),
    language: p.text().$type<Locale>(),
    zone: () => p.manyToOne(Zone).ref(),
    /** Who organises it; for a proposal, whom the proposer would like to. */
    organisation: () => p.manyToOne(Organisation).ref().nullable(),
    proposer: () => p.manyToOne(Member).ref().nullable(),
    answerWords: p.text().nullable(),
    answerLanguage: p.text().$type<Locale>().nullable(),
    createdAt: p.datetime(),
    openedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    hiddenAt: p.datetime().nullable(),
  },
});

/** What several neighbours do together: PROPOSED -> OPEN -> DONE, or DECLINED, CANCELLED. */
export class SolidarityAction extends SolidarityActionSchema.class {
  declare state: ActionState & Opt;

  /** An organisation takes the proposal on. */
  open(organisation: Organisation, now: Date): void {
    this.assertState('PROPOSED');
    this.organisation = ref(organisation);
    this.state = 'OPEN';
    this.openedAt = now;
  }

  /** Nobody takes the proposal on; the words say why. */
  decline(words: string, language: Locale, now: Date): void {
    this.assertState('PROPOSED');
    this.end('DECLINED', now, words, language);
  }

  /** It does not take place; the words say why. */
  cancel(words: string, language: Locale, now: Date): void {
    this.assertState('PROPOSED', 'OPEN');
    this.end('CANCELLED', now, words, language);
  }

  /** It took place. */
  close(now: Date): void {
    this.assertState('OPEN');
    this.end('DONE', now, null, null);
  }

  /** Throws WRONG_STATE unless it stands in one of these states. */
  assertState(...allowed: ActionState[]): void {
    if (!allowed.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
  }

  private end(state: ActionState, now: Date, words: string | null, language: Locale | null): void {
    this.state = state;
    this.closedAt = now;
    this.answerWords = words;
    this.answerLanguage = language;
  }
}
SolidarityActionSchema.setClass(SolidarityAction);

const MeetingPointSchema = defineEntity({
  name: 'MeetingPoint',
  tableName: 'action_meeting_point',
  properties: {
    action: () => p.manyToOne(SolidarityAction).ref().primary(),
    words: p.text(),
    language: p.text().$type<Locale>(),
  },
});

/** Where exactly people meet: for those who take part and the organisers, never in a list. */
export class MeetingPoint extends MeetingPointSchema.class {}
MeetingPointSchema.setClass(MeetingPoint);

const ActionResultSchema = defineEntity({
  name: 'ActionResult',
  tableName: 'action_result',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    action: () => p.manyToOne(SolidarityAction).ref(),
    words: p.text(),
    language: p.text().$type<Locale>(),
    reachedAmount: p.integer().nullable(),
    people: p.integer(),
    minutes: p.integer(),
    createdAt: p.datetime(),
  },
});

/** What came of an action; its photos are attached to it. */
export class ActionResult extends ActionResultSchema.class {}
ActionResultSchema.setClass(ActionResult);
