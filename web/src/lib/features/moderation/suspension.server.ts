import type { ViewerQuery } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translate.ts';
import { lastDay } from './last-day.ts';

/** What every page says to somebody whom moderators keep from writing; null for all others. In words, since a page may not know ours. */
export function suspensionOf({ suspendedUntil, suspension }: ViewerQuery['viewer'], locale: Locale) {
  if (!suspendedUntil) return null;
  return {
    day: lastDay(locale, suspendedUntil),
    rule: suspension?.rule ? translator(locale)(`rules.${suspension.rule}`) : null,
    decision: suspension ? `/appeals/${suspension.id}` : '/notices',
    canAppeal: suspension?.viewerCanAppeal ?? false,
  };
}
