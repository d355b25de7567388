import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { referencePath, runsWithReferenceData } from './reference-data.ts';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** What `pnpm recount` runs. */
async function recount(...words: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['server/src/commands/recount.ts', ...words], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as unknown;
}

describe.runIf(runsWithReferenceData)('pnpm recount over published files', () => {
  test('prints winners, ranking, selection and groups as JSON', async () => {
    const [stv, schulze, shares, groups] = await Promise.all([
      recount('stv', referencePath('stv/Linn-2007.blt')),
      recount('schulze', referencePath('schulze/debian-leader-2007.tally.txt')),
      recount('equal-shares', referencePath('budget/poland_wieliczka_2023.pb')),
      recount('groups', referencePath('polis/bg2050-volunteers')),
    ]);
    expect(stv).toMatchObject({
      winners: ['David Ritchie', 'Sadie Docherty', 'Margot Clark', 'John McKenzie'],
      quota: expect.any(Number) as number,
      rounds: expect.any(Array) as unknown[],
    });
    expect((schulze as { ranking: string[][] }).ranking[0]).toEqual(['Sam Hocevar']);
    expect(shares).toMatchObject({ cost: 995_079 });
    expect((shares as { selected: string[] }).selected).toHaveLength(30);
    const { k, silhouette, participants, statements } = groups as {
      k: number;
      silhouette: number;
      participants: { id: string; group: number | null }[];
      statements: { id: string; groupInformedConsensus: number }[];
    };
    expect(k).toBe(2);
    expect(silhouette).toBeGreaterThan(0.6);
    expect(participants).toHaveLength(126);
    expect(participants.find(({ id }) => id === '18')).toEqual({ id: '18', group: null });
    expect(statements).toHaveLength(371);
    expect(statements.find(({ id }) => id === '2')?.groupInformedConsensus).toBeCloseTo(0.6839080459770114, 9);
  });
});
