import { formatDate } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import type { Asking } from './asking.ts';
import type { Offering } from './offering.ts';
import { weekdayNames } from './weekdays.ts';

interface Words {
  locale: Locale;
  t: Translate;
}

/** The time chosen for a request, in words; null while none is. */
export function askedTime({ when, date, partOfDay }: Asking, words: Words): string | null {
  if (when === null) return null;
  if (when === 'TODAY') return words.t('help.askToday');
  if (when === 'TOMORROW') return words.t('help.askTomorrow');
  if (when === 'THIS_WEEK') return words.t('help.askThisWeek');
  return withPart(dayWords(date, words), partOfDay, words);
}

/** The time chosen for an offer, in words; null while none is. */
export function offeredTime(
  { rhythm, date, days, partOfDay }: Pick<Offering, 'rhythm' | 'date' | 'days' | 'partOfDay'>,
  words: Words,
): string | null {
  if (rhythm === null) return null;
  if (rhythm === 'ONCE') return withPart(dayWords(date, words), partOfDay, words);
  if (days.length === 7) return withPart(words.t('help.offerEveryDay'), partOfDay, words);
  return withPart(words.t('help.offerEvery', { days: weekdayNames(words.locale, days) }), partOfDay, words);
}

const dayWords = (date: string | null, { locale }: Words) =>
  formatDate(locale, `${date}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' });

const withPart = (day: string, part: string, { t }: Words) =>
  part === 'ANY' ? day : t('help.when.part', { day, part });
