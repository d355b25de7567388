import type { App } from '../app.ts';
import {
  Event,
  EventDate,
  EventResult,
  EventSeats,
  Registration,
  SupportClaim,
  SupportSlot,
} from '../features/events/index.ts';
import type { Member } from '../features/members/index.ts';
import type { Zone } from '../features/neighbourhoods/index.ts';
import type { Organisation } from '../features/organisations/index.ts';
import { sourceHash, Translation } from '../features/translations/index.ts';
import { newId } from '../platform/ids.ts';
import type { Locale } from '../platform/locales.ts';
import { atTownTime, townDay, townTimeZone } from '../platform/time.ts';
import { type DemoEvent, demoEvents } from './events.ts';

type Em = App['orm']['em'];

interface Place {
  organisation: Organisation;
  members: ReadonlyMap<string, Member>;
  zones: ReadonlyMap<string, Zone>;
  now: Date;
}

/** Writes the events of the demo, each with its dates, translations, support and people. */
export function fillEvents(em: Em, place: Place): void {
  for (const given of demoEvents) {
    const zone = place.zones.get(given.zone);
    if (!zone) continue;
    const event = makeEvent(em, place, given, zone);
    fillTranslations(em, event, given, place.now);
    given.inDays.forEach((days, index) => fillDate(em, place, { event, given, days, first: index === 0 }));
  }
}

function makeEvent(em: Em, { organisation, members, now }: Place, given: DemoEvent, zone: Zone): Event {
  const id = newId();
  return em.create(Event, {
    id,
    seriesId: id,
    state: 'PUBLISHED',
    version: 2,
    title: given.title,
    description: given.description,
    language: 'it',
    organisation,
    createdBy: members.get('Giulia Marino') ?? null,
    zone,
    venue: given.venue,
    address: given.address,
    timeZone: townTimeZone,
    allDay: false,
    rule: given.rule ?? null,
    topics: given.topics,
    audiences: given.audiences ?? [],
    speaks: given.speaks,
    access: given.access,
    cost: given.cost?.kind ?? 'FREE',
    costWords: given.cost?.words ?? null,
    contact: given.contact ?? null,
    registration: given.registration,
    places: given.places ?? null,
    closesMinutes: 0,
    waitingOrder: 'FIRST_COME',
    offerMinutes: 720,
    createdAt: now,
    publishedAt: now,
  });
}

function fillTranslations(em: Em, event: Event, { translations, title, description }: DemoEvent, now: Date): void {
  const source: Record<string, string> = { title, description };
  for (const [locale, words] of Object.entries(translations ?? {}))
    for (const [field, translated] of Object.entries(words))
      em.create(Translation, {
        subjectKind: 'EVENT',
        subjectId: event.id,
        field,
        locale: locale as Locale,
        state: 'APPROVED',
        words: translated,
        sourceHash: sourceHash(source[field] ?? ''),
        updatedAt: now,
      });
}

function fillDate(
  em: Em,
  { members, now }: Place,
  { event, given, days, first }: { event: Event; given: DemoEvent; days: number; first: boolean },
): void {
  const day = townDay(now).add({ days });
  const people = first ? (given.people ?? []) : [];
  const seats =
    given.registration === 'NONE'
      ? null
      : em.create(EventSeats, {
          places: given.places ?? null,
          taken: people.reduce((sum, [, children]) => sum + 1 + children, 0),
          waiting: 0,
        });
  const startsAt = atTownTime(day, given.from);
  const date = em.create(EventDate, {
    event,
    seats,
    startsAt,
    endsAt: atTownTime(day, given.until),
    plannedAt: startsAt,
  });
  for (const { kind, language, by } of given.support ?? []) {
    const member = by && first ? members.get(by) : undefined;
    const slot = em.create(SupportSlot, {
      date,
      kind,
      language: language ?? null,
      places: 1,
      placesTaken: member ? 1 : 0,
      createdAt: now,
    });
    if (member) em.create(SupportClaim, { slot, member, createdAt: now });
  }
  people.forEach(([name, children], index) => {
    const member = members.get(name);
    if (!member || !seats) return;
    em.create(Registration, {
      seats,
      date,
      member,
      state: 'CONFIRMED',
      adults: 1,
      children,
      answers: {},
      code: `DEM${event.id.slice(-4).toUpperCase()}${index}`,
      lot: index,
      createdAt: now,
      confirmedAt: now,
    });
  });
  if (given.result)
    em.create(EventResult, {
      date,
      words: given.result.words,
      language: 'it',
      people: given.result.people,
      createdAt: now,
    });
}
