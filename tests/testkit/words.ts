import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directionOf, fallbackChain, type Locale, locales } from '../../web/src/lib/i18n/locales.ts';
import { addCatalogue, type MessageValues, translator } from '../../web/src/lib/i18n/translate.ts';
import { projectFile } from './project.ts';

export { directionOf, type Locale, locales };

const lib = projectFile('web/src/lib');
const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('messages/'));
for (const locale of locales) {
  for (const tag of fallbackChain(locale).reverse()) {
    for (const path of files.filter((one) => one.endsWith(`/${tag}.json`))) {
      addCatalogue(locale, JSON.parse(readFileSync(join(lib, path), 'utf8')) as Record<string, string>);
    }
  }
}

/** What a reader of a language sees where the pages show a message. */
export function words(locale: Locale, id: string, values?: MessageValues): string {
  return translator(locale)(id, values);
}
