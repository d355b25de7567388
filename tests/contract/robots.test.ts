import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFile } from '../testkit/project.ts';

const left = (await readFile(projectFile('web/static/robots.txt'), 'utf8'))
  .split('\n')
  .flatMap((line) => /^Disallow: (\/.*)$/.exec(line)?.[1] ?? []);

test('robots are asked to leave alone what is there', () => {
  const missing = left.filter((path) => path !== '/graphql' && !existsSync(join(projectFile('web/src/routes'), path)));
  expect(missing).toEqual([]);
});

test.each([
  '/',
  '/help',
  '/help/offers',
  '/actions',
  '/organisations',
  '/rules',
  '/accessibility',
  '/privacy',
  '/legal',
])('what anybody reads at %s may be found', (path) =>
  expect(left.filter((prefix) => path.startsWith(prefix))).toEqual([]),
);

test.each(['/profile/security', '/threads/1', '/members/1', '/staff/people', '/notices', '/card/ABC', '/appeals/1'])(
  'what is at %s may not',
  (path) => expect(left.some((prefix) => path.startsWith(prefix))).toBe(true),
);
