import type { EventFilter, EventTopic } from '#schema';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { topics } from './choices.ts';

/** What a reader of the list wants to see; the address keeps it. */
export interface WantedEvents {
  past: boolean;
  words: string | null;
  zone: string | null;
  topic: EventTopic | null;
  language: string | null;
  children: boolean;
  stepFree: boolean;
  free: boolean;
}

/** Reads what is wanted from an address; what makes no sense counts as not chosen. */
export function readWantedEvents(search: URLSearchParams): WantedEvents {
  const language = search.get('language') ?? '';
  return {
    past: search.get('past') === 'yes',
    words: search.get('words')?.trim().slice(0, 80) || null,
    zone: search.get('zone') || null,
    topic: oneOfThese(topics, search.get('topic')) ?? null,
    language: /^[a-z]{2,3}$/.test(language) ? language : null,
    children: search.get('children') === 'yes',
    stepFree: search.get('stepFree') === 'yes',
    free: search.get('free') === 'yes',
  };
}

/** Whether something but the tab was chosen. */
export const isNarrowed = ({ past: _, ...wanted }: WantedEvents): boolean => Object.values(wanted).some(Boolean);

/** The same for the API; `zone` is one that exists. */
export const eventFilter = (wanted: WantedEvents, zone: { id: string } | undefined): EventFilter => ({
  past: wanted.past,
  search: wanted.words,
  zoneIds: zone ? [zone.id] : null,
  topics: wanted.topic ? [wanted.topic] : null,
  languages: wanted.language ? [wanted.language] : null,
  withChildCare: wanted.children,
  access: wanted.stepFree ? ['STEP_FREE'] : null,
  withFreePlaces: wanted.free,
});
