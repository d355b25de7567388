import type { Weekday } from '#schema';
import { dayNames } from '#lib/features/members/weekdays.ts';
import { intlTag, type Locale } from '#lib/i18n/locales.ts';

/** "Tuesday" in the reader's language. */
export const weekdayName = (locale: Locale, weekday: Weekday): string => weekdayNames(locale, [weekday]);

/** "Tuesday and Thursday", in the order of the week. */
export function weekdayNames(locale: Locale, chosen: readonly Weekday[]): string {
  const names = dayNames(locale, 'long').filter(({ value }) => chosen.some((day) => day === value));
  return new Intl.ListFormat(intlTag(locale), { type: 'conjunction' }).format(names.map(({ label }) => label));
}
