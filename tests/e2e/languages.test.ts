import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from '../testkit/site.ts';
import { directionOf, type Locale, locales, words } from '../testkit/words.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('each reader gets their own language', () => {
  const known = new Map(locales.map((locale) => [locale, words(locale, 'home.lead')]));

  test('the sentence to look for is another one in each language', () => {
    expect(new Set(known.values()).size).toBe(locales.length);
  });

  test('sixty pages asked for at once in seven languages are each in one language only', async () => {
    const readers = Array.from({ length: 60 }, (_, index) => locales[index % locales.length] as Locale);
    const pages = await Promise.all(
      readers.map((locale, index) => read('/', index % 2 ? { cookie: locale } : { browser: locale })),
    );
    pages.forEach((html, index) => {
      const locale = readers[index] as Locale;
      expect(html).toContain(`<html lang="${locale}" dir="${directionOf(locale)}"`);
      const seen = locales.filter((other) => html.includes(escaped(known.get(other))));
      expect(seen).toEqual([locale]);
    });
  });

  test('what was chosen beats the account, the account beats the browser, and the browser beats Italian', async () => {
    const oksana = await site.town.member({ locale: 'uk' });
    const session = oksana.headers.cookie?.split('; ')[0] ?? '';
    expect(await languageOf({ cookie: 'ru', browser: 'fr', session })).toBe('ru');
    expect(await languageOf({ browser: 'fr', session })).toBe('uk');
    expect(await languageOf({ browser: 'fr-CA, en;q=0.5' })).toBe('fr');
    expect(await languageOf({ browser: 'de' })).toBe('it');
  });
});

describe.each([
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
])('$way', ({ javaScript }) => {
  test('a language chosen on any page changes that page, stays for the next ones, and is kept in the account', async () => {
    const { town } = site;
    const nadia = await town.member();
    const page = await site.windowOf(nadia, { width: 360, javaScript });
    await page.goto('/help?category=PAPERS');
    await page.locator('summary').filter({ hasText: 'Italiano' }).tap();
    await page.getByRole('button', { name: 'العربية' }).tap();
    await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/help?category=PAPERS');
    await page.goto('/help/mine');
    await page.getByRole('heading', { level: 1, name: words('ar', 'help.mineTitle') }).waitFor();

    const { rows } = await town.pool.query('select locale from member where id = $1', [nadia.id]);
    expect(rows).toEqual([{ locale: 'ar' }]);
    const elsewhere = await site.windowOf(nadia, { locale: null, javaScript });
    await elsewhere.goto('/');
    expect(await elsewhere.locator('html').getAttribute('lang')).toBe('ar');
    await Promise.all([page.context().close(), elsewhere.context().close()]);
  });
});

interface Wishes {
  cookie?: Locale;
  browser?: string;
  session?: string;
}

async function read(path: string, { cookie, browser, session }: Wishes): Promise<string> {
  const cookies = [cookie && `vicinia_locale=${cookie}`, session].filter(Boolean).join('; ');
  const answer = await fetch(`${site.address}${path}`, {
    headers: { 'accept-language': browser ?? 'en', ...(cookies ? { cookie: cookies } : {}) },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

async function languageOf(wishes: Wishes): Promise<string | undefined> {
  return /<html lang="([^"]+)"/.exec(await read('/', wishes))?.[1];
}

/** As a sentence stands in HTML. */
const escaped = (sentence = '') => sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
