import { browser } from '$app/env';
import { fallbackChain, isLocale, sourceLocale, type Locale } from './locales.ts';
import { addCatalogue } from './translate.ts';

type Messages = Record<string, string>;
type Loader = () => Promise<Messages>;

const files: Record<string, Loader> = {
  ...import.meta.glob<Messages>('./messages/*.json', { import: 'default' }),
  ...import.meta.glob<Messages>('../ui/messages/*.json', { import: 'default' }),
  ...import.meta.glob<Messages>('../features/*/messages/*.json', { import: 'default' }),
};

const loaded = new Map<string, Promise<void>>();

/**
 * A universal `load` that brings the messages of some features to the browser, in the page's language only.
 * The server knows them all already.
 */
export function messagesOf(...features: string[]): () => Promise<void> {
  return () => loadFolders(features.map((feature) => `../features/${feature}`));
}

/** The messages that every page needs. */
export function sharedMessages(): Promise<void> {
  return loadFolders(['.', '../ui']);
}

async function loadFolders(folders: string[]): Promise<void> {
  if (!browser) return;
  const locale = documentLocale();
  await Promise.all(folders.map((folder) => loadOnce(folder, locale)));
}

function loadOnce(folder: string, locale: Locale): Promise<void> {
  const known = loaded.get(folder);
  if (known) return known;
  const loading = loadFolder(folder, locale);
  loaded.set(folder, loading);
  return loading;
}

async function loadFolder(folder: string, locale: Locale): Promise<void> {
  for (const tag of fallbackChain(locale)) {
    const load = files[`${folder}/messages/${tag}.json`];
    if (load) return addCatalogue(locale, await load());
  }
}

/** Changing the language loads a new document, so the document's own language is the page's. */
function documentLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : sourceLocale;
}
