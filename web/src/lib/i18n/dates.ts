import { intlTag, type Locale } from './locales.ts';

const timeZone = 'Europe/Rome';

/** A moment in the neighbourhood's time, in the reader's words: pass the parts to show. */
export function formatDate(locale: Locale, moment: string | Date, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlTag(locale), { timeZone, ...parts }).format(new Date(moment));
}

/** The calendar day in Rome, as 2026-11-30. */
export function dayInRome(moment: string | Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(moment));
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
