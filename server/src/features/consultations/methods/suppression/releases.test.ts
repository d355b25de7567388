import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attackTable, toldOf } from '../../../../../../tests/testkit/table-attack.ts';
import { minimumCell, nextRelease, type Release, suppressed } from './releases.ts';
import type { PublishedTable } from './table.ts';

test('a table of large counts is published as it is', () => {
  expect(
    suppressed({
      cells: [
        [5, 7],
        [0, 9],
      ],
    }),
  ).toEqual({
    cells: [
      [5, 7],
      [0, 9],
    ],
    rowTotals: [12, 9],
    columnTotals: [5, 16],
    total: 21,
  });
});

test('a small cell takes others with it, so that no total gives it away', () => {
  const { cells, rowTotals, total } = suppressed({
    cells: [
      [3, 40, 50],
      [20, 30, 60],
      [70, 80, 90],
    ],
  });
  expect(cells[0]![0]).toBe(null);
  expect(rowTotals).toEqual([93, 110, 240]);
  expect(total).toBe(443);
  expect(
    cells.flat().filter((cell) => cell === null),
    'a rectangle of four',
  ).toHaveLength(4);
  expect(cells.map((row) => row.filter((cell) => cell === null).length)).not.toContain(1);
});

test('one row: two cells are withheld, or the total', () => {
  const { cells } = suppressed({ cells: [[2, 30, 40]] });
  expect(cells[0]!.filter((cell) => cell === null)).toHaveLength(2);
});

test('a later release does not tell who came in between', () => {
  const first = nextRelease(
    {
      cells: [
        [10, 20],
        [30, 40],
      ],
    },
    [],
  );
  const second = nextRelease(
    {
      cells: [
        [12, 20],
        [30, 40],
      ],
    },
    [first.release],
  );
  expect(first.table.cells).toEqual([
    [10, 20],
    [30, 40],
  ]);
  expect(second.table.cells[0]![0]).toBe(null);
  expect(second.table.total, 'the total has grown by two as well').toBe(null);
});

test('a count that was withheld is shown once it has grown enough, and does not give away what it was', () => {
  const first = nextRelease(
    {
      cells: [
        [3, 20],
        [30, 40],
      ],
    },
    [],
  );
  const second = nextRelease(
    {
      cells: [
        [33, 60],
        [70, 90],
      ],
    },
    [first.release],
  );
  expect(second.table.cells).toEqual([
    [33, 60],
    [70, 90],
  ]);
});

test('a table of another shape, or of no counts, is refused', () => {
  const { release } = nextRelease({ cells: [[5]] }, []);
  expect(() => nextRelease({ cells: [[5, 6]] }, [release])).toThrow(RangeError);
  expect(() => suppressed({ cells: [[5], [6, 7]] })).toThrow(RangeError);
  expect(() => suppressed({ cells: [[-1]] })).toThrow(RangeError);
});

const shapes = fc.constantFrom([1, 3], [2, 2], [2, 3], [1, 5], [3, 2]) as fc.Arbitrary<[number, number]>;
const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 }));
const tables = (rows: number, columns: number) =>
  fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
/** One to three releases, each with more people than the one before. */
const histories = shapes
  .chain(([rows, columns]) => fc.array(tables(rows, columns), { minLength: 1, maxLength: 3 }))
  .map((growths) =>
    growths.reduce<number[][][]>((all, growth) => {
      const before = all.at(-1);
      return [...all, growth.map((row, i) => row.map((more, j) => more + (before?.[i]?.[j] ?? 0)))];
    }, []),
  );

test('an attacker who knows all releases and all totals can tell no withheld count and no small difference', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const releases: Release[] = [];
      const published: PublishedTable[] = [];
      for (const cells of history) {
        const { release, table } = nextRelease({ cells }, releases);
        releases.push(release);
        published.push(table);
      }
      published.forEach((table, at) => expectNoSmallRest(table, history[at]!));
      const truth = releases.map((release) => release.figures);
      const others = otherHistories(history, published);
      truth.forEach((figures, at) => {
        figures.forEach((value, figure) => {
          if (value > 0 && value < minimumCell) expect(releases[at]!.withheld[figure], 'small and shown').toBe(true);
          if (releases[at]!.withheld[figure])
            expect(
              others.some((world) => world[at]![figure] !== value),
              `figure ${figure} of release ${at} is known`,
            ).toBe(true);
          for (let since = 0; since < at; since++) {
            const difference = value - truth[since]![figure]!;
            if (difference > 0 && difference < minimumCell)
              expect(
                others.some((world) => world[at]![figure]! - world[since]![figure]! !== difference),
                `the difference of figure ${figure} between ${since} and ${at} is known`,
              ).toBe(true);
          }
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('nobody can be worked out exactly beside withheld cells, and no withheld figure lies wholly in 1 to 4', () => {
  // A row whose total is withheld: two of 29 people, with zeros that column totals would tell.
  const cells = [
    [22, 0, 3],
    [2, 0, 0],
  ];
  expect(toldOf(cells, suppressed({ cells, mostPerRow: [40, 6] }), [40, 6])).toEqual([]);
  const people = fc.array(fc.tuple(count, count, count, fc.nat({ max: 6 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(people, (groups) => {
      const table = groups.map((answers) => answers.slice(0, 3));
      const sizes = groups.map((answers) => Math.max(minimumCell, sum(answers)));
      const published = suppressed({ cells: table, mostPerRow: sizes });
      expect(toldOf(table, published, sizes), JSON.stringify(published)).toEqual([]);
      expectNoSmallRest(published, table);
      published.cells.forEach((row, at) => {
        if (published.rowTotals[at] !== null) return;
        const zeros = row.filter((shown, answer) => shown === 0 && published.columnTotals[answer] !== 0);
        expect(zeros, 'of a few people, that none of them said it').toEqual([]);
      });
    }),
    { numRuns: 2000 },
  );
});

test('the attack finds what trying all tables finds', () => {
  const cell = fc.nat({ max: 3 });
  const table = fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(table, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (cells, isShown) => {
      const all = withTotals(cells);
      const shown = all.map((value, at) => (isShown[at] ? value : null));
      const [a, b, c, d, ...totals] = shown as [number, number, number, number, ...number[]];
      const published = { cells: [[a, b], [c, d]], rowTotals: totals.slice(0, 2), columnTotals: totals.slice(2, 4), total: totals[4]! }; // prettier-ignore
      const most = [3, 6];
      const worlds = [...Array(7 ** 4).keys()]
        .map((code) => [0, 1].map((i) => [0, 1].map((j) => Math.floor(code / 7 ** (2 * i + j)) % 7)))
        .filter((world) => world.every((row, i) => sum(row) <= Math.max(most[i]!, sum(cells[i]!))))
        .filter((world) => fits(world, published))
        .map(withTotals);
      const limits = cells.map((row, i) => Math.max(most[i]!, sum(row)));
      const ofWorlds = shown.flatMap((value, at) =>
        value === null
          ? [[Math.min(...worlds.map((world) => world[at]!)), Math.max(...worlds.map((world) => world[at]!))]]
          : [],
      );
      const found = attackTable(cells, published, limits).map(({ least, most: top }) => [least, top]);
      expect(found).toEqual(ofWorlds);
    }),
    { numRuns: 100 },
  );
});

/** Cells withheld in a line whose total is known: together nobody, or five people or more. */
function expectNoSmallRest({ cells, rowTotals, columnTotals }: PublishedTable, truth: number[][]): void {
  const check = (total: number | null, shown: (number | null)[], real: number[]) => {
    if (total === null) return;
    const rest = sum(real.filter((_, at) => shown[at] === null));
    expect(rest === 0 || rest >= minimumCell, `${rest} people are left over`).toBe(true);
  };
  cells.forEach((row, i) => check(rowTotals[i]!, row, truth[i]!));
  columnTotals.forEach((total, j) =>
    check(
      total,
      cells.map((row) => row[j]!),
      truth.map((row) => row[j]!),
    ),
  );
}

/** What else could have been: cells that differ by at most one, alike over a span of releases, and fit all that was published. */
function otherHistories(history: number[][][], published: PublishedTable[]): number[][][] {
  const [rows, columns] = [history[0]!.length, history[0]![0]!.length];
  const worlds: number[][][] = [];
  for (let code = 0; code < 3 ** (rows * columns); code++) {
    const change = (i: number, j: number) => (Math.floor(code / 3 ** (i * columns + j)) % 3) - 1;
    for (let from = 0; from < history.length; from++) {
      for (let to = from + 1; to <= history.length; to++) {
        const world = history.map((cells, at) =>
          cells.map((row, i) => row.map((value, j) => (at >= from && at < to ? value + change(i, j) : value))),
        );
        const isPossible = world.every((cells, at) =>
          cells.every((row, i) => row.every((value, j) => value >= (world[at - 1]?.[i]?.[j] ?? 0))),
        );
        if (isPossible && world.every((cells, at) => fits(cells, published[at]!))) worlds.push(world.map(withTotals));
      }
    }
  }
  return worlds;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const withTotals = (cells: number[][]) => [
  ...cells.flat(),
  ...cells.map(sum),
  ...cells[0]!.map((_, j) => sum(cells.map((row) => row[j]!))),
  sum(cells.flat()),
];

function fits(cells: number[][], table: PublishedTable): boolean {
  const shown = [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals, table.total];
  return withTotals(cells).every((value, at) => shown[at] === null || shown[at] === value);
}
