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
