import { dayWords } from '#lib/features/events/times.ts';
import { clockTime } from '#lib/i18n/dates.ts';
import { dayInRome } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';

interface Reader {
  locale: Locale;
  t: Translate;
}

/** An instant as "Saturday 28 November, 18:00". */
export function momentWords(moment: string, { locale, t }: Reader): string {
  const clock = clockTime(locale, moment);
  return t('consultations.dayHour', { day: dayWords(moment, { locale }), hour: clock });
}

/** When a step begins and ends. */
export function spanWords({ opensAt, closesAt }: { opensAt: string; closesAt: string }, reader: Reader): string {
  const sameDay = dayInRome(opensAt) === dayInRome(closesAt);
  if (sameDay)
    return reader.t('consultations.dayHours', {
      day: dayWords(opensAt, reader),
      from: clockTime(reader.locale, opensAt),
      to: clockTime(reader.locale, closesAt),
    });
  return reader.t('consultations.fromTo', { from: dayWords(opensAt, reader), to: momentWords(closesAt, reader) });
}

/** A calendar day, "2026-11-30", in words. */
export const dayOnly = (day: string, reader: Pick<Reader, 'locale'>): string => dayWords(`${day}T12:00:00Z`, reader);
