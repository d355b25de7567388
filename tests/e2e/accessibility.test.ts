import AxeBuilder from '@axe-core/playwright';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { directionOf, type Locale, locales } from '../testkit/words.ts';
import { type Readers, type Visit, visits } from './visits.ts';

let site: Site;
let list: Visit[];
let readers: Readers;
beforeAll(async () => {
  site = await openSite();
  ({ list, readers } = await visits(site.town));
});
afterAll(() => site.close());

test('every page of the site is among those that are looked at', () => {
  const routes = readdirSync(projectFile('web/src/routes'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('+page.svelte'))
    .map((path) => `/${join(path, '..').split(sep).join('/')}`.replace(/^\/\.$/, '/'));
  expect([...new Set(list.map(({ route }) => route))].toSorted()).toEqual(['(no page)', ...routes].toSorted());
});

test.each(locales)(
  'everybody can use every page in %s: on a phone, magnified twice, from a screen reader',
  async (locale) => {
    const contexts = Object.fromEntries(
      await Promise.all(
        Object.entries(readers).map(async ([who, person]) => [
          who,
          await site.browserOf(person, { locale, width: 360 }),
        ]),
      ),
    ) as Record<Visit['who'], BrowserContext>;
    const waiting = list.filter(({ everyLanguage }) => everyLanguage || locale === 'it');
    const titles = new Map<string, string>();
    const problems: string[] = [];
    // Two pages at a time, as long as there are any.
    const walk = async () => {
      for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
        const page = await contexts[visit.who].newPage();
        const found = await look(page, visit, locale);
        problems.push(...found.map((problem) => `${visit?.route} (${visit?.who}): ${problem}`));
        titles.set(visit.route, await page.title());
        await page.close();
      }
    };
    await Promise.all([walk(), walk()]);
    expect(problems).toEqual([]);
    expect(sharing(titles), 'pages with the title of another').toEqual([]);
    await Promise.all(Object.values(contexts).map((context) => context.close()));
  },
);

/** Opens a page and tells everything that is wrong with it. */
async function look(page: Page, { path, status = 200, looks = {} }: Visit, locale: Locale): Promise<string[]> {
  const answer = await page.goto(path);
  if (answer?.status() !== status) return [`answers ${answer?.status()}`];
  const problems = await frame(page, locale);
  problems.push(...(await axe(page, '360 px')));
  if (await isWiderThanItsWindow(page)) problems.push('scrolls sideways at 360 px');
  // 640 px at 200 % are 320 px of the page.
  await page.setViewportSize({ width: 320, height: 480 });
  if (await isWiderThanItsWindow(page)) problems.push('scrolls sideways at 200 %');
  if (locale === 'it' || locale === 'ar') {
    await page.setViewportSize({ width: 1280, height: 800 });
    problems.push(...(await axe(page, '1280 px')));
    if (await isWiderThanItsWindow(page)) problems.push('scrolls sideways at 1280 px');
    if (looks.dark) {
      await page.emulateMedia({ colorScheme: 'dark' });
      problems.push(...(await axe(page, '1280 px, dark')));
      await page.setViewportSize({ width: 360, height: 740 });
      problems.push(...(await axe(page, '360 px, dark')));
    }
  }
  return problems;
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

async function axe(page: Page, sight: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode() // there are no frames
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${sight}: ${id} at ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
}

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

function sharing(titles: Map<string, string>): string[] {
  return [...titles].flatMap(([route, title]) =>
    [...titles].some(([other, same]) => other !== route && same === title) ? [`${route}: ${title}`] : [],
  );
}
