import { intlTag, isLocale, localeNames, type Locale } from './locales.ts';
import { translator } from './translate.ts';

/** The tongues that people here speak with each other; a profile and a request may name any of them. */
export const spokenLanguages =
  'it nap ar ary arz aeb uk ru en pcm fr wo bn ur pa hi si ta fa zh es pt ro pl sq bs bg ka tr am ti so bm ff sw rom'.split(
    ' ',
  );

/** Dialects that `Intl` leaves without a name in most languages. */
const namedHere = ['ary', 'arz', 'aeb'];

/** The name of a spoken language in the reader's language; the tag itself when no name is known. */
export function languageName(locale: Locale, tag: string): string {
  if (namedHere.includes(tag)) return translator(locale)(`languages.${tag}`);
  try {
    return namesIn(locale).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Making one takes far longer than using it. */
const displayNames = new Map<Locale, Intl.DisplayNames>();

function namesIn(locale: Locale): Intl.DisplayNames {
  const known = displayNames.get(locale) ?? new Intl.DisplayNames(intlTag(locale), { type: 'language' });
  displayNames.set(locale, known);
  return known;
}

/** The name of the language a text is written in, easy Italian included. */
export function writtenLanguageName(locale: Locale, tag: string): string {
  return tag === 'it-x-facile' && isLocale(tag) ? localeNames[tag].toLocaleLowerCase('it') : languageName(locale, tag);
}

/** "Arabic, French or Italian" as the reader's language says it. */
export function oneOf(locale: Locale, words: string[]): string {
  return new Intl.ListFormat(intlTag(locale), { type: 'disjunction' }).format(words);
}

/** Spoken languages sorted by their name in the reader's language. */
export function sortedLanguages(locale: Locale): { tag: string; name: string }[] {
  const collator = new Intl.Collator(intlTag(locale));
  return spokenLanguages
    .map((tag) => ({ tag, name: languageName(locale, tag) }))
    .sort((a, b) => collator.compare(a.name, b.name));
}
