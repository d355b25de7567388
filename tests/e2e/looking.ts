import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site } from '../testkit/site.ts';
import { directionOf, type Locale } from '../testkit/words.ts';
import { type Readers, type Visit, visits } from './visits.ts';

const wcag: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  preload: false, // else it fetches every style sheet again, for a rule about turned phones that ours say nothing of
};
/** What is looked for. */
const looks = {
  all: wcag,
  shape: { ...wcag, rules: { 'color-contrast': { enabled: false } } },
  colours: { ...wcag, runOnly: { type: 'rule', values: ['color-contrast'] } },
} satisfies Record<string, RunOptions>;
/** The small build: the browser reads it anew on every page. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone: Size = { width: 360, height: 740 };
const desk: Size = { width: 1280, height: 800 };

/**
 * Who looks at which languages, a file each, so that two can look at a time. One language of each direction is looked at in
 * both widths, the others on a phone. Colours are the same in every language, and the slowest to look at: those of the first
 * are looked at, by day and in the dark.
 */
export const lookers = {
  inFull: ['it', 'ar'],
  latin: ['it-x-facile', 'en', 'fr'],
  cyrillic: ['uk', 'ru'],
} satisfies Record<string, Locale[]>;
const inFull: Locale[] = lookers.inFull;
const inColours: Locale = 'it';

interface Size {
  width: number;
  height: number;
}

/** The site with something on every page. */
export interface Shown {
  site: Site;
  list: Visit[];
  readers: Readers;
}

/** Opens the site for the tests of a file, and closes it after them. */
export function showSite(): () => Shown {
  let shown: Shown;
  beforeAll(async () => {
    const site = await openSite();
    shown = { site, ...(await visits(site.town)) };
  });
  afterAll(() => shown.site.close());
  return () => shown;
}

/** Tells the story of every page, as each kind of reader sees it, in these languages. */
export function everybodyCanUseThePages(shown: () => Shown, languages: readonly Locale[]): void {
  describe.each(languages)('in %s', (locale) => {
    const titles = new Map<string, string>();

    test.each(['visitor', 'member', 'staff'] as const)(
      'every page can be used by %s: on a phone, magnified twice, with a screen reader',
      async (who) => {
        const problems: string[] = [];
        const page = await openPage(shown(), who, locale);
        const asked = shown().list.filter((visit) => visit.who === who && (visit.everyLanguage || locale === 'it'));
        expect(asked.length).toBeGreaterThan(0);
        for (const visit of asked) {
          const found = await look(page, visit, locale);
          for (const problem of found) problems.push(`${visit.path}: ${problem}`);
          titles.set(visit.route, await page.title());
        }
        await page.context().close();
        expect(problems).toEqual([]);
      },
    );

    test('every page has a title of its own', () => {
      expect(titles.size).toBe(new Set(shown().list.map(({ route }) => route)).size);
      expect(sharing(titles)).toEqual([]);
    });
  });
}

async function openPage({ site, readers }: Shown, who: Visit['who'], locale: Locale): Promise<Page> {
  const context = await site.browserOf(readers[who], { locale, width: 360 });
  await context.addInitScript(axe);
  return context.newPage();
}

/** Opens a page and tells everything that is wrong with it. */
async function look(page: Page, { path, status = 200, dark }: Visit, locale: Locale): Promise<string[]> {
  await page.setViewportSize(phone);
  const answer = await page.goto(path, { waitUntil: 'load' });
  if (answer?.status() !== status) return [`answers ${answer?.status()}`];
  const problems = await frame(page, locale);
  // What folds out is looked at too.
  await page.evaluate(() =>
    document.querySelectorAll('main details').forEach((one) => one.toggleAttribute('open', true)),
  );
  const rules = locale === inColours ? 'all' : 'shape';
  problems.push(...(await violations(page, phone, rules)));
  // 640 px at 200 % are 320 px of the page.
  await page.setViewportSize({ width: 320, height: 480 });
  if (await isWiderThanItsWindow(page)) problems.push('scrolls sideways at 200 %');
  if (inFull.includes(locale)) problems.push(...(await violations(page, desk, rules)));
  if (locale === inColours && dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const size of [phone, desk]) problems.push(...(await violations(page, size, 'colours')));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return problems;
}

/** What axe finds in a window of this width, as high as the page: then the bar at its foot hides nothing. */
async function violations(page: Page, { width, height }: Size, rules: keyof typeof looks): Promise<string[]> {
  await page.setViewportSize({ width, height });
  const sideways = await isWiderThanItsWindow(page);
  const all = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: all + 100 });
  const found = await page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const results = await axe.run(options);
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id} at ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
  }, looks[rules]);
  return [...(sideways ? ['scrolls sideways'] : []), ...found].map((problem) => `${width} px: ${problem}`);
}

async function frame(page: Page, locale: Locale): Promise<string[]> {
  const { lang, dir, headings } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
  }));
  const problems: string[] = [];
  if (lang !== locale || dir !== directionOf(locale)) problems.push(`is marked as ${lang} ${dir}`);
  if (headings.length !== 1 || headings[0] === '') problems.push(`has these h1: ${JSON.stringify(headings)}`);
  return problems;
}

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

function sharing(titles: Map<string, string>): string[] {
  return [...titles].flatMap(([route, title]) =>
    [...titles].some(([other, same]) => other !== route && same === title) ? [`${route}: ${title}`] : [],
  );
}
