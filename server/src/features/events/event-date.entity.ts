import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Event } from './event.entity.ts';

const EventSeatsSchema = defineEntity({
  name: 'EventSeats',
  tableName: 'event_seats',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** Null: as many as come. */
    places: p.integer().nullable(),
    taken: p.integer(),
    waiting: p.integer(),
  },
});

/** The places of one date, or of a whole series with one registration. A place kept for one of the waiting list counts as taken. */
export class EventSeats extends EventSeatsSchema.class {
  declare taken: number & Opt;
  declare waiting: number & Opt;

  /** Whether so many people still fit in. */
  hasRoomFor(people: number): boolean {
    return this.places == null || this.places - this.taken >= people;
  }

  /** Somebody takes places. Throws PLACES_TAKEN. The row must be locked. */
  take(people: number): void {
    if (!this.hasRoomFor(people)) throw new AppError('PLACES_TAKEN', { places: this.places ?? 0 });
    this.taken += people;
  }

  /** Somebody gives places back. The row must be locked. */
  free(people: number): void {
    this.taken -= people;
  }

  /** Another number of places. Throws PLACES_BELOW_TAKEN where more are taken already. The row must be locked. */
  change(places: number | null): void {
    if (places !== null && places < this.taken)
      throw new AppError('PLACES_BELOW_TAKEN', { taken: this.taken }, 'input.places');
    this.places = places;
  }
}
EventSeatsSchema.setClass(EventSeats);

const EventDateSchema = defineEntity({
  name: 'EventDate',
  tableName: 'event_date',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    event: () => p.manyToOne(Event).ref(),
    seats: () => p.manyToOne(EventSeats).ref().nullable(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    /** When the rule has it; another start means that it was moved. */
    plannedAt: p.datetime(),
    changedAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    cancelWords: p.text().nullable(),
    cancelLanguage: p.text().$type<Locale>().nullable(),
  },
});

/** One time at which an event takes place. */
export class EventDate extends EventDateSchema.class {
  /** Its length in whole minutes; right also in the night the clocks change. */
  get minutes(): number & Opt {
    return Math.round((this.endsAt.getTime() - this.startsAt.getTime()) / 60_000);
  }

  /** It takes place at another time. */
  move(startsAt: Date, endsAt: Date): void {
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  /** It does not take place; the words, if any, say why. Throws WRONG_STATE where that was said before or it is over. */
  cancel(words: string | null, language: Locale, now: Date): void {
    if (this.cancelledAt) throw new AppError('WRONG_STATE', { state: 'CANCELLED' });
    if (this.endsAt <= now) throw new AppError('WRONG_STATE', { state: 'PAST' });
    this.cancelledAt = now;
    this.cancelWords = words;
    this.cancelLanguage = language;
  }
}
EventDateSchema.setClass(EventDate);

const EventResultSchema = defineEntity({
  name: 'EventResult',
  tableName: 'event_result',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    date: () => p.oneToOne(EventDate).ref().owner().joinColumn('date_id'),
    words: p.text(),
    language: p.text().$type<Locale>(),
    people: p.integer().nullable(),
    createdAt: p.datetime(),
  },
});

/** What came of a date; its photos are attached to it. */
export class EventResult extends EventResultSchema.class {}
EventResultSchema.setClass(EventResult);
