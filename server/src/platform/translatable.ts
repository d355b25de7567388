import type { RequestContext } from './graphql/context.ts';
import type { Locale } from './locales.ts';

/** A kind of thing whose words are kept in one language and translated into others. */
export interface Translatable {
  kind: string;
  /** What is translated, as the actor sees it: words by field, with the longest length of each. NOT_FOUND is thrown for what the actor may not see. */
  find(ctx: RequestContext, id: string): Promise<TranslatableSource>;
  /** Those of a consultation that are written in other languages, as asked. Called for those who may translate it; left out where none belongs to one. */
  within?(ctx: RequestContext, consultationId: string, asked: AskedWithin): Promise<TranslatableWithin[]>;
}

/** At most `limit`, by their ids, after the one with the id `afterId`; all that is written in `locale` is left out. */
export interface AskedWithin {
  locale: Locale;
  afterId: string | null;
  limit: number;
}

/** How rows are read as asked: what comes after, and how much of it. */
export const readAsAsked = ({ afterId, limit }: AskedWithin) =>
  [afterId ? { id: { $gt: afterId } } : {}, { orderBy: { id: 'asc' as const }, limit }] as const;

export interface TranslatableWithin extends Pick<TranslatableSource, 'language' | 'fields'> {
  id: string;
}

export interface TranslatableField {
  name: string;
  words: string;
  longest: number;
  /** Where it is not the language of the rest. */
  language?: Locale;
}

export interface TranslatableSource {
  language: Locale;
  fields: readonly TranslatableField[];
  /** As what the actor's own translations count; null: the actor may not translate it. */
  actorWrites: 'REVIEWED' | 'APPROVED' | null;
}
