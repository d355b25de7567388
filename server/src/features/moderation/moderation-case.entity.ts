import { defineEntity, type Opt, p, ref } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import {
  appealDays,
  type AppealResult,
  type CaseState,
  type CommunityRule,
  type Outcome,
  type ReportKind,
  type ReportState,
} from './moderation.words.ts';

const ModerationCaseSchema = defineEntity({
  name: 'ModerationCase',
  tableName: 'moderation_case',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    subjectKind: p.text().$type<ReportKind>(),
    subjectId: p.uuid(),
    owner: () => p.manyToOne(Member).ref(),
    answeredFor: p.boolean().default(false),
    excerpt: p.text().nullable(),
    path: p.text().nullable(),
    openedAt: p.datetime(),
    state: p.text().$type<CaseState>(),
    waiting: p.boolean().generated(`(state in ('OPEN', 'APPEALED')) stored`),
    rule: p.text().$type<CommunityRule>().nullable(),
    outcome: p.text().$type<Outcome>().nullable(),
    reasons: p.text().nullable(),
    reasonsLanguage: p.text().$type<Locale>().nullable(),
    decidedBy: () => p.manyToOne(Member).ref().nullable(),
    decidedAt: p.datetime().nullable(),
    suspendedUntil: p.datetime().nullable(),
    appealWords: p.text().nullable(),
    appealLanguage: p.text().$type<Locale>().nullable(),
    appealedAt: p.datetime().nullable(),
    appealReasons: p.text().nullable(),
    appealReasonsLanguage: p.text().$type<Locale>().nullable(),
    appealDecidedBy: () => p.manyToOne(Member).ref().nullable(),
    appealDecidedAt: p.datetime().nullable(),
  },
});

/** What moderators and the person say, and in which language. */
export interface Said {
  words: string;
  language: Locale;
  at: Date;
}

/** Everything reported of one subject until somebody decides: OPEN -> DECIDED -> APPEALED -> CONFIRMED or OVERTURNED. */
export class ModerationCase extends ModerationCaseSchema.class {
  declare waiting: boolean & Opt;

  /** A moderator decides, once; throws ALREADY_DECIDED. `suspendedUntil` goes with SUSPEND. */
  decide(
    by: Member,
    decision: { outcome: Outcome; rule: CommunityRule | null; suspendedUntil: Date | null },
    said: Said,
  ): void {
    if (this.state !== 'OPEN') throw new AppError('ALREADY_DECIDED');
    Object.assign(this, decision, { reasons: said.words, reasonsLanguage: said.language, decidedAt: said.at });
    this.decidedBy = ref(by);
    this.state = 'DECIDED';
  }

  /** The person asks for a second look, once and in time; throws ALREADY_APPEALED or APPEAL_TOO_LATE. */
  appeal(said: Said): void {
    if (this.appealedAt) throw new AppError('ALREADY_APPEALED');
    if (!this.appealUntil || said.at > this.appealUntil) throw new AppError('APPEAL_TOO_LATE', { days: appealDays });
    Object.assign(this, { appealWords: said.words, appealLanguage: said.language, appealedAt: said.at });
    this.state = 'APPEALED';
  }

  /** Another moderator answers the appeal; throws ALREADY_DECIDED, or CANNOT_DECIDE_TWICE for the first one. */
  answerAppeal(by: Member, result: AppealResult, said: Said): void {
    if (this.state !== 'APPEALED') throw new AppError('ALREADY_DECIDED');
    if (this.decidedBy?.id === by.id) throw new AppError('CANNOT_DECIDE_TWICE');
    Object.assign(this, {
      appealReasons: said.words,
      appealReasonsLanguage: said.language,
      appealDecidedAt: said.at,
    });
    this.appealDecidedBy = ref(by);
    this.state = result;
  }

  /** Until when the person may appeal; null where nothing was done to appeal against. */
  get appealUntil(): (Date & Opt) | null {
    if (!this.decidedAt || !this.outcome || this.outcome === 'NOTHING') return null;
    return new Date(this.decidedAt.getTime() + appealDays * 86_400_000);
  }

  /** Whether something was done to the person, and stands. */
  get inForce(): boolean & Opt {
    return this.outcome !== null && this.outcome !== 'NOTHING' && this.state !== 'OVERTURNED';
  }
}
ModerationCaseSchema.setClass(ModerationCase);

const ReportSchema = defineEntity({
  name: 'Report',
  tableName: 'report',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    case: () => p.manyToOne(ModerationCase).ref(),
    reporter: () => p.manyToOne(Member).ref().nullable(),
    rule: p.text().$type<CommunityRule>(),
    words: p.text().nullable(),
    language: p.text().$type<Locale>(),
    anonymous: p.boolean(),
    complaint: p.boolean(),
    createdAt: p.datetime(),
  },
});

/** Somebody flags content or conduct; never shown to those it is about. */
export class Report extends ReportSchema.class {}
ReportSchema.setClass(Report);

/** What the reporter learns of a case: whether something was done, not what. */
export function reportStateOf(found: Pick<ModerationCase, 'state' | 'inForce'>): ReportState {
  if (found.state === 'OPEN') return 'WAITING';
  return found.inForce ? 'ACTED' : 'NOT_ACTED';
}
