import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import {
  type HelpCategory,
  type HelpOfferState,
  type PartOfDay,
  type Reach,
  type Rhythm,
  type Weekday,
} from './help.words.ts';

const HelpOfferSchema = defineEntity({
  name: 'HelpOffer',
  tableName: 'help_offer',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    member: () => p.manyToOne(Member).ref(),
    categories: p.array().$type<HelpCategory[]>(),
    state: p.text().$type<HelpOfferState>(),
    rhythm: p.text().$type<Rhythm>(),
    /** RFC 5545 weekly rule of a weekly offer. */
    rrule: p.text().nullable(),
    partOfDay: p.text().$type<PartOfDay>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    zone: () => p.manyToOne(Zone).ref(),
    reach: p.text().$type<Reach>(),
    details: p.text().nullable(),
    language: p.text().$type<Locale>(),
    speaks: p.array(),
    createdAt: p.datetime(),
    closedAt: p.datetime().nullable(),
    hiddenAt: p.datetime().nullable(),
  },
});

/** Somebody can give something, once or every week: OPEN -> WITHDRAWN, or EXPIRED when its time is over. */
export class HelpOffer extends HelpOfferSchema.class {
  declare state: HelpOfferState & Opt;

  withdraw(now: Date): void {
    this.assertOpen();
    this.state = 'WITHDRAWN';
    this.closedAt = now;
  }

  /** Throws WRONG_STATE or DATE_IN_PAST where nobody can be invited any more. */
  assertTakesInvitation(now: Date): void {
    this.assertOpen();
    if (this.endsAt <= now) throw new AppError('DATE_IN_PAST');
  }

  /** The days of a weekly offer; empty for an offer for one day. */
  get days(): Weekday[] & Opt {
    return daysOf(this.rrule ?? null);
  }

  private assertOpen(): void {
    if (this.state !== 'OPEN') throw new AppError('WRONG_STATE', { state: this.state });
  }
}
HelpOfferSchema.setClass(HelpOffer);

/** The days named in a weekly rule such as "FREQ=WEEKLY;BYDAY=TU,TH". */
export const daysOf = (rrule: string | null): Weekday[] =>
  (rrule?.match(/BYDAY=([A-Z,]+)/)?.[1]?.split(',') ?? []) as Weekday[];

/** The weekly rule of some days. */
export const weeklyOn = (days: readonly Weekday[]): string => `FREQ=WEEKLY;BYDAY=${days.join(',')}`;
