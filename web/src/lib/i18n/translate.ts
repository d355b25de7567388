import { IntlMessageFormat } from 'intl-messageformat';
import { addMessages, dictionary } from 'svelte-i18n';
import { getContext, setContext } from 'svelte';
import { directionOf, intlTag, type Locale } from './locales.ts';

export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;
export type Translate = (id: string, values?: MessageValues) => string;

/** What a component knows about the language of its page. */
export interface PageLanguage {
  locale: Locale;
  t: Translate;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;

type Dictionary = Record<string, Record<string, string>>;

let messages: Dictionary = {};
dictionary.subscribe((known) => (messages = known as Dictionary));

/** Messages by language and text: the library keeps them by text alone, and counts every language like the first. */
const formatters = new Map<string, Map<string, IntlMessageFormat>>();

/** Makes messages known for one language. */
export function addCatalogue(locale: Locale, messages: Record<string, string>): void {
  addMessages(registeredTag(locale), messages);
}

/** The translate function of one language; safe beside others in the same process. */
export function translator(locale: Locale): Translate {
  const tag = registeredTag(locale);
  return (id, values) => {
    const message = messages[tag]?.[id];
    return message === undefined
      ? id
      : String(formatterOf(tag, message).format(values && apart(locale, message, values)));
  };
}

/** Words that may be of the other direction, with their own signs on their own side. */
export const isolated = (words: string): string => `\u2068${words}\u2069`;

/** Words of the other direction are kept together: else an Arabic name pulls the numbers beside it to its wrong side. */
function apart(locale: Locale, message: string, values: MessageValues): MessageValues {
  const [own, other] = directionOf(locale) === 'rtl' ? [rightToLeft, leftToRight] : [leftToRight, rightToLeft];
  const strange = (value: string) => other.test(value) && !own.test(value);
  const kept = Object.entries(values).map(([name, value]) => {
    const chooses = message.includes(`{${name}, select`);
    return [name, typeof value === 'string' && !chooses && strange(value) ? isolated(value) : value];
  });
  return Object.fromEntries(kept) as MessageValues;
}

function formatterOf(tag: string, message: string): IntlMessageFormat {
  const ofTag = formatters.get(tag) ?? new Map<string, IntlMessageFormat>();
  formatters.set(tag, ofTag);
  // Easy Italian counts like Italian.
  const known =
    ofTag.get(message) ?? new IntlMessageFormat(message, intlTag(tag as Locale), undefined, { ignoreTag: true });
  ofTag.set(message, known);
  return known;
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
