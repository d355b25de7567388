import { type AccessFact, accessFacts } from './events.words.ts';

const lost = (fact: AccessFact) => `NO_${fact}` as const;

export const eventChanges = [
  'WHEN',
  'ADDED',
  'WHERE',
  ...accessFacts.map(lost),
  'NO_LANGUAGE',
  'ONLINE',
  'TITLE',
  'COST',
  'CONTACT',
] as const;
/** What those who registered are told of; ADDED: the series that they registered for has more dates. */
export type EventChange = (typeof eventChanges)[number];

/** What those who come count on, but for the time, which each date has of its own. */
export interface Facts {
  title: string;
  place: string;
  online: string | null;
  cost: string;
  access: readonly AccessFact[];
  speaks: readonly string[];
  contact: string | null;
}

/** What differs for those who come; of accessibility and languages what is no longer there. Pure. */
export function whatChanged(before: Facts, after: Facts): EventChange[] {
  return [
    ...(before.place === after.place ? [] : (['WHERE'] as const)),
    ...before.access.filter((fact) => !after.access.includes(fact)).map(lost),
    ...(before.speaks.every((tag) => after.speaks.includes(tag)) ? [] : (['NO_LANGUAGE'] as const)),
    ...(before.online === after.online ? [] : (['ONLINE'] as const)),
    ...(before.title === after.title ? [] : (['TITLE'] as const)),
    ...(before.cost === after.cost ? [] : (['COST'] as const)),
    ...(before.contact === after.contact ? [] : (['CONTACT'] as const)),
  ];
}

/** The codes under which messages have a sentence for each change. */
export const changeReasons = (changes: readonly EventChange[]): string =>
  changes.map((change) => `CHANGED_${change}`).join(',');

/** Why dates no longer take place, where nobody wrote words about it. */
export type DropReason = 'SERIES_CHANGED' | 'NOT_IN_CALENDAR';
