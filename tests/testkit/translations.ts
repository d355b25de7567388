import { newKey, type Person } from './town.ts';

/** Words as a reader gets them. */
export interface Shown {
  words: string;
  language: string;
  state: string;
  source: string;
}

export const shownWords = '{ words language state source }';

export const translate = (person: Person, kind: string, id: string, locale: string, fields: Record<string, string>) =>
  person.query<{ saveTranslation: { name: string; state: string | null }[] }>(
    `mutation ($key: UUID!, $kind: String!, $id: UUID!, $locale: Locale!, $fields: [TranslationInput!]!) {
       saveTranslation(key: $key, subjectKind: $kind, subjectId: $id, locale: $locale, fields: $fields) { name state } }`,
    { key: newKey(), kind, id, locale, fields: Object.entries(fields).map(([name, words]) => ({ name, words })) },
  );

export interface ToTranslate {
  nodes: {
    id: string;
    kind: string;
    fields: { name: string; source: string; language: string; words: string | null; state: string | null }[];
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What a consultation holds in other languages than `locale`, as those read it who translate. */
export const toTranslate = (person: Person, id: string, locale: string, first = 20, after: string | null = null) =>
  person.query<{ consultationTranslations: ToTranslate }>(
    `query ($id: UUID!, $locale: Locale!, $first: Int!, $after: String) {
       consultationTranslations(consultationId: $id, locale: $locale, first: $first, after: $after) {
         nodes { id kind fields { name source language words state } } pageInfo { hasNextPage endCursor } } }`,
    { id, locale, first, after },
  );
