import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'vicinia-recount-'));
afterAll(() => rm(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function recount(...words: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'recount.ts'), ...words], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

test('a small election is counted; a tie is drawn with the seed that is given', () => {
  const path = file('seat.blt', '2 1\n1 1 0\n1 2 0\n0\n"Ada"\n"Bruno"\n"One seat"\n');
  const { stdout, status } = recount('stv', path, '--seed', 'coin of 12 May');
  expect(status).toBe(0);
  const result = JSON.parse(stdout) as { winners: string[]; seed: string; rounds: { ties: { by: string }[] }[] };
  expect(result.winners).toHaveLength(1);
  expect(result.seed).toBe('coin of 12 May');
  expect(result.rounds[1]!.ties[0]!.by).toBe('LOT');
  expect(recount('stv', path, '--table').stdout).toContain('Elected: ');
});

test('a malformed file: its line and what is wrong, on stderr, and exit 1', () => {
  const path = file('broken.blt', '2 1\n1 1 2\n0\n');
  expect(recount('stv', path)).toEqual({
    stdout: '',
    stderr: `${path}: line 2: the ballot does not end with 0\n`,
    status: 1,
  });
});

test('wrong words get the usage, a file that is not there its name', () => {
  for (const words of [
    [],
    ['stv'],
    ['borda', 'x'],
    ['stv', 'a', 'b'],
    ['stv', 'a', '--pretty'],
    ['constructor', 'x'],
  ]) {
    const { stdout, stderr, status } = recount(...words);
    expect([stdout, status], words.join(' ')).toEqual(['', 1]);
    expect(stderr).toContain('pnpm recount stv FILE.blt');
  }
  const missing = recount('schulze', join(folder, 'nowhere.csv'));
  expect(missing).toEqual({ stdout: '', stderr: `There is no ${join(folder, 'nowhere.csv')}.\n`, status: 1 });
});

test('a folder in the place of a file, and a file in that of a folder, are told in a sentence', () => {
  const path = file('votes.csv', 'vote\n');
  const sentences = { stv: 'a folder: name a file', groups: 'a file: name a folder' };
  expect(recount('stv', folder)).toEqual({ stdout: '', stderr: `${folder} is ${sentences.stv}.\n`, status: 1 });
  expect(recount('groups', path)).toEqual({ stdout: '', stderr: `${path} is ${sentences.groups}.\n`, status: 1 });
});

test.each(['approval', 'score'])('%s counts no receipt twice: the second is refused with its line', (method) => {
  const path = file(`${method}.csv`, 'receipt,Trees,Benches\nABCD,1,\nEFGH,,1\nab-cd,1,\n');
  expect(recount(method, path)).toEqual({
    stdout: '',
    stderr: `${path}: line 4: receipt "ab-cd" stands here twice\n`,
    status: 1,
  });
});
