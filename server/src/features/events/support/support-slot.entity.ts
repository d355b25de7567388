import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { Member } from '../../members/index.ts';
import { EventDate } from '../event-date.entity.ts';
import type { SupportKind } from '../events.words.ts';

const SupportSlotSchema = defineEntity({
  name: 'SupportSlot',
  tableName: 'support_slot',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    date: () => p.manyToOne(EventDate).ref(),
    kind: p.text().$type<SupportKind>(),
    /** Of an interpreter: into which language. */
    language: p.text().nullable(),
    places: p.integer(),
    placesTaken: p.integer(),
    words: p.text().nullable(),
    /** Opened by what somebody needs, and closed when nobody does any more; not so once the organisers plan it. */
    needed: p.boolean().default(false),
    createdAt: p.datetime(),
  },
});

/** Help that a date needs: an interpreter, child care, transport, a lift, setting up. */
export class SupportSlot extends SupportSlotSchema.class {
  declare placesTaken: number & Opt;

  get placesLeft(): number & Opt {
    return this.places - this.placesTaken;
  }

  /** Somebody takes it on. Throws PLACES_TAKEN. The row must be locked. */
  take(): void {
    if (this.placesTaken >= this.places) throw new AppError('PLACES_TAKEN', { places: this.places });
    this.placesTaken += 1;
  }

  /** Somebody cannot after all. The row must be locked. */
  free(): void {
    this.placesTaken -= 1;
  }

  /** Other places or words: from now on it is the organisers' own. Throws PLACES_BELOW_TAKEN. The row must be locked. */
  change(places: number, words: string | null): void {
    if (places < this.placesTaken)
      throw new AppError('PLACES_BELOW_TAKEN', { taken: this.placesTaken }, 'input.places');
    this.places = places;
    this.words = words;
    this.needed = false;
  }
}
SupportSlotSchema.setClass(SupportSlot);

const SupportClaimSchema = defineEntity({
  name: 'SupportClaim',
  tableName: 'support_claim',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    slot: () => p.manyToOne(SupportSlot).ref(),
    member: () => p.manyToOne(Member).ref(),
    createdAt: p.datetime(),
    came: p.boolean().nullable(),
    minutes: p.integer().nullable(),
  },
});

/** A person who takes a support slot on; afterwards, whether and for how long. */
export class SupportClaim extends SupportClaimSchema.class {
  /** The organisers say how long; null: the person did not come. */
  mark(minutes: number | null): void {
    this.came = minutes !== null;
    this.minutes = minutes;
  }
}
SupportClaimSchema.setClass(SupportClaim);
