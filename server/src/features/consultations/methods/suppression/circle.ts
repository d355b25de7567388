import type { Network } from './table.ts';

/** What people more or less may change, figure by figure. */
export interface Shift {
  /** Cost of withholding the figure: 0 where it is withheld anyway, Infinity where it has been published. */
  price: readonly number[];
  /** By how many it may be more, and by how many less. */
  more: readonly number[];
  less: readonly number[];
}

interface Step {
  figure: number;
  from: number;
}

/**
 * The cheapest circles found through a figure along which this many people can be moved, less where it is below 0: with the arrows
 * figures grow, against them they shrink, and every sum stays. Null where there are none. (Person by person the shortest way
 * around, by Dijkstra, which may take back what was moved before: so as many go as can.)
 */
export function cheapestCircles(
  network: Network,
  figure: number,
  people: number,
  shift: Shift,
): { cost: number; figures: number[] } | null {
  const [from, to, own] = [network.from[figure]!, network.to[figure]!, shift.price[figure]!];
  const [start, goal, most] = people > 0 ? [to, from, shift.more] : [from, to, shift.less];
  if (own === Infinity || most[figure]! < Math.abs(people)) return null;
  const moved = shift.price.map(() => 0);
  for (let person = 0; person < Math.abs(people); person++) {
    const path = cheapestPath(network, start, goal, figure, shift, moved);
    if (!path) return null;
    for (const step of path) moved[step.figure]! += network.from[step.figure] === step.from ? 1 : -1;
  }
  const figures = [figure, ...moved.keys()].filter(
    (one) => (one === figure || moved[one] !== 0) && shift.price[one]! > 0,
  );
  return { cost: figures.reduce((sum, one) => sum + shift.price[one]!, 0), figures };
}

function cheapestPath(
  network: Network,
  start: number,
  goal: number,
  without: number,
  shift: Shift,
  moved: readonly number[],
): Step[] | null {
  const cost = new Float64Array(network.nodes).fill(Infinity);
  const by: (Step | undefined)[] = [];
  const open = new Set<number>([start]);
  cost[start] = 0;
  while (open.size > 0) {
    const node = [...open].reduce((best, one) => (cost[one]! < cost[best]! ? one : best));
    if (node === goal) break;
    open.delete(node);
    for (let figure = 0; figure < network.from.length; figure++) {
      const next = otherEnd(network, figure, node, shift, moved[figure]!);
      // Who moves along a figure that is withheld already costs nothing more.
      const price = moved[figure] === 0 ? shift.price[figure]! : 0;
      if (next === null || figure === without || cost[node]! + price >= cost[next]!) continue;
      cost[next] = cost[node]! + price;
      by[next] = { figure, from: node };
      open.add(next);
    }
  }
  if (cost[goal] === Infinity) return null;
  const path: Step[] = [];
  for (let step = by[goal]; step; step = step.from === start ? undefined : by[step.from]) path.push(step);
  return path;
}

/** Where moving one more person along this figure leads from a node, or null where it cannot be moved. */
function otherEnd({ from, to }: Network, figure: number, node: number, { more, less }: Shift, moved: number) {
  if (from[figure] === node && moved < more[figure]!) return to[figure]!;
  if (to[figure] === node && -moved < less[figure]!) return from[figure]!;
  return null;
}
