import { isLocale, type Locale, locales } from '../../../platform/locales.ts';
import { StartError } from '../../../platform/start-error.ts';

const usual = 'en';

const latin = /\p{Script=Latin}/gu;
const cyrillic = /\p{Script=Cyrillic}/gu;
const arabic = /\p{Script=Arabic}/gu;
const lettersOf: Record<Locale, RegExp> = {
  it: latin,
  'it-x-facile': latin,
  en: latin,
  fr: latin,
  uk: cyrillic,
  ru: cyrillic,
  ar: arabic,
};

/** Whether most letters of some words are those that a language is written in. Pure. */
export function isInItsLetters(language: Locale, words: string): boolean {
  const count = (letters: RegExp) => words.match(letters)?.length ?? 0;
  return 2 * count(lettersOf[language]) >= count(/\p{L}/gu);
}

/**
 * The language that was named, or English for words that can be English. Throws a StartError for a language that is not
 * offered here, and where one has to be named.
 */
export function languageOf(named: string | null, words: string): Locale {
  if (named !== null && !isLocale(named))
    throw new StartError(`"${named}" is none of the languages here: ${locales.join(', ')}.`);
  if (named === null && !isInItsLetters(usual, words))
    throw new StartError(
      `Most of it is written in letters that are not those of English: name its language with --language, one of ${locales.join(', ')}. Where it is none of these, name the one in which the pages should show it.`,
    );
  return named ?? usual;
}
