import { fine } from './consultations.ts';
import { newKey, type Person } from './town.ts';

/** Words as a reader gets them. */
export interface Shown {
  words: string;
  language: string;
  state: string;
  source: string;
}

export const shownWords = '{ words language state source }';

/** Words of a field, or words beside the mark of what was seen. */
type Given = string | { words: string; seen?: string; confirmed?: boolean };

export const translate = (person: Person, kind: string, id: string, locale: string, fields: Record<string, Given>) =>
  person.query<{ saveTranslation: { name: string; words: string | null; state: string | null }[] }>(
    `mutation ($key: UUID!, $kind: String!, $id: UUID!, $locale: Locale!, $fields: [TranslationInput!]!) {
       saveTranslation(key: $key, subjectKind: $kind, subjectId: $id, locale: $locale, fields: $fields) { name words state } }`,
    {
      key: newKey(),
      kind,
      id,
      locale,
      fields: Object.entries(fields).map(([name, given]) =>
        typeof given === 'string' ? { name, words: given } : { name, ...given },
      ),
    },
  );

export interface ToTranslate {
  missing: number;
  outdated: number;
  nodes: {
    id: string;
    kind: string;
    fields: {
      name: string;
      source: string;
      language: string;
      words: string | null;
      state: string | null;
      mark: string;
      stays: boolean;
      viewerWrites: string;
    }[];
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What a consultation holds in other languages than `locale`, as those read it who translate. */
export const toTranslate = (person: Person, id: string, locale: string, first = 20, after: string | null = null) =>
  person.query<{ consultationTranslations: ToTranslate }>(
    `query ($id: UUID!, $locale: Locale!, $first: Int!, $after: String) {
       consultationTranslations(consultationId: $id, locale: $locale, first: $first, after: $after) {
         nodes { id kind fields { name source language words state mark stays viewerWrites } } pageInfo { hasNextPage endCursor } } }`,
    { id, locale, first, after },
  );

/** What of that has no words in `locale`, or older ones than its source, and how much of it there is. */
export const lackingIn = async (person: Person, id: string, locale: string, first = 20, after: string | null = null) =>
  fine(
    await person.query<{ consultationTranslations: ToTranslate }>(
      `query ($id: UUID!, $locale: Locale!, $first: Int!, $after: String) {
         consultationTranslations(consultationId: $id, locale: $locale, onlyLacking: true, first: $first, after: $after) {
           missing outdated nodes { id kind fields { name state } } pageInfo { hasNextPage endCursor } } }`,
      { id, locale, first, after },
    ),
  ).consultationTranslations;
