import type { Locale } from '#lib/i18n/locales.ts';

/** Languages in which a zone may have a name of its own; easy Italian uses the Italian one. */
export const namedLocales: Locale[] = ['en', 'fr', 'uk', 'ru', 'ar'];
