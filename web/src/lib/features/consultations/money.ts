import { intlTag, type Locale } from '#lib/i18n/locales.ts';

/** Cents as money, without a fraction where there is none. */
export const moneyWords = (cents: number, locale: Locale): string =>
  new Intl.NumberFormat(intlTag(locale), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);

/** What was typed for an amount of euros, in cents; null for nothing that can be read. */
export function centsOf(typed: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** Cents as somebody types them. */
export const typedEuros = (cents: number): string =>
  cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
