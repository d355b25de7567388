import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { HelpOffer } from './help-offer.entity.ts';
import { HelpRequest } from './help-request.entity.ts';
import type { Face, HelpMatchState, Proposer } from './help.words.ts';

const HelpMatchSchema = defineEntity({
  name: 'HelpMatch',
  tableName: 'help_match',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    request: () => p.manyToOne(HelpRequest).ref(),
    helper: () => p.manyToOne(Member).ref(),
    state: p.text().$type<HelpMatchState>(),
    /** Who made the first step: a helper offered, or the requester invited somebody with an offer. */
    proposedBy: p.text().$type<Proposer>(),
    offer: () => p.manyToOne(HelpOffer).ref().nullable(),
    note: p.text().nullable(),
    noteLanguage: p.text().$type<Locale>(),
    createdAt: p.datetime(),
    changedAt: p.datetime(),
    feedback: () => p.oneToMany(Feedback).mappedBy('match'),
  },
});

/** A request and a helper: PROPOSED -> ACCEPTED -> DONE, or DECLINED, CANCELLED, EXPIRED. */
export class HelpMatch extends HelpMatchSchema.class {
  declare state: HelpMatchState & Opt;

  /** The helper goes on seeing a request that is no longer everybody's: an answer is still due, or it was agreed. */
  get keepsSight(): boolean & Opt {
    return this.state === 'PROPOSED' || this.state === 'ACCEPTED' || this.state === 'DONE';
  }

  accept(now: Date): void {
    this.move(['PROPOSED'], 'ACCEPTED', now);
  }

  decline(now: Date): void {
    this.move(['PROPOSED'], 'DECLINED', now);
  }

  /** Either side steps back. */
  cancel(now: Date): void {
    this.move(['PROPOSED', 'ACCEPTED'], 'CANCELLED', now);
  }

  complete(now: Date): void {
    this.move(['ACCEPTED'], 'DONE', now);
  }

  /** The request ended before this offer was answered. */
  expire(now: Date): void {
    this.move(['PROPOSED'], 'EXPIRED', now);
  }

  private move(from: HelpMatchState[], to: HelpMatchState, now: Date): void {
    if (!from.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
    this.state = to;
    this.changedAt = now;
  }
}
HelpMatchSchema.setClass(HelpMatch);

const FeedbackSchema = defineEntity({
  name: 'Feedback',
  tableName: 'feedback',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    match: () => p.manyToOne(HelpMatch).ref(),
    author: () => p.manyToOne(Member).ref(),
    face: p.text().$type<Face>(),
    words: p.text().nullable(),
    /** A complaint: staff read it, the other side never does. */
    forStaff: p.boolean(),
    language: p.text().$type<Locale>(),
    createdAt: p.datetime(),
    /** Set while moderators hide it from everybody but the author. */
    hiddenAt: p.datetime().nullable(),
  },
});

/** How it went, from one side. The other side reads it once both have said, unless it is for staff only. */
export class Feedback extends FeedbackSchema.class {}
FeedbackSchema.setClass(Feedback);
