import { isLocale, sourceLocale, type Locale } from './locales.ts';

/** What may say in which language somebody reads; the first that names one of ours wins. */
export interface LanguageWishes {
  cookie?: string | null;
  account?: string | null;
  acceptLanguage?: string | null;
}

/** Chooses the language of a page: cookie, then account, then the browser's list, then Italian. */
export function negotiateLocale({ cookie, account, acceptLanguage }: LanguageWishes): Locale {
  if (isLocale(cookie)) return cookie;
  if (isLocale(account)) return account;
  return fromAcceptLanguage(acceptLanguage ?? '') ?? sourceLocale;
}

/** The best of our languages in an Accept-Language header (RFC 9110 12.5.4), or undefined. */
export function fromAcceptLanguage(header: string): Locale | undefined {
  const ranges = header
    .split(',')
    .map(readRange)
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranges) {
    const locale = closest(tag);
    if (locale) return locale;
  }
  return undefined;
}

function readRange(text: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return { tag, quality: tag === '' || Number.isNaN(quality) ? 0 : quality };
}

function closest(tag: string): Locale | undefined {
  if (isLocale(tag)) return tag;
  const language = tag.split('-')[0];
  return isLocale(language) ? language : arabicDialect(language);
}

/** A browser set to Moroccan or Egyptian Arabic is read by somebody who reads Arabic. */
function arabicDialect(language: string | undefined): Locale | undefined {
  return language && ['ary', 'arz', 'arb', 'aeb', 'apc'].includes(language) ? 'ar' : undefined;
}
