import type { HelpCategory, PartOfDay, When } from '#schema';
import { photoFields } from '#lib/features/attachments/file-fields.ts';
import { isDay } from '#lib/i18n/dates.ts';
import { isCategory, isPartOfDay, isUuid, isWhen } from './choices.ts';

/** The longest text that a request may carry. */
export const longestDetails = 1000;
/** How many photos a request may carry. */
export const mostPhotos = 3;

/** The fields of the form that hold files. */
export const fileFields = [...photoFields('photo', mostPhotos), 'voice'];

/** What has been chosen so far on the way to a request; the address of the page keeps it. */
export interface Asking {
  category: HelpCategory | null;
  when: When | null;
  date: string | null;
  partOfDay: PartOfDay;
  zoneId: string | null;
  /** The person in whose place staff ask. */
  onBehalfOf: string | null;
}

/** Reads the choices from an address or a form; what makes no sense counts as not chosen. */
export function readAsking(words: URLSearchParams | FormData): Asking {
  const word = (name: string) => words.get(name);
  const [category, when, date] = [word('category'), word('when'), word('date')];
  const [part, zoneId, person] = [word('partOfDay'), word('zoneId'), word('onBehalfOf')];
  const day = isDay(date) ? date : null;
  const chosenWhen = isWhen(when) && (when !== 'ON_DATE' || day !== null) ? when : null;
  return {
    category: isCategory(category) ? category : null,
    when: chosenWhen,
    date: chosenWhen === 'ON_DATE' ? day : null,
    partOfDay: isPartOfDay(part) ? part : 'ANY',
    zoneId: typeof zoneId === 'string' && zoneId !== '' ? zoneId : null,
    onBehalfOf: typeof person === 'string' && isUuid(person) ? person : null,
  };
}

/** The address of the way to a request with these choices made. */
export function askingAddress(asking: Partial<Asking>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asking)) {
    if (value && value !== 'ANY') search.set(name, value);
  }
  return search.size > 0 ? `/help/ask?${search}` : '/help/ask';
}
