import { fallbackChain, locales } from './locales.ts';
import { addCatalogue } from './translate.ts';

type Messages = Record<string, string>;

const files: Record<string, Messages> = {
  ...import.meta.glob<Messages>('./messages/*.json', { eager: true, import: 'default' }),
  ...import.meta.glob<Messages>('../ui/messages/*.json', { eager: true, import: 'default' }),
  ...import.meta.glob<Messages>('../features/*/messages/*.json', { eager: true, import: 'default' }),
};

/** Makes every message of every language known to the server, with what is missing filled from the fallback chain. */
export function loadAllMessages(): void {
  for (const locale of locales) {
    for (const tag of fallbackChain(locale).reverse()) {
      for (const [path, messages] of Object.entries(files)) {
        if (path.endsWith(`/${tag}.json`)) addCatalogue(locale, messages);
      }
    }
  }
}
