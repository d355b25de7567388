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

test('a folder in the place of a file, and a file that is no open data of statements, are told in a sentence', () => {
  const path = file('votes.csv', 'vote\n');
  expect(recount('stv', folder)).toEqual({ stdout: '', stderr: `${folder} is a folder: name a file.\n`, status: 1 });
  const noColumn = `${path}: line 1: there is no column "statement-id"\n`;
  expect(recount('groups', path)).toEqual({ stdout: '', stderr: noColumn, status: 1 });
});

const totals = (...lines: string[]) =>
  ['statement-id,statement,language,is-meta,group,people,agree,disagree,pass', ...lines, ''].join('\n');

test('groups by published totals: what unites, what divides, and nothing of what is withheld', () => {
  const path = file(
    'results.csv',
    totals(
      'a,More trees,en,false,1,20,20,0,0',
      'a,More trees,en,false,2,20,15,5,0',
      'a,More trees,en,false,all,40,35,5,0',
      'b,Cars out,en,false,1,20,20,0,0',
      'b,Cars out,en,false,2,20,0,20,0',
      'b,Cars out,en,false,all,40,20,20,0',
      'c,Buses,en,false,1,20,,,5',
      'c,Buses,en,false,2,20,,,5',
      'c,Buses,en,false,all,40,,,10',
    ),
  );
  const { stdout, stderr } = recount('groups', path);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    k: 2,
    silhouette: null,
    groups: [{ representative: null }, { representative: null }], // c is not told
    consensus: { agree: [{ id: 'a', answers: 35, seen: 40 }], disagree: [] },
    divides: ['b'],
    participants: [],
    statements: [
      { id: 'a', groupInformedConsensus: (21 / 22) * (16 / 22) },
      { id: 'b', groupInformedConsensus: (21 / 22) * (1 / 22) },
      { id: 'c', groupInformedConsensus: null },
    ],
  });
  expect(recount('groups', path, '--table').stdout).toContain('What divides:\nCars out');
});

test.each([
  ['a group that is missing', totals('a,A,en,false,1,9,9,0,0'), 'line 2: the file ends before the line of "all"'],
  [
    'a group out of its order',
    totals('a,A,en,false,2,9,9,0,0', 'a,A,en,false,all,9,9,0,0'),
    'line 2: this is not group "1"',
  ],
  [
    'a count that is none',
    totals('a,A,en,false,1,9,many,0,0', 'a,A,en,false,all,9,9,0,0'),
    'line 2: "many" is not a count of people',
  ],
  [
    'more answers than people',
    totals('a,A,en,false,1,9,5,6,0', 'a,A,en,false,all,9,9,0,0'),
    'line 2: 11 is not between 0 and 9',
  ],
  ['no statement', totals(), 'line 1: there is no statement to count'],
])('totals with %s are told with their line', (_, text, problem) => {
  const path = file('broken.csv', text);
  expect(recount('groups', path)).toEqual({ stdout: '', stderr: `${path}: ${problem}\n`, status: 1 });
});

test.each(['approval', 'score'])('%s counts no receipt twice: the second is refused with its line', (method) => {
  const path = file(`${method}.csv`, 'receipt,Trees,Benches\nABCD,1,\nEFGH,,1\nab-cd,1,\n');
  expect(recount(method, path)).toEqual({
    stdout: '',
    stderr: `${path}: line 4: receipt "ab-cd" stands here twice\n`,
    status: 1,
  });
});
