import { formatDate } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** The last day before an instant that ends a day: people read the day, not the midnight after it. */
export const lastDay = (locale: Locale, end: string | null | undefined): string =>
  end ? formatDate(locale, new Date(Date.parse(end) - 1), { dateStyle: 'long' }) : '';
