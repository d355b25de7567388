import type { PartOfDay, When } from '#schema';
import { daysBetween, formatDate } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';

export interface TimeOfHelp {
  startsAt: string;
  endsAt: string;
  partOfDay: PartOfDay;
  when: When;
}

/** When help is needed, as people say it: "tomorrow, in the morning", "by Sunday". */
export function whenWords(
  { startsAt, endsAt, partOfDay, when }: TimeOfHelp,
  { locale, t }: { locale: Locale; t: Translate },
  now = new Date(),
): string {
  if (when === 'THIS_WEEK') {
    // The end is the first moment that no longer counts; the day before it is the last day.
    const last = new Date(Date.parse(endsAt) - 1);
    return t('help.when.by', { day: dayWords(last, { locale, t }, now) });
  }
  const day = dayWords(new Date(startsAt), { locale, t }, now);
  return partOfDay === 'ANY' ? day : t('help.when.part', { day, part: partOfDay });
}

/** Today and tomorrow by name, the coming days by their weekday, later ones by date. */
export function dayWords(day: Date, { locale, t }: { locale: Locale; t: Translate }, now = new Date()): string {
  const distance = daysBetween(now, day);
  if (distance === 0) return t('help.when.today');
  if (distance === 1) return t('help.when.tomorrow');
  if (distance > 1 && distance < 7) return formatDate(locale, day, { weekday: 'long' });
  return formatDate(locale, day, { weekday: 'short', day: 'numeric', month: 'long' });
}

/** Today's and tomorrow's needs are urgent. */
export function isSoon({ startsAt, when }: TimeOfHelp, now = new Date()): boolean {
  return when !== 'THIS_WEEK' && daysBetween(now, startsAt) <= 1;
}
