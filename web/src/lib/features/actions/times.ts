import { clockTime, dayInRome, daysBetween, formatDate } from '#lib/i18n/dates.ts';
import { intlTag, type Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';

interface Reader {
  locale: Locale;
  t: Translate;
}

export interface Shift {
  startsAt: string;
  endsAt: string;
}

/** The day of a moment: "Saturday 28 November", with the year where it is not near. */
export function dayWords(moment: string, { locale }: Pick<Reader, 'locale'>, now = new Date()): string {
  const far = Math.abs(daysBetween(now, moment)) > 200;
  return formatDate(locale, moment, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(far ? { year: 'numeric' } : {}),
  });
}

/** The hours of a shift on the town's clocks. */
export function hourWords({ startsAt, endsAt }: Shift, { locale, t }: Reader): string {
  return t('actions.hours', { from: clockTime(locale, startsAt), until: clockTime(locale, endsAt) });
}

/** When a shift is: its day and its hours. */
export const shiftWords = (shift: Shift, reader: Reader, now = new Date()): string =>
  `${dayWords(shift.startsAt, reader, now)}, ${hourWords(shift, reader)}`;

/** "3.5 hours", as the reader's language counts. */
export function durationWords(minutes: number, { locale }: Pick<Reader, 'locale'>): string {
  const style = { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(intlTag(locale), style).format(minutes / 60);
}

/** A moment as the fields of a form take it: the day and the time in Rome. */
export const fieldsOf = (moment: string): { date: string; time: string } => ({
  date: dayInRome(moment),
  time: clockTime('it', moment),
});
