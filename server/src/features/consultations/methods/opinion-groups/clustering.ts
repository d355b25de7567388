import { firstDistinct, kMeans } from './k-means.ts';
import type { Points } from './projection.ts';
import { silhouette } from './silhouette.ts';

const baseClusters = 100;
const baseIterations = 100;
const groupIterations = 20;
const mostGroups = 5;

/** People who stand close together, as one point with a weight. */
export interface BaseClusters {
  /** Base cluster per point. */
  cluster: Int32Array;
  centres: Points;
  /** How many people. */
  weight: Float64Array;
}

/** One way of putting base clusters into groups, and how clearly they lie apart. */
export interface Grouping {
  k: number;
  /** Group per base cluster, 0 .. k - 1. */
  group: Int32Array;
  centres: Points;
  silhouette: number;
}

/** At most 100 base clusters; with at most 100 distinct places each is its own. Keeps the cost of grouping fixed. */
export function findBaseClusters(points: Points): BaseClusters {
  const { cluster, centres } = kMeans(
    points,
    new Uint8Array(points.x.length).fill(1),
    firstDistinct(points, baseClusters),
    baseIterations,
  );
  const weight = new Float64Array(centres.x.length);
  for (const c of cluster) weight[c]!++;
  return { cluster, centres, weight };
}

/**
 * The ways to make 2 .. min(5, 2 + floor(base clusters / 12)) groups, and which of them has the highest silhouette.
 * Null where there are not two places to stand.
 */
export function groupBaseClusters({ centres, weight }: Omit<BaseClusters, 'cluster'>): Grouping | null {
  const most = Math.min(mostGroups, 2 + Math.floor(weight.length / 12));
  let best: Grouping | null = null;
  for (let k = 2; k <= most && weight.length >= 2; k++) {
    const found = kMeans(centres, weight, firstDistinct(centres, k), groupIterations);
    const groups = found.centres.x.length;
    const clarity = silhouette(centres, found.cluster, groups);
    if (groups >= 2 && (!best || clarity > best.silhouette))
      best = { k: groups, group: found.cluster, centres: found.centres, silhouette: clarity };
  }
  return best;
}
