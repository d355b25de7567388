import { formatFor } from '#lib/i18n/dates.ts';
import { intlTag, type Locale } from '#lib/i18n/locales.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { partsOf } from './recurring.ts';

interface Reader {
  locale: Locale;
  t: Translate;
}

const periods = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * What a rule says but for its end, one line for each of its parts: how often, on which days. What is too rare to have words
 * stands as it is written.
 */
export function ruleWords(rule: string, reader: Reader): string[] {
  const parts = partsOf(rule);
  const { locale, t } = reader;
  const list = (items: string[]) => new Intl.ListFormat(intlTag(locale), { type: 'conjunction' }).format(items);
  const ofMonth = parts.get('FREQ') === 'MONTHLY' || parts.has('BYMONTH');
  const lines: Record<string, (value: string) => string | null> = {
    FREQ: (freq) =>
      periods.includes(freq) ? t(`events.rule.${freq}`, { n: Number(parts.get('INTERVAL') ?? 1) }) : null,
    BYDAY: (value) => {
      const days = value.split(',');
      if (!ofMonth && days.some((day) => /\d/.test(day))) return null;
      return t('events.rule.days', { days: list(days.map((day) => dayOf(day, reader))) });
    },
    BYMONTHDAY: (value) => t('events.rule.monthDays', { days: list(numbersOf(value, reader)) }),
    BYMONTH: (value) => t('events.rule.months', { months: list(value.split(',').map((one) => monthOf(one, locale))) }),
    BYSETPOS: (value) => t('events.rule.positions', { positions: list(numbersOf(value, reader)) }),
  };
  return [...parts].flatMap(([name, value]) => {
    if (['COUNT', 'UNTIL', 'INTERVAL', 'WKST'].includes(name)) return [];
    return lines[name]?.(value) ?? `${name}=${value}`;
  });
}

/** "MO", "2TU", "-1FR" */
function dayOf(written: string, { locale, t }: Reader): string {
  const [, nth, code = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(written) ?? [];
  // The first of June 2026 is a Monday.
  const day = formatFor(intlTag(locale), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 5, 1 + weekdays.indexOf(code))),
  );
  const n = Number(nth ?? 0);
  if (n === 0) return day;
  if (n === -1) return t('events.rule.lastDay', { day });
  return n > 0 ? t('events.rule.nthDay', { day, n }) : t('events.rule.nthDayFromEnd', { day, n: -n });
}

const numbersOf = (value: string, { t }: Reader): string[] =>
  value.split(',').map((written) => {
    const n = Number(written);
    if (n === -1) return t('events.rule.last');
    return n > 0 ? t('events.rule.nth', { n }) : t('events.rule.fromEnd', { n: -n });
  });

const monthOf = (written: string, locale: Locale): string =>
  formatFor(intlTag(locale), { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, Number(written) - 1, 1)),
  );
