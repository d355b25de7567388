import { expect, test } from 'vitest';
import { seededRandom } from '../lot/seeded-random.ts';
import { adjustedRandIndex } from './agreement.ts';
import { consensusOfAll, groupInformedConsensus } from './consensus.ts';
import type { GroupVotes } from './group-votes.ts';
import { firstDistinct, kMeans } from './k-means.ts';
import { drawNextStatement, statementPriorities } from './next-statement.ts';
import { representativeStatements } from './representativeness.ts';
import { silhouette } from './silhouette.ts';

const votes = (...counts: [agree: number, disagree: number, seen: number][]): GroupVotes => ({
  agree: Uint32Array.from(counts, ([agree]) => agree),
  disagree: Uint32Array.from(counts, ([, disagree]) => disagree),
  seen: Uint32Array.from(counts, ([, , seen]) => seen),
});
const points = (...places: [number, number][]) => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});

test('group-informed consensus is the product of shares', () => {
  const groups = [votes([8, 0, 8], [0, 8, 8]), votes([3, 1, 8], [8, 0, 8])];
  expect([...groupInformedConsensus(groups, 2)]).toEqual([(9 / 10) * (4 / 10), (1 / 10) * (9 / 10)]);
});

test('consensus is what more than half agree with beyond chance, never what was moderated out', () => {
  const all = votes([18, 1, 20], [11, 9, 20], [0, 19, 20], [20, 0, 20]);
  const { agree, disagree } = consensusOfAll(all, Uint8Array.of(0, 0, 0, 1));
  expect(agree.map((one) => one.statement)).toEqual([0]);
  expect(disagree.map((one) => one.statement)).toEqual([2]);
  // 2 sqrt(21) (19/21 - 1/2)
  expect(agree[0]).toMatchObject({ share: 19 / 22, answers: 18, seen: 20 });
  expect(agree[0]!.test).toBeCloseTo(3.7097, 4);
});

test('a group is told by what it alone agrees with, then by what it alone rejects', () => {
  const [first] = representativeStatements(
    [votes([19, 0, 20], [1, 18, 20], [10, 10, 20]), votes([2, 17, 20], [18, 1, 20], [10, 10, 20])],
    new Uint8Array(3),
  );
  expect(first!.map(({ statement, side, isBestAgree }) => [statement, side, isBestAgree])).toEqual([
    [0, 'AGREE', true],
    [1, 'DISAGREE', false],
  ]);
  // (20/22) / (3/22)
  expect(first![0]!.ratio).toBeCloseTo(20 / 3, 12);
});

test('where nothing tells groups apart, the largest difference is named', () => {
  const alike = [votes([1, 9, 10], [2, 8, 10]), votes([1, 9, 10], [1, 9, 10])];
  expect(representativeStatements(alike, new Uint8Array(2))[0]!.map((one) => one.statement)).toEqual([1]);
});

test('statements about the person come first, those nobody saw before those seen by many', () => {
  const all = votes([0, 0, 0], [25, 5, 50], [0, 0, 0]);
  const priority = statementPriorities(all, Float64Array.of(0, 0, 0), Uint8Array.of(0, 0, 1));
  expect(priority[2]).toBe(49);
  // (1 - 1/2) * 1 * (1/2) * 9, squared
  expect(priority[0]).toBeCloseTo(2.25 ** 2, 12);
  expect(priority[1]).toBeLessThan(priority[0]!);
});

test('the next statement is drawn by its weight among those that are open', () => {
  const random = seededRandom('which one');
  const drawn = [0, 0, 0];
  for (let turn = 0; turn < 4000; turn++) drawn[drawNextStatement([0, 1, 2], [3, 0], random)!]!++;
  expect(drawn[1], 'no weight, never drawn').toBe(0);
  expect(drawn[0]! / drawn[2]!, 'an unknown one weighs 1').toBeCloseTo(3, 0);
  expect(drawNextStatement([], [], random)).toBe(null);
});

test('k-means begins with the first distinct points and gives ties to the earlier cluster', () => {
  const four = points([0, 0], [0, 0], [10, 0], [5, 0]);
  const { cluster, centres } = kMeans(four, [1, 1, 1, 1], firstDistinct(four, 2), 1);
  expect([...cluster]).toEqual([0, 0, 1, 0]);
  expect([...centres.x]).toEqual([5 / 3, 10]);
});

test('a centre lies where the weights are', () => {
  const two = points([0, 0], [4, 0], [100, 0]);
  expect([...kMeans(two, [3, 1, 1], firstDistinct(two, 1), 20).centres.x]).toEqual([104 / 5]);
});

test('silhouette by hand', () => {
  // First two: a = 1; b = 10 and 9. The third is alone and counts 0.
  expect(silhouette(points([0, 0], [1, 0], [10, 0]), [0, 0, 1], 2)).toBeCloseTo((9 / 10 + 8 / 9) / 3, 12);
});

test('adjusted Rand index by hand', () => {
  expect(adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(4 / 7, 12);
});
