export const eventChanges = ['WHEN', 'WHERE', 'ONLINE', 'TITLE', 'COST'] as const;
/** What those who registered are told of. */
export type EventChange = (typeof eventChanges)[number];

/** What those who come count on, but for the time, which each date has of its own. */
export interface Facts {
  title: string;
  place: string;
  online: string | null;
  cost: string;
}

/** What differs for those who come. Pure. */
export function whatChanged(before: Facts, after: Facts): EventChange[] {
  return [
    ...(before.place === after.place ? [] : (['WHERE'] as const)),
    ...(before.online === after.online ? [] : (['ONLINE'] as const)),
    ...(before.title === after.title ? [] : (['TITLE'] as const)),
    ...(before.cost === after.cost ? [] : (['COST'] as const)),
  ];
}

/** The codes under which messages have a sentence for each change. */
export const changeReasons = (changes: readonly EventChange[]): string =>
  changes.map((change) => `CHANGED_${change}`).join(',');

/** Why dates no longer take place, where nobody wrote words about it. */
export type DropReason = 'SERIES_CHANGED' | 'NOT_IN_CALENDAR';
