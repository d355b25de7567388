import type { Network } from './table.ts';

/** What one person more or less may change, figure by figure. */
export interface Shift {
  /** Cost of withholding the figure: 0 where it is withheld anyway, Infinity where it has been published. */
  price: readonly number[];
  canGrow: readonly boolean[];
  canShrink: readonly boolean[];
}

interface Step {
  figure: number;
  from: number;
}

/**
 * The cheapest circle through a figure along which one person can be moved: with the arrows figures grow, against them they
 * shrink, and every sum stays. Null where there is none. (Dijkstra, in both directions of the figure.)
 */
export function cheapestCircle(
  network: Network,
  figure: number,
  shift: Shift,
): { cost: number; figures: number[] } | null {
  const [from, to, own] = [network.from[figure]!, network.to[figure]!, shift.price[figure]!];
  if (own === Infinity) return null;
  const around = [
    shift.canGrow[figure] ? cheapestPath(network, to, from, figure, shift) : null,
    shift.canShrink[figure] ? cheapestPath(network, from, to, figure, shift) : null,
  ].flatMap((path) => path ?? []);
  const [best] = around.toSorted((a, b) => a.cost - b.cost);
  if (!best) return null;
  return { cost: best.cost + own, figures: [...best.figures, figure].filter((one) => shift.price[one]! > 0) };
}

function cheapestPath(network: Network, start: number, goal: number, without: number, shift: Shift) {
  const cost = new Float64Array(network.nodes).fill(Infinity);
  const by: (Step | undefined)[] = [];
  const open = new Set<number>([start]);
  cost[start] = 0;
  while (open.size > 0) {
    const node = [...open].reduce((best, one) => (cost[one]! < cost[best]! ? one : best));
    if (node === goal) break;
    open.delete(node);
    for (let figure = 0; figure < network.from.length; figure++) {
      const next = otherEnd(network, figure, node, shift);
      if (next === null || figure === without || cost[node]! + shift.price[figure]! >= cost[next]!) continue;
      cost[next] = cost[node]! + shift.price[figure]!;
      by[next] = { figure, from: node };
      open.add(next);
    }
  }
  if (cost[goal] === Infinity) return null;
  const figures: number[] = [];
  for (let step = by[goal]; step; step = step.from === start ? undefined : by[step.from]) figures.push(step.figure);
  return { cost: cost[goal]!, figures };
}

/** Where moving one person along this figure leads from a node, or null where it cannot be moved. */
function otherEnd({ from, to }: Network, figure: number, node: number, shift: Shift): number | null {
  if (from[figure] === node && shift.canGrow[figure]) return to[figure]!;
  if (to[figure] === node && shift.canShrink[figure]) return from[figure]!;
  return null;
}
