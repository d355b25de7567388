import { isLocale, negotiateLocale, type Locale } from '../locales.ts';

/** The language of a request: the cookie `vicinia_locale`, else Accept-Language. */
export function requestLocale(headers: Headers | undefined): Locale {
  const chosen = /(?:^|;\s*)vicinia_locale=([\w-]+)/.exec(headers?.get('cookie') ?? '')?.[1];
  return isLocale(chosen) ? chosen : negotiateLocale(headers?.get('accept-language') ?? undefined);
}
