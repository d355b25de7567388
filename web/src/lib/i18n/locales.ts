/** The languages of the interface, in the order in which people are offered them. */
export const locales = ['it', 'it-x-facile', 'en', 'fr', 'uk', 'ru', 'ar'] as const;

export type Locale = (typeof locales)[number];

/** The language every message is written in first. */
export const sourceLocale: Locale = 'it';

/** The cookie that keeps a visitor's choice. */
export const localeCookie = 'vicinia_locale';

/** Each language in its own words and script, so that its readers find it. */
export const localeNames: Record<Locale, string> = {
  it: 'Italiano',
  'it-x-facile': 'Italiano facile',
  en: 'English',
  fr: 'Français',
  uk: 'Українська',
  ru: 'Русский',
  ar: 'العربية',
};

/** Tells whether a word from outside (cookie, form, API) is one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The writing direction of a language tag, ours or any other. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|arz|ary|arb|aeb|apc|fa|he|ps|ur|ckb)\b/.test(tag) ? 'rtl' : 'ltr';
}

/** The languages to try for a message, best first: the asked one, then the source. */
export function fallbackChain(locale: Locale): Locale[] {
  return locale === sourceLocale ? [sourceLocale] : [locale, sourceLocale];
}

/**
 * The tag for `Intl`. Arabic keeps the digits that people here read on doors, buses and forms;
 * easy Italian counts and dates like Italian.
 */
export function intlTag(locale: Locale): string {
  if (locale === 'ar') return 'ar-u-nu-latn';
  if (locale === 'it-x-facile') return 'it';
  return locale;
}
