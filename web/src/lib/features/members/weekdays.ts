import { intlTag, type Locale } from '#lib/i18n/locales.ts';
import { weekdays } from './words.ts';

// A Monday.
const monday = Date.UTC(2024, 0, 1);

/** The days of the week, Monday first, as the reader's language names them. */
export function dayNames(locale: Locale, length: 'long' | 'short'): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(intlTag(locale), { weekday: length, timeZone: 'UTC' });
  return weekdays.map((value, day) => ({ value, label: format.format(monday + day * 86_400_000) }));
}

/** The days of a weekly rule such as "FREQ=WEEKLY;BYDAY=TU,TH". */
export function daysOf(rrule: string): string[] {
  return /BYDAY=([A-Z,]+)/.exec(rrule)?.[1]?.split(',') ?? [];
}

/** "Tuesday and Thursday, 16:00–18:00" as the reader's language says it. */
export function hoursInWords(locale: Locale, hours: { rrule: string; startTime: string; endTime: string }): string {
  const days = daysOf(hours.rrule);
  const names = dayNames(locale, 'long').filter(({ value }) => days.includes(value));
  const list = new Intl.ListFormat(intlTag(locale)).format(names.map(({ label }) => label));
  // The isolate keeps the earlier hour first in right-to-left languages.
  return `${list}, \u2066${hours.startTime.slice(0, 5)}–${hours.endTime.slice(0, 5)}\u2069`;
}
