import type { RequestContext } from './graphql/context.ts';
import type { Locale } from './locales.ts';

/** A kind of thing whose words are kept in one language and translated into others. */
export interface Translatable {
  kind: string;
  /** What is translated, as the actor sees it: words by field, with the longest length of each. NOT_FOUND is thrown for what the actor may not see. */
  find(ctx: RequestContext, id: string): Promise<TranslatableSource>;
}

export interface TranslatableSource {
  language: Locale;
  fields: readonly { name: string; words: string; longest: number }[];
  /** As what the actor's own translations count; null: the actor may not translate it. */
  actorWrites: 'REVIEWED' | 'APPROVED' | null;
}
