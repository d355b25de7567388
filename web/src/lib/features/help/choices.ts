import type { Face, HelpCategory, PartOfDay, When } from '#schema';

const categoryWords: readonly string[] = [
  ...['SHOPPING', 'CHILD_CARE', 'GOING_ALONG', 'LANGUAGE_PRACTICE', 'HOMEWORK', 'PAPERS'],
  ...['REPAIRS', 'MOVING', 'FOOD', 'FURNITURE', 'COMPANY', 'TRANSPORT', 'OTHER'],
];
const whens: readonly string[] = ['TODAY', 'TOMORROW', 'THIS_WEEK', 'ON_DATE'] satisfies When[];
const faces: readonly string[] = ['GOOD', 'FAIR', 'BAD'] satisfies Face[];

/** The parts of a day one may ask for. */
export const partsOfDay: PartOfDay[] = ['ANY', 'MORNING', 'AFTERNOON', 'EVENING'];

/** Tells whether a word of an address or a form names a kind of help. */
export function isCategory(word: unknown): word is HelpCategory {
  return typeof word === 'string' && categoryWords.includes(word);
}

/** Tells whether a word of an address or a form says when. */
export function isWhen(word: unknown): word is When {
  return typeof word === 'string' && whens.includes(word);
}

/** Tells whether a word of an address or a form names a part of the day. */
export function isPartOfDay(word: unknown): word is PartOfDay {
  return partsOfDay.some((part) => part === word);
}

/** Tells whether a word of a form says how it went. */
export function isFace(word: unknown): word is Face {
  return typeof word === 'string' && faces.includes(word);
}

/** Tells whether a word is a calendar day such as 2026-11-30. */
export function isDay(word: unknown): word is string {
  return typeof word === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(word) && !Number.isNaN(Date.parse(word));
}
