import { intlTag, type Locale } from './locales.ts';

/** Minutes as people say them: "half an hour" is "30 minutes", 90 are "1 hour and 30 minutes". */
export function duration(locale: Locale, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const unit = (count: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(intlTag(locale), { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);
  const parts = [hours > 0 ? unit(hours, 'hour') : null, rest > 0 || hours === 0 ? unit(rest, 'minute') : null];
  return new Intl.ListFormat(intlTag(locale), { type: 'conjunction' }).format(parts.filter((part) => part !== null));
}
