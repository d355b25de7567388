import type { HelpCategory, PartOfDay, Rhythm, Weekday } from '#schema';
import { isDay } from '#lib/i18n/dates.ts';
import { isCategory, isPartOfDay, isWeekday, weekdays } from './choices.ts';

/** What has been chosen so far on the way to an offer; the address of the page keeps it. */
export interface Offering {
  category: HelpCategory | null;
  rhythm: Rhythm | null;
  date: string | null;
  days: Weekday[];
  partOfDay: PartOfDay;
  zoneId: string | null;
}

/** Reads the choices from an address or a form; what makes no sense counts as not chosen. */
export function readOffering(words: URLSearchParams | FormData): Offering {
  const word = (name: string) => words.get(name);
  const [category, rhythm, date, part, zoneId] = ['category', 'rhythm', 'date', 'partOfDay', 'zoneId'].map(word);
  const days = words
    .getAll('days')
    .flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
    .filter(isWeekday);
  const day = isDay(date) ? date : null;
  const once = rhythm === 'ONCE' && day !== null;
  const weekly = rhythm === 'WEEKLY' && days.length > 0;
  return {
    category: isCategory(category) ? category : null,
    rhythm: once ? 'ONCE' : weekly ? 'WEEKLY' : null,
    date: once ? day : null,
    days: weekly ? weekdays.filter((one) => days.includes(one)) : [],
    partOfDay: isPartOfDay(part) ? part : 'ANY',
    zoneId: typeof zoneId === 'string' && zoneId !== '' ? zoneId : null,
  };
}

/** The address of the way to an offer with these choices made. */
export function offeringAddress(offering: Partial<Offering>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(offering)) {
    const word = Array.isArray(value) ? value.join(',') : value;
    if (word && word !== 'ANY') search.set(name, word);
  }
  return search.size > 0 ? `/help/offer?${search}` : '/help/offer';
}
