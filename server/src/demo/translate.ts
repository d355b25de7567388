import { type Locale, locales } from '../platform/locales.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sourceHash, Translation } from '../features/translations/index.ts';

export interface Field {
  kind: string;
  id: string;
  field: string;
  source: string;
}

/** The same words in Italian, English, French, Ukrainian, Russian and Arabic. */
export type Said = readonly [it: string, en: string, fr: string, uk: string, ru: string, ar: string];

/** In which order they stand in `Said`; easy Italian reads the Italian. */
export const saidIn = locales.filter((locale) => locale !== 'it-x-facile');

/** Keeps what was translated, as approved. */
export function translate(
  em: EntityManager,
  { kind, id, field, source }: Field,
  locale: string,
  words: string,
  now: Date,
): void {
  em.create(Translation, {
    subjectKind: kind,
    subjectId: id,
    field,
    locale: locale as Locale,
    state: 'APPROVED',
    words,
    sourceHash: sourceHash(source),
    updatedAt: now,
  });
}
