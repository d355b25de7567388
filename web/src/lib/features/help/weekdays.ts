import type { Weekday } from '#schema';
import { intlTag, type Locale } from '#lib/i18n/locales.ts';
import { weekdays } from './choices.ts';

/** A Monday, to count weekdays from. */
const monday = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;

/** "Tuesday" in the reader's language. */
export function weekdayName(locale: Locale, weekday: Weekday): string {
  const date = new Date(monday + weekdays.indexOf(weekday) * day);
  return new Intl.DateTimeFormat(intlTag(locale), { weekday: 'long', timeZone: 'UTC' }).format(date);
}

/** "Tuesday and Thursday", in the order of the week. */
export function weekdayNames(locale: Locale, chosen: readonly Weekday[]): string {
  const names = weekdays.filter((one) => chosen.includes(one)).map((one) => weekdayName(locale, one));
  return new Intl.ListFormat(intlTag(locale), { type: 'conjunction' }).format(names);
}
