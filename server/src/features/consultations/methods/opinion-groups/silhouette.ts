import type { Points } from './projection.ts';

/**
 * How well points lie in their clusters, from -1 to 1: the mean over all points of (b - a) / max(a, b), with a the mean
 * distance to the others of the same cluster and b the smallest mean distance to another cluster. A point alone in its
 * cluster counts 0. (Rousseeuw 1987; Euclidean, unweighted.) Costs the square of the number of points.
 */
export function silhouette({ x, y }: Points, cluster: ArrayLike<number>, clusters: number): number {
  const points = x.length;
  const size = new Float64Array(clusters);
  for (let at = 0; at < points; at++) size[cluster[at]!]!++;
  let sum = 0;
  for (let at = 0; at < points; at++) {
    const own = cluster[at]!;
    if (size[own] === 1) continue;
    const total = new Float64Array(clusters);
    for (let other = 0; other < points; other++)
      total[cluster[other]!]! += Math.hypot(x[at]! - x[other]!, y[at]! - y[other]!);
    const within = total[own]! / (size[own]! - 1);
    let without = Infinity;
    for (let c = 0; c < clusters; c++) if (c !== own && size[c]! > 0) without = Math.min(without, total[c]! / size[c]!);
    const largest = Math.max(within, without);
    if (Number.isFinite(without) && largest > 0) sum += (without - within) / largest;
  }
  return points === 0 ? 0 : sum / points;
}
