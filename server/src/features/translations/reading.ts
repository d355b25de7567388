import type { Locale } from '../../platform/locales.ts';
import { batched } from '../../platform/graphql/batched.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { sourceHash } from './source-hash.ts';
import { Translation } from './translation.entity.ts';
import type { KeptTranslationState, ShownTranslationState } from './translation.words.ts';

/** Words as a reader gets them: in which language, and how they came to be. */
export interface TranslatedText {
  words: string;
  language: Locale;
  state: ShownTranslationState;
  /** In which they were written. */
  source: Locale;
}

/** A translation as it is kept, at hand where a list brought it along. */
export interface KeptTranslation {
  words: string;
  locale: Locale;
  state: KeptTranslationState;
  sourceHash: string;
}

/** Where a reader's own language comes from first, then what is closest to it; the source comes last. */
export const chainOf = (locale: Locale): Locale[] => (locale === 'it-x-facile' ? ['it-x-facile', 'it'] : [locale]);

/** One field of a subject in the reader's language, or in the next best; whole lists in one statement. */
export async function translated(
  ctx: RequestContext,
  subject: { id: string; language: Locale },
  field: string,
  words: string,
): Promise<TranslatedText> {
  if (ctx.locale === subject.language) return original(words, subject.language);
  const all = (await batched(ctx, translationsOf, subject.id)) ?? [];
  const ofField = all.filter((one) => one.field === field);
  return choose(ctx.locale, { words, language: subject.language }, ofField);
}

/** The best of what there is for a reader of `locale`. Pure. */
export function choose(
  locale: Locale,
  source: { words: string; language: Locale },
  kept: readonly KeptTranslation[],
): TranslatedText {
  for (const wanted of chainOf(locale)) {
    if (wanted === source.language) break;
    const found = kept.find((one) => one.locale === wanted);
    if (found) return shown(found, source);
  }
  return original(source.words, source.language);
}

const original = (words: string, language: Locale): TranslatedText => ({
  words,
  language,
  state: 'ORIGINAL',
  source: language,
});

const shown = (
  { words, locale, state, sourceHash: mark }: KeptTranslation,
  source: { words: string; language: Locale },
): TranslatedText => ({
  words,
  language: locale,
  state: mark === sourceHash(source.words) ? state : 'OUTDATED',
  source: source.language,
});

async function translationsOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Translation[]>> {
  const found = await ctx.em.find(Translation, {
    subjectId: { $in: [...ids] },
    locale: { $in: chainOf(ctx.locale) },
  });
  return Map.groupBy(found, ({ subjectId }) => subjectId);
}
