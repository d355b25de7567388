import { intlTag, type Locale } from '#lib/i18n/locales.ts';

/** "3.5 hours", as the reader's language counts. */
export function hoursWords(minutes: number, locale: Locale): string {
  const style = { style: 'unit', unit: 'hour', unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(intlTag(locale), style).format(minutes / 60);
}
