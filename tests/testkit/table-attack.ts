import type { PublishedTable } from '../../server/src/features/consultations/methods/suppression/table.ts';

/** What somebody who adds and subtracts all that is published knows of a figure that is withheld: it lies between two numbers. */
export interface Known {
  figure: string;
  least: number;
  most: number;
}

interface Arc {
  figure: string;
  from: number;
  to: number;
  people: number;
  /** The most that the figure can be. */
  limit: number;
  isWithheld: boolean;
}

/** Figures of a table that are withheld and known all the same: exactly, or that they tell of one to four. */
export function toldOf(cells: readonly number[][], table: PublishedTable, mostPerRow?: readonly number[]): Known[] {
  return attackTable(cells, table, mostPerRow).filter(({ least, most }) => least === most || (least > 0 && most < 5));
}

/**
 * The exact bounds of every figure that is withheld: those of all tables of whole numbers from 0 that agree with what is published
 * and have no row with more people than there are. Sums of a table are a flow, so each bound is a greatest flow around the
 * figure; from the true table, since all tables can be reached from it.
 */
export function attackTable(
  cells: readonly number[][],
  table: PublishedTable,
  mostPerRow?: readonly number[],
): Known[] {
  const columns = cells[0]?.length ?? 0;
  const [right, bottom] = [cells.length + columns, cells.length + columns + 1];
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  const arc = (
    figure: string,
    from: number,
    to: number,
    people: number,
    shown: number | null,
    limit = Infinity,
  ): Arc => ({
    ...{ figure, from, to, people, limit },
    isWithheld: shown === null,
  });
  const arcs = [
    ...cells.flatMap((row, i) =>
      row.map((people, j) => arc(`cell ${i} ${j}`, i, cells.length + j, people, table.cells[i]![j]!)),
    ),
    ...cells.map((row, i) => arc(`row ${i}`, right, i, sum(row), table.rowTotals[i]!, mostPerRow?.[i])),
    ...Array.from({ length: columns }, (_, j) =>
      arc(`column ${j}`, cells.length + j, bottom, sum(cells.map((row) => row[j]!)), table.columnTotals[j]!),
    ),
    arc('total', bottom, right, sum(cells.flat()), table.total),
  ];
  return arcs.flatMap((own, at) => {
    if (!own.isWithheld) return [];
    const others = arcs.filter((_, other) => other !== at);
    return {
      figure: own.figure,
      least: own.people - Math.min(own.people, greatestFlow(others, own.from, own.to)),
      most: Math.min(own.limit, own.people + greatestFlow(others, own.to, own.from)),
    };
  });
}

/** How much more can flow from one node to another if only withheld figures change. */
function greatestFlow(arcs: readonly Arc[], from: number, to: number): number {
  const links = arcs
    .filter(({ isWithheld }) => isWithheld)
    .flatMap((one) => {
      const there = {
        from: one.from,
        to: one.to,
        room: one.limit - one.people,
        back: null as unknown as { room: number },
      };
      const back = { from: one.to, to: one.from, room: one.people, back: there };
      there.back = back;
      return [there, back];
    });
  for (let flow = 0; ;) {
    const by = new Map<number, (typeof links)[number]>();
    const open = [from];
    for (const node of open) {
      for (const link of links) {
        if (link.from !== node || link.room === 0 || by.has(link.to) || link.to === from) continue;
        by.set(link.to, link);
        open.push(link.to);
      }
    }
    if (!by.has(to)) return flow;
    const path = [];
    for (let node = to; node !== from; node = by.get(node)!.from) path.push(by.get(node)!);
    const more = Math.min(...path.map(({ room }) => room));
    if (more === Infinity) return Infinity;
    for (const link of path) {
      link.room -= more;
      link.back.room += more;
    }
    flow += more;
  }
}
