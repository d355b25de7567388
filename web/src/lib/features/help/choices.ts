import type { Face, HelpCategory, PartOfDay, Reach, Setting, Weekday, When } from '#schema';

const categoryWords: readonly string[] = [
  ...['SHOPPING', 'CHILD_CARE', 'GOING_ALONG', 'LANGUAGE_PRACTICE', 'HOMEWORK', 'PAPERS'],
  ...['REPAIRS', 'MOVING', 'FOOD', 'FURNITURE', 'COMPANY', 'TRANSPORT', 'OTHER'],
];
const whens: readonly string[] = ['TODAY', 'TOMORROW', 'THIS_WEEK', 'ON_DATE'] satisfies When[];
const faces: readonly string[] = ['GOOD', 'FAIR', 'BAD'] satisfies Face[];

/** Where helping may bring people together. */
export const settings: Setting[] = ['IN_PUBLIC', 'AT_DOOR', 'AT_HOME', 'WITH_CHILDREN'];

/** Where a kind of help may bring people together: children are looked after with the checks for it, wherever that is. */
export const settingsFor = (category: HelpCategory | null): Setting[] =>
  category === 'CHILD_CARE' ? ['WITH_CHILDREN'] : settings;

/** How far somebody may go to help. */
export const reaches: Reach[] = ['ZONE', 'NEIGHBOURHOOD', 'TOWN'];

/** The days of a week. */
export const weekdays: Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

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

/** Tells whether a word of a form names a place to meet. */
export function isSetting(word: unknown): word is Setting {
  return settings.some((setting) => setting === word);
}

/** Tells whether a word of a form says how far somebody goes. */
export function isReach(word: unknown): word is Reach {
  return reaches.some((reach) => reach === word);
}

/** Tells whether a word of an address names a day of the week. */
export function isWeekday(word: unknown): word is Weekday {
  return weekdays.some((day) => day === word);
}

/** Tells whether a word of an address could be an identifier. */
export function isUuid(word: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word);
}
