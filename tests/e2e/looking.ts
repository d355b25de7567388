import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../testkit/site.ts';
import { directionOf, type Locale, locales } from '../testkit/words.ts';
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

/** In the windows of several widths: one language of each direction. */
const inFull: Locale[] = ['it', 'ar'];
/** Colours are the same in every language, and the slowest to look at: on the phone, and of some pages on the desk, by day and in the dark. */
const inColours: Locale = 'it';
const inOrder = [...inFull, ...locales.filter((locale) => !inFull.includes(locale))];

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

/** Tells the story of every page, as each kind of reader sees it, in every language. */
export function everybodyCanUseThePages(shown: () => Shown): void {
  const titles = new Map(locales.map((locale) => [locale, new Map<string, string>()]));

  test.each(['visitor', 'member', 'staff'] as const)(
    'every page can be used by %s in every language: on a phone, magnified twice, with a screen reader',
    async (who) => {
      const problems: string[] = [];
      const page = await openPage(shown(), who);
      const asked = shown().list.filter((visit) => visit.who === who);
      expect(asked.length).toBeGreaterThan(0);
      for (const visit of asked) {
        const seen = new Set<string>();
        for (const locale of visit.everyLanguage ? inOrder : [inColours]) {
          await readIn(page, shown().site, locale);
          const found = await look(page, visit, locale, seen);
          for (const problem of found) problems.push(`${visit.path} in ${locale}: ${problem}`);
          titles.get(locale)?.set(visit.route, await page.title());
        }
      }
      await page.context().close();
      expect(problems).toEqual([]);
    },
  );

  test.each(locales)('every page has a title of its own in %s', (locale) => {
    const found = titles.get(locale) ?? new Map<string, string>();
    expect(found.size).toBe(new Set(shown().list.map(({ route }) => route)).size);
    expect([...found.values()]).not.toContain('');
    expect(sharing(found)).toEqual([]);
  });
}

async function openPage({ site, readers }: Shown, who: Visit['who']): Promise<Page> {
  const context = await site.browserOf(readers[who], { width: narrow });
  await context.addInitScript(axe);
  return context.newPage();
}

const readIn = (page: Page, { address }: Site, locale: Locale) =>
  page.context().addCookies([{ name: 'vicinia_locale', value: locale, url: address }]);

/**
 * Shows a page and tells everything that is wrong with it. Skeletons that were looked at in another language are remembered:
 * axe would say of them what it said there.
 */
async function look(page: Page, visit: Visit, locale: Locale, seen: Set<string>): Promise<string[]> {
  const status = await show(page, visit.path, seen.size === 0);
  if (status !== (visit.status ?? 200)) return [`answers ${status}`];
  const { problems, height, bones } = await frame(page, locale);
  if (!seen.has(bones)) {
    // As high as the page: then the bar at the foot of the window hides nothing.
    await page.setViewportSize({ width: narrow, height });
    problems.push(...(await violations(page, narrow, locale === inColours ? 'all' : 'shape')));
    seen.add(bones);
  }
  if (!inFull.includes(locale)) return problems;

  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height });
    if (await isWiderThanItsWindow(page)) problems.push(`${width} px: scrolls sideways`);
  }
  if (locale === inColours) problems.push(...(await violations(page, 1280, visit.dark ? 'all' : 'shape')));
  if (locale === inColours && visit.dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    problems.push(...(await violations(page, 1280, 'colours')));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await page.setViewportSize({ width: narrow, height });
  return problems;
}

/** Shows a page in the language that is read now; returns its status. One that runs no script is not opened anew for each. */
async function show(page: Page, path: string, isFirst: boolean): Promise<number | undefined> {
  const status = isFirst ? null : await replace(page, path);
  if (status !== null) return status;
  await page.setViewportSize({ width: narrow, height: 800 });
  return (await page.goto(path, { waitUntil: 'load' }))?.status();
}

/** Puts what a page says in the place of what it said in another language; null where a script would be missed. */
function replace(page: Page, path: string): Promise<number | null> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const styles = (one: Document) =>
      [...one.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href);
    const loaded = styles(document);
    if (next.querySelector('script:not([src])') || !styles(next).every((href) => loaded.includes(href))) return null;
    const { documentElement: html } = document;
    for (const { name } of [...html.attributes]) html.removeAttribute(name);
    for (const { name, value } of next.documentElement.attributes) html.setAttribute(name, value);
    document.title = next.title;
    document.body.replaceWith(next.body);
    html.getBoundingClientRect(); // lays it out, and asks for the letters it needs
    await document.fonts.ready;
    return answer.status;
  }, path);
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

/** What is wrong with the page as a whole, how high it is, and its skeleton; what folds out is open afterwards. */
async function frame(page: Page, locale: Locale): Promise<{ problems: string[]; height: number; bones: string }> {
  const { lang, dir, headings, sideways, height, bones } = await page.evaluate(() => {
    document.querySelectorAll('main details').forEach((one) => one.toggleAttribute('open', true));
    const { documentElement: html } = document;
    const worded = new Set(['alt', 'aria-label', 'dir', 'label', 'lang', 'placeholder', 'title', 'value']);
    /** What words make of an element that axe has rules for: too small to be touched, or scrolling. */
    const sizeOf = (one: Element) => {
      const { width, height } = one.getBoundingClientRect();
      const isLarger = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
      const scrolls = isLarger && /auto|scroll/.test(getComputedStyle(one).overflow);
      const isTouched = one.matches('a, button, input, select, textarea, summary, [tabindex]');
      const isSmall = isTouched && width > 0 && (width < 24 || height < 24);
      return `${isSmall ? 'small' : ''} ${scrolls ? 'scrolls' : ''}`;
    };
    /** Every element with its attributes, and where there are words, but not which. */
    const boneOf = (node: Node): string => {
      if (node instanceof Text) return node.data.trim() && '#';
      if (!(node instanceof Element) || node instanceof HTMLScriptElement) return '';
      if (node.matches('button[name=to][lang]')) return '<language>'; // which one is chosen differs
      const given = [...node.attributes].map(({ name, value }) => {
        if (worded.has(name) || name.startsWith('data-')) return `${name}=${value.trim() !== ''}`;
        return `${name}=${name === 'href' ? value.replace(/\blang=[\w-]+/, '') : value}`;
      });
      return `<${node.localName} ${given.join(' ')} ${sizeOf(node)}>${[...node.childNodes].map(boneOf).join('')}</>`;
    };
    return {
      lang: html.lang,
      dir: html.dir,
      headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
      sideways: html.scrollWidth > html.clientWidth,
      height: html.scrollHeight,
      bones: boneOf(document.body),
    };
  });
  const problems: string[] = [];
  if (lang !== locale || dir !== directionOf(locale)) problems.push(`is marked as ${lang} ${dir}`);
  if (headings.length !== 1 || headings[0] === '') problems.push(`has these h1: ${JSON.stringify(headings)}`);
  if (sideways) problems.push('scrolls sideways at 200 %');
  return { problems, height, bones };
}

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

function sharing(titles: Map<string, string>): string[] {
  return [...titles].flatMap(([route, title]) =>
    [...titles].some(([other, same]) => other !== route && same === title) ? [`${route}: ${title}`] : [],
  );
}
