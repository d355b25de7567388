import { expect, test } from 'vitest';
import { suppressed } from '../suppression/releases.ts';
import { dividing, mayDivideMore, mayUniteMore, type ReleasedOpinions } from './released-opinions.ts';

/** What was released of statements; each a row of answers per group, then of those in none. */
const released = (groups: number, ...statements: number[][][]): ReleasedOpinions => ({
  reason: groups > 1 ? null : 'NOT_STABLE',
  people: 60,
  placed: 60,
  groups: Array.from({ length: groups }, () => ({ size: 30, stands: [] })),
  statements: statements.map((cells, at) => ({ id: `${at}`, isMeta: false, votes: suppressed({ cells }) })),
  unites: [],
});

test('nothing divides and nothing unites where all figures are told and none does', () => {
  const told = released(1, [[15, 9, 6]]);
  expect(dividing(told)).toEqual(['0']);
  const alike = released(1, [[15, 8, 7]]);
  expect(dividing(alike)).toEqual([]);
  expect([mayUniteMore(alike), mayDivideMore(alike)]).toEqual([false, false]);
});

test('where figures that are withheld could change it, nobody can say that nothing unites or divides', () => {
  // Two disagree and nobody passes: with the two it is withheld how many agree.
  const few = released(1, [[14, 2, 0]]);
  expect(few.statements[0]?.votes.columnTotals).toContain(null);
  expect([dividing(few), mayDivideMore(few), mayUniteMore(few)]).toEqual([[], true, true]);
  const hardlyAnswered = released(1, [[2, 1, 0]]);
  expect([mayDivideMore(hardlyAnswered), mayUniteMore(hardlyAnswered)]).toEqual([true, true]);
});

test('withheld figures that are too small to matter leave the answer as it is', () => {
  const votes = { cells: [[6, null, null]], rowTotals: [40], columnTotals: [30, null, null], total: 40 };
  const clear: ReleasedOpinions = {
    ...released(1),
    statements: [{ id: 'clear', isMeta: false, votes }],
    unites: [{ statementId: 'clear', side: 'AGREE' }],
  };
  expect([mayDivideMore(clear), mayUniteMore(clear)]).toEqual([false, false]);
});

test('between groups, those in none divide nobody, and a group whose share is withheld may', () => {
  const told = released(2, [[20, 10, 0], [18, 12, 0], [0, 20, 0]]); // prettier-ignore
  expect([dividing(told), mayDivideMore(told)]).toEqual([[], false]);
  const apart = released(2, [[25, 5, 0], [5, 25, 0]]); // prettier-ignore
  expect(dividing(apart)).toEqual(['0']);
  const withheld = released(2, [[20, 10, 0], [2, 1, 0]]); // prettier-ignore
  expect([dividing(withheld), mayDivideMore(withheld)]).toEqual([[], true]);
});

test('a statement about the person neither unites nor divides', () => {
  const own = released(1, [[15, 15, 0]]);
  const meta = { ...own, statements: own.statements.map((one) => ({ ...one, isMeta: true })) };
  expect([dividing(own), dividing(meta)]).toEqual([['0'], []]);
});
