import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import type { Setting } from '../checks/index.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import type { HelpCategory, HelpRequestState, PartOfDay, When } from './help.words.ts';

const HelpRequestSchema = defineEntity({
  name: 'HelpRequest',
  tableName: 'help_request',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    requester: () => p.manyToOne(Member).ref(),
    category: p.text().$type<HelpCategory>(),
    state: p.text().$type<HelpRequestState>(),
    when: p.text().$type<When>().name('time_choice'),
    partOfDay: p.text().$type<PartOfDay>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    zone: () => p.manyToOne(Zone).ref(),
    details: p.text().nullable(),
    language: p.text().$type<Locale>(),
    speaks: p.array(),
    needs: p.array(),
    setting: p.text().$type<Setting>(),
    /** The member of staff who asked in the person's place. */
    askedBy: () => p.manyToOne(Member).ref().nullable(),
    places: p.integer(),
    placesTaken: p.integer(),
    createdAt: p.datetime(),
    closedAt: p.datetime().nullable(),
    /** Set while moderators hide it from everybody but the requester. */
    hiddenAt: p.datetime().nullable(),
  },
});

/** Somebody needs something: OPEN -> MATCHED when every place is taken -> DONE, or WITHDRAWN, EXPIRED. */
export class HelpRequest extends HelpRequestSchema.class {
  declare state: HelpRequestState & Opt;
  declare placesTaken: number & Opt;
  declare needs: string[] & Opt;

  /** How many helpers are still needed. */
  get placesLeft(): number & Opt {
    return this.places - this.placesTaken;
  }

  /** Throws OWN_REQUEST for the requester and who asked for them, WRONG_STATE or DATE_IN_PAST when offers come too late. */
  assertTakesOffer(helperId: string, now: Date): void {
    if (helperId === this.requester.id || helperId === this.askedBy?.id) throw new AppError('OWN_REQUEST');
    this.assertState('OPEN');
    if (this.endsAt <= now) throw new AppError('DATE_IN_PAST');
  }

  /** A helper was accepted; throws PLACES_TAKEN when there is no place left. The row must be locked. */
  takePlace(): void {
    if (this.placesTaken >= this.places) throw new AppError('PLACES_TAKEN', { places: this.places });
    this.assertState('OPEN');
    this.placesTaken += 1;
    if (this.placesTaken === this.places) this.state = 'MATCHED';
  }

  /** An accepted helper stepped back: the place is free again. */
  freePlace(): void {
    this.assertState('OPEN', 'MATCHED');
    this.placesTaken -= 1;
    this.state = 'OPEN';
  }

  /** Everything was done. */
  complete(now: Date): void {
    this.assertState('OPEN', 'MATCHED');
    if (this.placesTaken === 0) throw new AppError('WRONG_STATE', { state: this.state });
    this.close('DONE', now);
  }

  withdraw(now: Date): void {
    this.assertState('OPEN', 'MATCHED');
    this.close('WITHDRAWN', now);
  }

  /** True while the requester can still take it back. */
  get isLive(): boolean & Opt {
    return this.state === 'OPEN' || this.state === 'MATCHED';
  }

  private close(state: HelpRequestState, now: Date): void {
    this.state = state;
    this.closedAt = now;
  }

  private assertState(...allowed: HelpRequestState[]): void {
    if (!allowed.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
  }
}
HelpRequestSchema.setClass(HelpRequest);
