import type { Points } from './projection.ts';

/** Points in clusters: a cluster number per point, and the centres. */
export interface Clustering {
  cluster: Int32Array;
  centres: Points;
}

/** A centre that moves less than this is at rest. */
const atRest = 0.01;

/**
 * k-means in the plane, without chance: equal distances go to the earlier cluster, and a cluster that loses all its points
 * disappears.
 *
 * @param weight how much each point counts for its centre
 * @param start the first centres, such as `firstDistinct`
 */
export function kMeans(points: Points, weight: ArrayLike<number>, start: Points, iterations: number): Clustering {
  let centres = start;
  const cluster = new Int32Array(points.x.length);
  for (let step = 0; step < iterations; step++) {
    assign(points, centres, cluster);
    const moved = withoutEmpty(means(points, weight, cluster, centres.x.length), cluster);
    const rests = areClose(centres, moved);
    centres = moved;
    if (rests) break;
  }
  return { cluster, centres };
}

/** The first k distinct points from this one on (those before it follow after the last); fewer where there are fewer. */
export function firstDistinct({ x, y }: Points, k: number, from = 0): Points {
  const chosen: number[] = [];
  for (let step = 0; step < x.length && chosen.length < k; step++) {
    const at = (from + step) % x.length;
    if (chosen.every((other) => x[other] !== x[at] || y[other] !== y[at])) chosen.push(at);
  }
  return { x: Float64Array.from(chosen, (at) => x[at]!), y: Float64Array.from(chosen, (at) => y[at]!) };
}

/** Sum of the squared distances of points from the centres of their clusters. */
export function spreadWithin({ x, y }: Points, { cluster, centres }: Clustering): number {
  let sum = 0;
  for (let at = 0; at < x.length; at++) {
    const c = cluster[at]!;
    sum += (x[at]! - centres.x[c]!) ** 2 + (y[at]! - centres.y[c]!) ** 2;
  }
  return sum;
}

function areClose(one: Points, other: Points): boolean {
  if (one.x.length !== other.x.length) return false;
  for (let c = 0; c < one.x.length; c++)
    if (Math.hypot(one.x[c]! - other.x[c]!, one.y[c]! - other.y[c]!) >= atRest) return false;
  return true;
}

function assign({ x, y }: Points, centres: Points, cluster: Int32Array): void {
  const [cx, cy, count] = [centres.x, centres.y, centres.x.length];
  for (let at = 0; at < x.length; at++) {
    let best = 0;
    let nearest = Infinity;
    for (let c = 0; c < count; c++) {
      const dx = x[at]! - cx[c]!;
      const dy = y[at]! - cy[c]!;
      const distance = dx * dx + dy * dy;
      if (distance < nearest) {
        nearest = distance;
        best = c;
      }
    }
    cluster[at] = best;
  }
}

interface Means extends Points {
  weight: Float64Array;
}

function means({ x, y }: Points, weight: ArrayLike<number>, cluster: Int32Array, count: number): Means {
  const sum: Means = { x: new Float64Array(count), y: new Float64Array(count), weight: new Float64Array(count) };
  for (let at = 0; at < x.length; at++) {
    const c = cluster[at]!;
    sum.x[c]! += weight[at]! * x[at]!;
    sum.y[c]! += weight[at]! * y[at]!;
    sum.weight[c]! += weight[at]!;
  }
  const mean = (total: Float64Array) => total.map((value, c) => value / sum.weight[c]!);
  return { x: mean(sum.x), y: mean(sum.y), weight: sum.weight };
}

/** Takes clusters without points away and counts those after them anew. */
function withoutEmpty(all: Means, cluster: Int32Array): Points {
  if (all.weight.every((weight) => weight > 0)) return all;
  const number = new Int32Array(all.weight.length);
  let kept = 0;
  all.weight.forEach((weight, c) => (number[c] = weight > 0 ? kept++ : -1));
  for (let at = 0; at < cluster.length; at++) cluster[at] = number[cluster[at]!]!;
  const keep = (_: number, c: number) => number[c]! >= 0;
  return { x: all.x.filter(keep), y: all.y.filter(keep) };
}
