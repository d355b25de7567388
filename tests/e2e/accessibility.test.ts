import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';
import { everybodyCanUseThePages, showSite } from './looking.ts';

const shown = showSite();

test('every page of the site is among those that are looked at', () => {
  const routes = readdirSync(projectFile('web/src/routes'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('+page.svelte'))
    .map((path) => `/${join(path, '..').split(sep).join('/')}`.replace(/^\/\.$/, '/'));
  expect([...new Set(shown().list.map(({ route }) => route))].toSorted()).toEqual(['(no page)', ...routes].toSorted());
});

test('a page whose address was shortened where the next one begins shows the first', async () => {
  const { site, list, readers } = shown();
  const paged = list.flatMap(({ route, path, who }) => {
    const load = projectFile(`web/src/routes${route}/+page.server.ts`);
    const read = existsSync(load) ? readFileSync(load, 'utf8') : '';
    return [...read.matchAll(/cursorIn\([\w.]+(?:, '(\w+)')?\)/g)].map(([, name = 'after']) => ({ path, who, name }));
  });
  expect(paged.length).toBeGreaterThan(10);
  expect(new Set(paged.map(({ name }) => name))).toContain('ballots');
  for (const { path, who, name } of paged) {
    const url = `${path}${path.includes('?') ? '&' : '?'}${name}=shortened`;
    const { statusCode } = await site.town.app.http.inject({ url, headers: readers[who].headers });
    expect(`${url} ${statusCode}`).toBe(`${url} 200`);
  }
});

everybodyCanUseThePages(shown);
