import { expect, it } from 'vitest';
import { locales } from './locales.ts';
import { addCatalogue, translator } from './translate.ts';

it('keeps many languages apart in one process, however their work is mixed', async () => {
  for (const locale of locales) addCatalogue(locale, { 'test.here': `${locale} {n, plural, other {#}}` });
  const work = Array.from({ length: 210 }, async (_, index) => {
    const locale = locales[index % locales.length] ?? 'it';
    const t = translator(locale);
    await Promise.resolve();
    const first = t('test.here', { n: index });
    await new Promise((resolve) => setImmediate(resolve));
    expect([first, t('test.here', { n: index })]).toEqual(Array(2).fill(`${locale} ${index}`));
  });
  await Promise.all(work);
});

it('counts in each language by its own rules, even where the words are the same', () => {
  const message = '{n, plural, zero {none} one {one} two {two} few {few} many {many} other {other}}';
  for (const locale of locales) addCatalogue(locale, { 'test.count': message });
  const counted = (locale: (typeof locales)[number]) =>
    [0, 1, 2, 3, 11].map((n) => translator(locale)('test.count', { n }));
  expect(counted('it')).toEqual(['other', 'one', 'other', 'other', 'other']);
  expect(counted('it-x-facile')).toEqual(counted('it'));
  expect(counted('uk')).toEqual(['many', 'one', 'few', 'few', 'many']);
  expect(counted('ar')).toEqual(['none', 'one', 'two', 'few', 'many']);
});

it('keeps a name of the other direction apart, and leaves what chooses words alone', () => {
  for (const locale of locales)
    addCatalogue(locale, { 'test.name': '{name}: {kind, select, AT_HOME {home} other {elsewhere}}' });
  const named = (locale: (typeof locales)[number], name: string) =>
    translator(locale)('test.name', { name, kind: 'AT_HOME' });
  expect(named('it', 'أمينة')).toBe('\u2068أمينة\u2069: home');
  expect(named('it', 'Rosa')).toBe('Rosa: home');
  expect(named('ar', 'Rosa')).toBe('\u2068Rosa\u2069: home');
  expect(named('ar', 'أمينة')).toBe('أمينة: home');
});
