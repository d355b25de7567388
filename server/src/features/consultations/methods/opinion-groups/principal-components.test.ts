import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principalPlane } from './principal-components.ts';
import { projectParticipants, projectStatements } from './projection.ts';
import { latestVotes } from './vote-rows.ts';

function rowsOf(votes: readonly (readonly (number | null)[])[]) {
  const entries = votes.flatMap((row, person) =>
    row.flatMap((vote, statement) => (vote === null ? [] : [{ person, statement, vote }])),
  );
  const log = {
    participant: entries.map((one) => one.person),
    statement: entries.map((one) => one.statement),
    vote: entries.map((one) => one.vote),
  };
  return latestVotes(log, votes.length, votes[0]!.length);
}

test('two statements answered alike: everybody stands on the line between them', () => {
  const rows = rowsOf([
    [1, 1],
    [-1, -1],
    [0, 0],
  ]);
  const plane = principalPlane(rows, new Uint8Array(2));
  expect([...plane.centre]).toEqual([0, 0]);
  expect(plane.components[0][0]).toBeCloseTo(Math.SQRT1_2, 12);
  expect(plane.components[0][1]).toBeCloseTo(Math.SQRT1_2, 12);
  expect([...plane.components[1]], 'there is no second direction').toEqual([0, 0]);
  const people = projectParticipants(rows, new Uint8Array(2), plane);
  expect([...people.x].map((x) => x.toFixed(9))).toEqual([
    (-Math.SQRT2).toFixed(9),
    Math.SQRT2.toFixed(9),
    '0.000000000',
  ]);
  // sqrt(2 statements) * (-1 - 0) * 1/sqrt(2)
  expect([...projectStatements(plane).x].map((x) => x.toFixed(9))).toEqual(['-1.000000000', '-1.000000000']);
});

test('a direction is found whatever the votes have in common with their places', () => {
  // Two people who differ on four statements, two each way, whose places have the same sum.
  const rows = rowsOf([
    [1, 0, 1, 0, 0, 1, null, 1],
    [0, 1, 1, 1, -1, 1, 1, 1],
  ]);
  const [first] = principalPlane(rows, new Uint8Array(8)).components;
  for (const [at, loading] of [0.5, -0.5, 0, -0.5, 0.5, 0, 0, 0].entries()) expect(first[at]).toBeCloseTo(loading, 12);
});

test('two directions of equal spread are both found', () => {
  const rows = rowsOf([
    [1, null, 0, 1, null, -1, -1, 0],
    [0, -1, 1, 1, 0, -1, 0, 1],
    [-1, -1, 0, 1, 0, null, -1, 0],
  ]);
  const [first, second] = principalPlane(rows, new Uint8Array(8)).components;
  expect(Math.hypot(...first)).toBeCloseTo(1, 12);
  expect(Math.hypot(...second)).toBeCloseTo(1, 12);
});

test('where all differences lie on one line there is no second direction', () => {
  const rows = rowsOf([
    [-1, 0, null, 1, 1, 1, 1, -1],
    [1, 1, 1, 1, 1, 1, 1, 0],
  ]);
  expect([...principalPlane(rows, new Uint8Array(8)).components[1]]).toEqual(Array(8).fill(0));
});

test('who saw one statement of four is stretched by the square root of four', () => {
  const votes = [
    [1, 1, 1, 1],
    [-1, -1, -1, -1],
    [1, null, null, null],
  ];
  const plane = principalPlane(rowsOf(votes), new Uint8Array(4));
  const people = projectParticipants(rowsOf(votes), new Uint8Array(4), plane);
  expect(people.x[2]).toBeCloseTo(2 * (-1 - plane.centre[0]!) * plane.components[0][0]!, 12);
});

const vote = fc.constantFrom(1, -1, 0, null);
const matrix = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 9 })).chain(([people, statements]) =>
  fc.array(fc.array(vote, { minLength: statements, maxLength: statements }), {
    minLength: people,
    maxLength: people,
  }),
);

test('directions are orthogonal, of length one, and no other direction has more spread', () => {
  fc.assert(
    fc.property(
      matrix,
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
      (votes, other) => {
        const statements = votes[0]!.length;
        const { centre, components } = principalPlane(rowsOf(votes), new Uint8Array(statements));
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          Array.from(a).reduce((sum, value, at) => sum + value * b[at]!, 0);
        const spread = (direction: ArrayLike<number>) =>
          votes.reduce(
            (sum, row) =>
              sum +
              row.reduce<number>((all, one, j) => all + (one === null ? 0 : -one - centre[j]!) * direction[j]!, 0) ** 2,
            0,
          );
        const [first, second] = components;
        const length = Math.hypot(...first);
        expect(length === 0 || Math.abs(length - 1) < 1e-9).toBe(true);
        expect(Math.abs(dot(first, second))).toBeLessThan(1e-9);
        const norm = Math.hypot(...other.slice(0, statements));
        fc.pre(norm > 1e-3);
        const direction = other.slice(0, statements).map((value) => value / norm);
        expect(spread(first)).toBeGreaterThanOrEqual(spread(direction) - 1e-8);
        const along = dot(direction, first);
        const rest = direction.map((value, j) => value - along * first[j]!);
        const restNorm = Math.hypot(...rest);
        fc.pre(restNorm > 1e-3);
        expect(spread(second)).toBeGreaterThanOrEqual(spread(rest.map((value) => value / restNorm)) - 1e-8);
      },
    ),
    { numRuns: 2_000 },
  );
});
