import { addMessages, format } from 'svelte-i18n';
import { getContext, setContext } from 'svelte';
import { intlTag, type Locale } from './locales.ts';

export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;
export type Translate = (id: string, values?: MessageValues) => string;

/** What a component knows about the language of its page. */
export interface PageLanguage {
  locale: Locale;
  t: Translate;
}

// The store is only read here: its locale is global to the process, so it is named in every call instead of set.
let formatMessage: (id: string, options: { locale: string; values?: MessageValues }) => string;
format.subscribe((current) => (formatMessage = current));

/** Makes messages known for one language. */
export function addCatalogue(locale: Locale, messages: Record<string, string>): void {
  addMessages(registeredTag(locale), messages);
}

/** The translate function of one language; safe beside others in the same process. */
export function translator(locale: Locale): Translate {
  const tag = registeredTag(locale);
  return (id, values) => formatMessage(id, { locale: tag, values });
}

const key = Symbol('page language');

/** Gives the language to every component below; called once, by the root layout and the error page. */
export function providePageLanguage(locale: Locale): PageLanguage {
  return setContext(key, { locale, t: translator(locale) });
}

/** The language of the page, for components. */
export function pageLanguage(): PageLanguage {
  return getContext<PageLanguage>(key);
}

/** Easy Italian has its own messages, so it cannot share the tag that dates use. */
function registeredTag(locale: Locale): string {
  return locale === 'it-x-facile' ? locale : intlTag(locale);
}
