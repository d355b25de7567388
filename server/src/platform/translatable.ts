import type { RequestContext } from './graphql/context.ts';
import type { Locale } from './locales.ts';

/** A kind of thing whose words are kept in one language and translated into others. */
export interface Translatable {
  kind: string;
  /** What is translated, as the actor sees it: words by field, with the longest length of each. NOT_FOUND is thrown for what the actor may not see. */
  find(ctx: RequestContext, id: string): Promise<TranslatableSource>;
  /** Those of a consultation that are written in other languages, as asked. Called for those who may translate it; left out where none belongs to one. */
  within?(ctx: RequestContext, consultationId: string, asked: AskedWithin): Promise<TranslatableWithin[]>;
  /** Called once words of these fields in `locale` were written or taken away; left out where nothing else shows them. */
  saved?(ctx: RequestContext, id: string, locale: Locale, fields: readonly string[]): Promise<void>;
}

/** At most `limit`, by their ids, after the one with the id `afterId`; all that is written in `locale` is left out. */
export interface AskedWithin {
  locale: Locale;
  afterId: string | null;
  limit: number;
}

/** How rows are read as asked: in which languages, which come after, and how much of them. */
export const readAsAsked = ({ locale, afterId, limit }: AskedWithin) => ({
  other: { $ne: locale },
  after: afterId ? { id: { $gt: afterId } } : {},
  page: { orderBy: { id: 'asc' as const }, limit },
});

/** Reads those of a consultation as asked with `find`, whose rows tell their own language. What `fieldsOf` reads of each, it reads of all at once. */
export const readWithin =
  <Row extends { id: string; language: Locale }>(
    find: (
      ctx: RequestContext,
      consultationId: string,
      asked: ReturnType<typeof readAsAsked>,
    ) => Promise<readonly Row[]>,
    fieldsOf: (row: Row, ctx: RequestContext) => TranslatableSource['fields'] | Promise<TranslatableSource['fields']>,
  ): NonNullable<Translatable['within']> =>
  async (ctx, consultationId, asked) => {
    const found = await find(ctx, consultationId, readAsAsked(asked));
    return Promise.all(
      found.map(async (row) => ({ id: row.id, language: row.language, fields: await fieldsOf(row, ctx) })),
    );
  };

export interface TranslatableWithin extends Pick<TranslatableSource, 'language' | 'fields'> {
  id: string;
}

export interface TranslatableField {
  name: string;
  words: string;
  longest: number;
  /** Where it is not the language of the rest. */
  language?: Locale;
  /** People answer what it says, or have answered it: words that there are stay, what is missing or out of date may be written. */
  stays?: boolean;
}

export interface TranslatableSource {
  language: Locale;
  fields: readonly TranslatableField[];
  /** As what the actor's own translations count; null: the actor may not translate it. */
  actorWrites: 'REVIEWED' | 'APPROVED' | null;
}
