import { dayAfter, dayInRome, formatDate, formatFor, townTimeZone } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';

interface Reader {
  locale: Locale;
  t: Translate;
}

export interface Span {
  startsAt: string;
  endsAt: string;
  allDay?: boolean;
  /** Whose clocks say it; none: the town's. */
  timeZone?: string;
}

/**
 * When it is, in the town's time or that of another time zone: day and hours; days alone where it lasts whole days, both where
 * it goes past midnight.
 */
export function spanWords(
  { startsAt, endsAt, allDay = false, timeZone = townTimeZone }: Span,
  { locale, t }: Reader,
  now = new Date(),
): string {
  const [day, lastDay] = [fieldsOfMoment(startsAt, timeZone).date, lastDayOf(endsAt, timeZone)];
  const words = (moment: string) => dayWords(moment, { locale, timeZone }, now);
  if (allDay)
    return day === lastDay
      ? words(startsAt)
      : t('events.fromTo', { from: words(startsAt), to: dayWords(noon(lastDay), { locale, timeZone: 'UTC' }, now) });
  const hours = (moment: string) => formatDate(locale, moment, { timeZone, hour: '2-digit', minute: '2-digit' });
  // A night that ends in the small hours is still that evening's.
  if (day === lastDay || dayAfter(noon(day), 1) === lastDay)
    return t('events.dayHours', { day: words(startsAt), from: hours(startsAt), to: hours(endsAt) });
  return t('events.fromTo', {
    from: `${words(startsAt)}, ${hours(startsAt)}`,
    to: `${words(endsAt)}, ${hours(endsAt)}`,
  });
}

/** "Saturday 28 November", with the year where it is another one. */
export function dayWords(
  moment: string,
  { locale, timeZone = townTimeZone }: Pick<Reader, 'locale'> & { timeZone?: string | undefined },
  now = new Date(),
): string {
  const otherYear = dayInRome(moment).slice(0, 4) !== dayInRome(now).slice(0, 4);
  return formatDate(locale, moment, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(otherYear ? { year: 'numeric' } : {}),
  });
}

/** A moment as the fields of a form take it, in the town's time or that of another time zone. */
export function fieldsOfMoment(moment: string | Date, timeZone = townTimeZone): { date: string; time: string } {
  const clock = formatFor('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = clock.format(new Date(moment)).split(' ');
  return { date, time };
}

/** The last calendar day of something that ends at this moment; midnight belongs to the day before. */
export const lastDayOf = (endsAt: string, timeZone = townTimeZone): string =>
  fieldsOfMoment(new Date(Date.parse(endsAt) - 1), timeZone).date;

const noon = (day: string) => `${day}T12:00:00Z`;
