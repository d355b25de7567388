import { expect, it } from 'vitest';
import { negotiateLocale } from './negotiate.ts';

it.each([
  ['uk', { cookie: 'uk', account: 'ar', acceptLanguage: 'en' }],
  ['ar', { account: 'ar', acceptLanguage: 'en' }],
  ['en', { cookie: 'xx', account: null, acceptLanguage: 'de, en;q=0.8, fr;q=0.9;x=1, fr;q=0.1, en-GB;q=0.95' }],
  ['fr', { acceptLanguage: 'en;q=0.3, fr-CA' }],
  ['ar', { acceptLanguage: 'ary, it;q=0.5' }],
  ['it', { acceptLanguage: 'de, en;q=0' }],
  ['it', { acceptLanguage: ';;q=;,,*' }],
  ['it-x-facile', { acceptLanguage: 'IT-x-FACILE' }],
  ['it', {}],
])('reads in %s when the wishes are %o', (locale, wishes) => {
  expect(negotiateLocale(wishes)).toBe(locale);
});
