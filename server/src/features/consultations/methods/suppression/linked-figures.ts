import { isSmall, priceOf } from './releases.ts';

/** Figures about the same people that are published together and hang together in other ways than one table. */
export interface LinkedFigures {
  /** How many people each figure counts. */
  counts: readonly number[];
  /** What can be had by subtraction: `of` less all of `less` is a number of people. Where it is small, `hide` is withheld. */
  differences: readonly { of: number; less: readonly number[]; hide: number }[];
  /** Figures that make up what is known once all of `known` are published: what is withheld of them must not be few together. */
  sums: readonly { known: readonly number[]; parts: readonly number[] }[];
}

/** What it costs to withhold a figure: 0 where it is withheld anyway. */
export type Price = (figure: number) => number;

/**
 * Other worlds in which one person had said something else: each is the list of the figures that would be one more or one less,
 * the asked figure among them. Cheap ones first save time, all of them need not be given.
 */
export type OtherWorlds = (figure: number, price: Price) => Iterable<readonly number[]>;

/**
 * Which figures have to be withheld, so that nobody who has all others can tell one of them. Small figures and small differences
 * are withheld. Then, for each of them, there must be another world, with one person's answers changed, that agrees with everything
 * published and differs there: where there is none, the cheapest figures that make one possible are withheld as well. Nor may what
 * is withheld of a known sum be from 1 to 4 together. A world found stays one, for nothing withheld is ever published again; so
 * this ends.
 *
 * @throws RangeError where no other world is given for a figure that must be withheld
 */
export function withheldFigures({ counts, differences, sums }: LinkedFigures, otherWorlds: OtherWorlds): boolean[] {
  const withheld = counts.map(isSmall);
  for (const { of, less, hide } of differences) {
    if (isSmall(counts[of]! - less.reduce((total, figure) => total + counts[figure]!, 0))) withheld[hide] = true;
  }
  const kept = counts.map(() => false);
  const price: Price = (figure) => (withheld[figure] ? 0 : priceOf(counts[figure]!));
  const keep = (figure: number) => {
    for (const changed of cheapestWorld(figure, otherWorlds(figure, price), price)) withheld[changed] = true;
    kept[figure] = true;
  };
  do for (let figure = withheld.findIndex(isOpen); figure >= 0; figure = withheld.findIndex(isOpen)) keep(figure);
  while (hideSmallRest({ counts, sums }, withheld));
  return withheld;

  function isOpen(isWithheld: boolean, figure: number): boolean {
    return isWithheld && !kept[figure];
  }
}

function cheapestWorld(figure: number, worlds: Iterable<readonly number[]>, price: Price): readonly number[] {
  let best: { cost: number; world: readonly number[] } | null = null;
  for (const world of worlds) {
    const cost = world.reduce((sum, one) => sum + price(one), 0);
    if (!best || cost < best.cost) best = { cost, world };
    // The figure itself is withheld already and costs nothing.
    if (cost === 0) break;
  }
  if (!best?.world.includes(figure)) throw new RangeError(`No other world for figure ${figure}`);
  return best.world;
}

/** Withholds one more part of a known sum whose withheld parts are few people together; says whether there was any. */
function hideSmallRest({ counts, sums }: Pick<LinkedFigures, 'counts' | 'sums'>, withheld: boolean[]): boolean {
  for (const { known, parts } of sums) {
    if (known.some((figure) => withheld[figure])) continue;
    const rest = parts.reduce((sum, figure) => sum + (withheld[figure] ? counts[figure]! : 0), 0);
    if (!isSmall(rest)) continue;
    const shown = [...parts, ...known].filter((figure) => !withheld[figure]);
    const cheapest = shown.reduce((best, figure) =>
      priceOf(counts[figure]!) < priceOf(counts[best]!) ? figure : best,
    );
    withheld[cheapest] = true;
    return true;
  }
  return false;
}
