import type { LanguageLevel } from '../members/index.ts';

/** A language somebody speaks. */
export interface SpokenTongue {
  tag: string;
  level: LanguageLevel;
}

const worth: Record<LanguageLevel, number> = { MOTHER_TONGUE: 1, WELL: 0.8, A_LITTLE: 0.3 };

/** Who speaks a dialect is understood in the language, and the other way round, a little less than a speaker of the same. */
const understood = 0.9;

/** Spoken forms that share a language (the macrolanguages of ISO 639-3), and the dialects heard round Naples. */
const family: Record<string, string> = {
  ...Object.fromEntries(
    ['ary', 'arz', 'arq', 'aeb', 'apc', 'acm', 'apd', 'ayl', 'afb', 'arb', 'shu'].map((tag) => [tag, 'ar']),
  ),
  ...Object.fromEntries(['nap', 'scn', 'it-x-facile'].map((tag) => [tag, 'it'])),
  ...Object.fromEntries(['cmn', 'yue', 'wuu'].map((tag) => [tag, 'zh'])),
  ...Object.fromEntries(['prs', 'pes'].map((tag) => [tag, 'fa'])),
  als: 'sq',
  aln: 'sq',
  pnb: 'pa',
};

/** The language that a tag belongs to: "ar" for "ary", "en" for "en-NG". */
export function languageOf(tag: string): string {
  const primary = tag.split('-')[0] ?? tag;
  return family[tag] ?? family[primary] ?? primary;
}

/** How well a speaker of `tongue` is understood by somebody who wants `tag`: 0 not, 1 as a mother tongue. */
export function closeness(tag: string, tongue: SpokenTongue): number {
  if (tag === tongue.tag) return worth[tongue.level];
  return languageOf(tag) === languageOf(tongue.tag) ? understood * worth[tongue.level] : 0;
}

/** All tags known here that people with these are understood in, for a search in the database. */
export function relatedTags(tags: readonly string[]): string[] {
  const languages = new Set(tags.map(languageOf));
  const dialects = Object.keys(family).filter((tag) => languages.has(languageOf(tag)));
  return [...new Set([...tags, ...languages, ...dialects])];
}
