import type { HelpCategory } from '#schema';
import { spokenLanguages } from '#lib/i18n/names.ts';
import { isCategory } from './choices.ts';

/** Longest words to look for. */
export const longestSearch = 100;

/** What a reader of the lists of requests and offers wants to see; the address keeps it. */
export interface WantedHelp {
  category: HelpCategory | null;
  zone: string | null;
  language: string | null;
  nearMe: boolean;
  search: string;
}

/** Reads what to list from the address; what makes no sense does not narrow. */
export function readListFilter(words: URLSearchParams): WantedHelp {
  const category = words.get('category');
  const language = words.get('language');
  return {
    category: isCategory(category) ? category : null,
    zone: words.get('zone'),
    language: language && spokenLanguages.includes(language) ? language : null,
    nearMe: words.get('near') === 'me',
    // Signs that nobody types would only be refused.
    search: [...(words.get('search') ?? '').replace(/\p{Cc}/gu, ' ').trim()].slice(0, longestSearch).join(''),
  };
}

/** The same for the API; a zone that is not among the town's does not narrow. */
export function apiFilter({ category, language, search }: WantedHelp, zone: { id: string } | undefined) {
  return {
    categories: category ? [category] : null,
    zoneIds: zone ? [zone.id] : null,
    languages: language ? [language] : null,
    search: search || null,
  };
}
