import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, type IcuElement } from './icu.ts';
import { locales, sourceLocale } from './locales.ts';

const lib = join(import.meta.dirname, '..');
const folders = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith(`messages/${sourceLocale}.json`))
  .map((path) => join(lib, path, '..'));

function read(folder: string, locale: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8'));
}

/** The names of what a message is filled with, and the words that its selects choose between. */
function needs(elements: IcuElement[]): string[] {
  return elements.flatMap(({ type, value, options }) => {
    if (type === 0 || value === undefined) return [];
    const branches = Object.entries(options ?? {});
    const choices = type === 5 ? branches.map(([choice]) => `${value}:${choice}`) : [];
    return [value, ...choices, ...branches.flatMap(([, branch]) => needs(branch.value))];
  });
}

const needsOf = (message: string) => [...new Set(needs(parse(message)))].sort();

describe.each(folders)('the messages in %s', (folder) => {
  const source = read(folder, sourceLocale);

  it.each(locales)('say everything in %s', (locale) => {
    expect(Object.keys(read(folder, locale)).sort()).toEqual(Object.keys(source).sort());
  });

  it.each(locales)('are filled with the same values in %s', (locale) => {
    const translated = read(folder, locale);
    for (const [id, message] of Object.entries(source)) {
      expect({ id, needs: needsOf(translated[id] ?? '') }).toEqual({ id, needs: needsOf(message) });
    }
  });

  it.each(locales)('have every plural form that %s counts with', (locale) => {
    const rules = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const count = (elements: IcuElement[], id: string): void => {
      for (const { type, options } of elements) {
        if (type === 6)
          expect({ id, forms: Object.keys(options ?? {}) }).toEqual({
            id,
            forms: expect.arrayContaining(neededForms(rules)),
          });
        for (const branch of Object.values(options ?? {})) count(branch.value, id);
      }
    };
    for (const [id, message] of Object.entries(read(folder, locale))) count(parse(message), id);
  });
});

/** Millions only ("many" in Italian and French) and fractions never come up. */
function neededForms(rules: string[]): string[] {
  return rules.includes('few') ? rules.filter((rule) => rule !== 'other').concat('other') : ['one', 'other'];
}
