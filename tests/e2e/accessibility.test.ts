import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';
import { locales } from '../testkit/words.ts';
import { everybodyCanUseThePages, lookers, showSite } from './looking.ts';

const shown = showSite();

test('every language is looked at', () => {
  expect(Object.values(lookers).flat().toSorted()).toEqual(locales.toSorted());
});

test('every page of the site is among those that are looked at', () => {
  const routes = readdirSync(projectFile('web/src/routes'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('+page.svelte'))
    .map((path) => `/${join(path, '..').split(sep).join('/')}`.replace(/^\/\.$/, '/'));
  expect([...new Set(shown().list.map(({ route }) => route))].toSorted()).toEqual(['(no page)', ...routes].toSorted());
});

everybodyCanUseThePages(shown, lookers.inFull);
