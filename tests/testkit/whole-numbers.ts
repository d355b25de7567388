/** A sum of some of the unknown numbers that is known: `of` says how often each counts in it. */
export interface KnownSum {
  of: readonly number[];
  is: number;
}

/** Bounds of each unknown number. */
interface Bounds {
  least: number[];
  most: number[];
}

/**
 * Whether there are whole numbers from 0 with these sums: bounds are drawn as close as the sums draw them, then one number is
 * tried after the other. Exact up to `tries`; beyond, null: it would take too long to say.
 */
export function isPossible(sums: readonly KnownSum[], tries = 3000): boolean | null {
  const unknown = sums[0]?.of.length ?? 0;
  let left = tries;
  const search = (bounds: Bounds): boolean | null => {
    if (!drawn(bounds, sums)) return false;
    if (left-- <= 0) return null;
    const room = (at: number) => bounds.most[at]! - bounds.least[at]!;
    const open = Array.from({ length: unknown }, (_, at) => at).filter((at) => room(at) > 0);
    if (open.length === 0) return true;
    const next = open.reduce((best, at) => (room(at) < room(best) ? at : best));
    let isSure = true;
    for (let value = bounds.least[next]!; value <= bounds.most[next]!; value++) {
      const found = search({ least: bounds.least.with(next, value), most: bounds.most.with(next, value) });
      if (found) return true;
      if (found === null) isSure = false;
    }
    return isSure ? false : null;
  };
  return search({ least: Array.from({ length: unknown }, () => 0), most: Array.from({ length: unknown }, () => 1e6) });
}

/** Draws bounds closer until no sum does any more; false where nothing is left between them. */
function drawn({ least, most }: Bounds, sums: readonly KnownSum[]): boolean {
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const { of, is } of sums) {
      const total = (bounds: readonly number[]) => of.reduce((sum, times, at) => sum + times * bounds[at]!, 0);
      const [all, none] = [total(most), total(least)];
      if (none > is || all < is) return false;
      for (const [at, times] of of.entries()) {
        if (times === 0) continue;
        const highest = Math.floor((is - none) / times) + least[at]!;
        const lowest = most[at]! - Math.floor((all - is) / times);
        if (highest >= most[at]! && lowest <= least[at]!) continue;
        most[at] = Math.min(most[at]!, highest);
        least[at] = Math.max(least[at]!, lowest);
        if (least[at] > most[at]) return false;
        isChanged = true;
        break;
      }
    }
  }
  return true;
}
