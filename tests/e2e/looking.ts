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
/** 640 px at 200 % are 320 px of the page, and a narrow phone. */
const narrow = 320;

/**
 * Who looks at which languages, a file each, so that two can look at a time. Every language is looked at on a narrow phone,
 * one of each direction on a common one and on a desk too. Colours are the same in every language, and the slowest to look
 * at: those of the first are looked at on the phone, and of some pages on the desk as well, by day and in the dark.
 */
export const lookers = {
  inFull: ['it', 'ar'],
  latin: ['it-x-facile', 'en', 'fr'],
  cyrillic: ['uk', 'ru'],
} satisfies Record<string, Locale[]>;
const inFull: Locale[] = lookers.inFull;
const inColours: Locale = 'it';

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
  const context = await site.browserOf(readers[who], { locale, width: narrow });
  await context.addInitScript(axe);
  return context.newPage();
}

/** Opens a page and tells everything that is wrong with it. */
async function look(page: Page, { path, status = 200, dark }: Visit, locale: Locale): Promise<string[]> {
  await page.setViewportSize({ width: narrow, height: 800 });
  const answer = await page.goto(path, { waitUntil: 'load' });
  if (answer?.status() !== status) return [`answers ${answer?.status()}`];
  const { problems, height } = await frame(page, locale);
  // As high as the page: then the bar at the foot of the window hides nothing.
  await page.setViewportSize({ width: narrow, height });
  problems.push(...(await violations(page, narrow, locale === inColours ? 'all' : 'shape')));
  if (!inFull.includes(locale)) return problems;

  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height });
    if (await isWiderThanItsWindow(page)) problems.push(`${width} px: scrolls sideways`);
  }
  if (locale === inColours) problems.push(...(await violations(page, 1280, dark ? 'all' : 'shape')));
  if (locale === inColours && dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    problems.push(...(await violations(page, 1280, 'colours')));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return problems;
}

/** What axe finds in a window of this width. */
async function violations(page: Page, width: number, rules: keyof typeof looks): Promise<string[]> {
  const found = await page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const results = await axe.run(options);
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id} at ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
  }, looks[rules]);
  return found.map((problem) => `${width} px: ${problem}`);
}

/** What is wrong with the page as a whole, and how high it is; what folds out is open afterwards. */
async function frame(page: Page, locale: Locale): Promise<{ problems: string[]; height: number }> {
  const { lang, dir, headings, sideways, height } = await page.evaluate(() => {
    document.querySelectorAll('main details').forEach((one) => one.toggleAttribute('open', true));
    const { documentElement: html } = document;
    return {
      lang: html.lang,
      dir: html.dir,
      headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
      sideways: html.scrollWidth > html.clientWidth,
      height: html.scrollHeight,
    };
  });
  const problems: string[] = [];
  if (lang !== locale || dir !== directionOf(locale)) problems.push(`is marked as ${lang} ${dir}`);
  if (headings.length !== 1 || headings[0] === '') problems.push(`has these h1: ${JSON.stringify(headings)}`);
  if (sideways) problems.push('scrolls sideways at 200 %');
  return { problems, height };
}

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

function sharing(titles: Map<string, string>): string[] {
  return [...titles].flatMap(([route, title]) =>
    [...titles].some(([other, same]) => other !== route && same === title) ? [`${route}: ${title}`] : [],
  );
}
