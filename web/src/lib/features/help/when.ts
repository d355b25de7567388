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

interface Language {
  locale: Locale;
  t: Translate;
}

/** When help is needed, as people say it: "tomorrow, in the morning", "by Sunday". */
export function whenWords(time: TimeOfHelp, language: Language, now = new Date()): string {
  return saidWith((day) => dayWords(day, language, now), time, language);
}

/** When help is needed, with the date: for what is also read on another day. */
export function datedWhenWords(time: TimeOfHelp, language: Language): string {
  return saidWith((day) => dateWords(day, language.locale), time, language);
}

function saidWith(
  words: (day: Date) => string,
  { startsAt, endsAt, partOfDay, when }: TimeOfHelp,
  { t }: Language,
): string {
  // The end is the first moment that no longer counts; the day before it is the last day.
  if (when === 'THIS_WEEK') return t('help.when.by', { day: words(new Date(Date.parse(endsAt) - 1)) });
  const day = words(new Date(startsAt));
  return partOfDay === 'ANY' ? day : t('help.when.part', { day, part: partOfDay });
}

/** Today and tomorrow by name, the coming days by their weekday, later ones by date. */
export function dayWords(day: Date, { locale, t }: Language, now = new Date()): string {
  const distance = daysBetween(now, day);
  if (distance === 0) return t('help.when.today');
  if (distance === 1) return t('help.when.tomorrow');
  if (distance > 1 && distance < 7) return formatDate(locale, day, { weekday: 'long' });
  return dateWords(day, locale);
}

const dateWords = (day: Date, locale: Locale): string =>
  formatDate(locale, day, { weekday: 'short', day: 'numeric', month: 'long' });

/** Today's and tomorrow's needs are urgent. */
export function isSoon({ startsAt, when }: TimeOfHelp, now = new Date()): boolean {
  return when !== 'THIS_WEEK' && daysBetween(now, startsAt) <= 1;
}
