/** Counts of people: cells by row and column. Totals follow from them. */
export interface CountTable {
  cells: readonly (readonly number[])[];
  /** How many people a row can have at most, where everybody knows that. */
  mostPerRow?: readonly number[];
}

/** A table as it may be published: null where a figure is withheld. */
export interface PublishedTable {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
}

/**
 * A table with its totals as a circulation: what goes into a node comes out of it. The total flows from `bottom` to `right`, row
 * totals from `right` to the rows, cells from rows to columns, column totals from the columns to `bottom`. Every equation
 * between published figures is a node, so what can be derived from them can be read off the graph.
 */
export interface Network {
  rows: number;
  columns: number;
  nodes: number;
  /** The first figure after the cells. */
  totals: number;
  /** Per figure: from which node to which. Cells row by row, then row totals, column totals, the total. */
  from: number[];
  to: number[];
}

/** The graph of a table with this many rows and columns. */
export function networkOf(rows: number, columns: number): Network {
  const row = (i: number) => i;
  const column = (j: number) => rows + j;
  const right = rows + columns;
  const bottom = right + 1;
  const arcs: [number, number][] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) arcs.push([row(i), column(j)]);
  for (let i = 0; i < rows; i++) arcs.push([right, row(i)]);
  for (let j = 0; j < columns; j++) arcs.push([column(j), bottom]);
  arcs.push([bottom, right]);
  const size = { rows, columns, totals: rows * columns };
  return { ...size, nodes: bottom + 1, from: arcs.map(([from]) => from), to: arcs.map(([, to]) => to) };
}

/** All figures of a table in the order of its network. Throws a RangeError for anything but whole numbers from 0. */
export function figuresOf({ cells }: CountTable): number[] {
  const columns = cells[0]?.length ?? 0;
  if (cells.some((line) => line.length !== columns)) throw new RangeError('The rows of a table have one length');
  if (cells.flat().some((count) => !Number.isSafeInteger(count) || count < 0))
    throw new RangeError('A table counts people: whole numbers from 0');
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const rowTotals = cells.map(sum);
  const columnTotals = Array.from({ length: columns }, (_, j) => sum(cells.map((line) => line[j]!)));
  return [...cells.flat(), ...rowTotals, ...columnTotals, sum(rowTotals)];
}

/** Figures in the order of the network as a table again, those withheld as null. */
export function tableOf(figures: readonly number[], withheld: readonly boolean[], rows: number): PublishedTable {
  const shown = figures.map((figure, at) => (withheld[at] ? null : figure));
  const columns = (figures.length - rows - 1) / (rows + 1);
  const totals = rows * columns;
  return {
    cells: Array.from({ length: rows }, (_, i) => shown.slice(i * columns, (i + 1) * columns)),
    rowTotals: shown.slice(totals, totals + rows),
    columnTotals: shown.slice(totals + rows, totals + rows + columns),
    total: shown.at(-1) ?? null,
  };
}
