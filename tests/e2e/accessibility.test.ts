import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';
import { locales } from '../testkit/words.ts';
import { lookAtAll, lookers, type Shown, showSite } from './looking.ts';

let shown: Shown;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.site.close());

test('every language is looked at', () => {
  expect(Object.values(lookers).flat().toSorted()).toEqual(locales.toSorted());
});

test('every page of the site is among those that are looked at', () => {
  const routes = readdirSync(projectFile('web/src/routes'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('+page.svelte'))
    .map((path) => `/${join(path, '..').split(sep).join('/')}`.replace(/^\/\.$/, '/'));
  expect([...new Set(shown.list.map(({ route }) => route))].toSorted()).toEqual(['(no page)', ...routes].toSorted());
});

test.each(lookers.inFull)(
  'everybody can use every page in %s: on a phone, magnified twice, with a screen reader',
  async (locale) => {
    const { problems, shared } = await lookAtAll(shown, locale);
    expect(problems).toEqual([]);
    expect(shared, 'pages with the title of another').toEqual([]);
  },
);
