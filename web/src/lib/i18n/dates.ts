import { intlTag, type Locale } from './locales.ts';

/** Where the town is. */
export const townTimeZone = 'Europe/Rome';
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: townTimeZone });

/** A moment in the neighbourhood's time, in the reader's words, hours from 0 to 23 as on every clock here: pass the parts to show. */
export function formatDate(locale: Locale, moment: string | Date, parts: Intl.DateTimeFormatOptions): string {
  return formatFor(intlTag(locale), parts).format(new Date(moment));
}

/** The clock of the town at a moment, with two digits of the hour as on every page and in every message: 09:30. */
export const clockTime = (locale: Locale, moment: string | Date): string =>
  formatDate(locale, moment, { hour: '2-digit', minute: '2-digit' });

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A format of the town's time, unless the parts name a time zone. Making one takes far longer than using it, and a page of a list
 * has hundreds of dates.
 */
export function formatFor(tag: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(parts);
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone: townTimeZone, hourCycle: 'h23', ...parts });
  formats.set(key, known);
  return known;
}

/** The calendar day in Rome, as 2026-11-30. */
export function dayInRome(moment: string | Date): string {
  return dayFormat.format(new Date(moment));
}

/** Whole calendar days from one moment to another, in Rome: 0 the same day, 1 the day after. */
export function daysBetween(from: string | Date, to: string | Date): number {
  const day = 86_400_000;
  return Math.round((Date.parse(dayInRome(to)) - Date.parse(dayInRome(from))) / day);
}

/** The day `days` after a moment, as 2026-11-30. */
export function dayAfter(moment: string | Date, days: number): string {
  const date = new Date(`${dayInRome(moment)}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Tells whether a word is a calendar day such as 2026-11-30. */
export function isDay(word: unknown): word is string {
  if (typeof word !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(word)) return false;
  const noon = new Date(`${word}T12:00:00Z`);
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(word);
}
