import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import type {
  AccessFact,
  CoOrganiserState,
  EventAudience,
  EventCost,
  EventState,
  EventTopic,
  RegistrationMode,
  WaitingOrder,
} from './events.words.ts';

const EventSchema = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** The same for all that was once one recurring event. */
    seriesId: p.uuid(),
    state: p.text().$type<EventState>(),
    version: p.integer(),
    title: p.text(),
    description: p.text(),
    language: p.text().$type<Locale>(),
    organisation: () => p.manyToOne(Organisation).ref(),
    coOrganisers: () => p.oneToMany(EventCoOrganiser).mappedBy('event'),
    createdBy: () => p.manyToOne(Member).ref().nullable(),
    zone: () => p.manyToOne(Zone).ref(),
    venue: p.text().nullable(),
    address: p.text().nullable(),
    onlineUrl: p.text().nullable(),
    timeZone: p.text(),
    allDay: p.boolean(),
    rule: p.text().nullable(),
    topics: p.array().$type<EventTopic[]>(),
    audiences: p.array().$type<EventAudience[]>(),
    speaks: p.array().$type<string[]>(),
    access: p.array().$type<AccessFact[]>(),
    cost: p.text().$type<EventCost>(),
    costWords: p.text().nullable(),
    contact: p.text().nullable(),
    registration: p.text().$type<RegistrationMode>(),
    places: p.integer().nullable(),
    closesMinutes: p.integer(),
    waitingOrder: p.text().$type<WaitingOrder>(),
    offerMinutes: p.integer(),
    sourceUid: p.text().nullable(),
    sourceSequence: p.integer().nullable(),
    sourceDigest: p.text().nullable(),
    createdAt: p.datetime(),
    publishedAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    cancelWords: p.text().nullable(),
    cancelLanguage: p.text().$type<Locale>().nullable(),
    hiddenAt: p.datetime().nullable(),
  },
});

/** What an association invites to: DRAFT -> PUBLISHED -> CANCELLED. When it happens stands in its dates. */
export class Event extends EventSchema.class {
  declare state: EventState & Opt;
  declare version: number & Opt;

  /** Whether one can take part online; where, is for those who register. */
  get online(): boolean & Opt {
    return Boolean(this.onlineUrl);
  }

  /** Everybody may see it from now on. */
  publish(now: Date): void {
    this.assertState('DRAFT');
    this.state = 'PUBLISHED';
    this.publishedAt = now;
    this.version += 1;
  }

  /** None of its dates takes place; the words say why. */
  cancel(words: string, language: Locale, now: Date): void {
    this.assertState('PUBLISHED');
    this.state = 'CANCELLED';
    this.cancelledAt = now;
    this.cancelWords = words;
    this.cancelLanguage = language;
    this.version += 1;
  }

  /** A change by somebody who saw `version`. Throws CHANGED_MEANWHILE where somebody else changed it since. */
  changeFrom(version: number): void {
    this.assertState('DRAFT', 'PUBLISHED');
    if (version !== this.version) throw new AppError('CHANGED_MEANWHILE', { version: this.version }, 'version');
    this.version += 1;
  }

  /** Throws WRONG_STATE unless it stands in one of these states. */
  assertState(...allowed: EventState[]): void {
    if (!allowed.includes(this.state)) throw new AppError('WRONG_STATE', { state: this.state });
  }
}
EventSchema.setClass(Event);

const EventCoOrganiserSchema = defineEntity({
  name: 'EventCoOrganiser',
  tableName: 'event_co_organiser',
  properties: {
    event: () => p.manyToOne(Event).ref().primary(),
    organisation: () => p.manyToOne(Organisation).ref().primary(),
    state: p.text().$type<CoOrganiserState>(),
  },
});

/** An organisation that was named as one that helps to organise an event; it does once it has accepted. */
export class EventCoOrganiser extends EventCoOrganiserSchema.class {}
EventCoOrganiserSchema.setClass(EventCoOrganiser);
