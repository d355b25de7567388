import { isSmall, minimumCell, priceOf } from './releases.ts';

/** Figures about the same people that are published together and hang together in other ways than one table. */
export interface LinkedFigures {
  /** How many people each figure counts. */
  counts: readonly number[];
  /** The figure of all people, which is always published. */
  everybody: number;
  /** What can be had by subtraction: `of` less all of `less` is a number of people. Where it is small, `hide` is withheld. */
  differences: readonly { of: number; less: readonly number[]; hide: number }[];
  /** Figures that make up what is known once all of `known` are published: what is withheld of them must not be few together. */
  sums: readonly { known: readonly number[]; parts: readonly number[] }[];
  /** Figures that part those of another: where these are few, nobody said one thing is withheld, too. */
  partings: readonly { of: number; parts: readonly number[] }[];
}

/** What it costs to withhold a figure: 0 where it is withheld anyway. */
export type Price = (figure: number) => number;

/** Another world, in which a person who said what these people say had said something else. */
export interface OtherWorld {
  /** The figures that would be one more or one less. */
  changed: readonly number[];
  /** Which kind of reply they sent, and how many did. */
  kind: number;
  people: number;
  /** Whether they are counted in the asked figure, so that there would be one less. */
  isCounted: boolean;
}

/** Other worlds in which the asked figure differs. Cheap ones first save time, all of them need not be given. */
export type OtherWorlds = (figure: number, price: Price) => Iterable<OtherWorld>;

interface Choice {
  cost: number;
  people: number;
  changed: readonly number[];
}

/**
 * Which figures have to be withheld, so that nobody who has all others can tell one of them, nor that it is from 1 to 4. Small
 * figures and small differences are withheld. Then, for each of them, there must be another world, with other answers of so many
 * people as it takes, that agrees with everything published and differs there; for a figure from 1 to 4, one in which it is nobody
 * or five. Where there is none, the cheapest figures that make one possible are withheld as well. Nor may what is withheld of a
 * known sum be from 1 to 4 together. A world found stays one, for nothing withheld is ever published again; so this ends.
 *
 * @throws RangeError where no other world is given for a figure that must be withheld
 */
export function withheldFigures(
  { counts, everybody, differences, sums, partings }: LinkedFigures,
  otherWorlds: OtherWorlds,
): boolean[] {
  const withheld = counts.map(isSmall);
  const count = (figures: readonly number[]) => figures.reduce((total, figure) => total + counts[figure]!, 0);
  for (const { of, less, hide } of differences) if (isSmall(counts[of]! - count(less))) withheld[hide] = true;
  for (const { of, parts } of partings) if (isSmall(counts[of]!)) for (const part of parts) withheld[part] = true;
  const kept = counts.map(() => false);
  const price: Price = (figure) => {
    if (figure === everybody) return Infinity;
    return withheld[figure] ? 0 : priceOf(counts[figure]!);
  };
  const cost = (figures: Iterable<number>) => [...figures].reduce((sum, one) => sum + price(one), 0);
  const changeOf = (figure: number) => cheapestChange(figure, counts[figure]!, otherWorlds(figure, price), cost);
  const keep = (figure: number) => {
    for (const changed of changeOf(figure)) withheld[changed] = true;
    withheld[figure] = kept[figure] = true;
  };
  do for (let figure = withheld.findIndex(isOpen); figure >= 0; figure = withheld.findIndex(isOpen)) keep(figure);
  while (hideSmallRest());
  return withheld;

  /** Withholds one more part of a known sum whose withheld parts are few people together; says whether there was any. */
  function hideSmallRest(): boolean {
    for (const { known, parts } of sums) {
      const shown = parts.filter((figure) => !withheld[figure]);
      if (known.some((figure) => withheld[figure]) || shown.length === 0) continue;
      if (!isSmall(count(parts.filter((figure) => withheld[figure])))) continue;
      const costs = new Map(shown.map((figure) => [figure, cost(changeOf(figure))]));
      keep(shown.reduce((best, figure) => (costs.get(figure)! < costs.get(best)! ? figure : best)));
      return true;
    }
    return false;
  }

  function isOpen(isWithheld: boolean, figure: number): boolean {
    return isWithheld && !kept[figure];
  }
}

/** What has to be withheld so that the figure may be another one: with one person more or less, or with as many as few need. */
function cheapestChange(
  figure: number,
  count: number,
  worlds: Iterable<OtherWorld>,
  costOf: (figures: Iterable<number>) => number,
): Set<number> {
  const needed = { more: isSmall(count) ? minimumCell - count : 1, less: isSmall(count) ? count : 1 };
  const choices = { more: new Map<number, Choice>(), less: new Map<number, Choice>() };
  const free = { more: 0, less: 0 };
  for (const { changed, kind, people, isCounted } of worlds) {
    const way = isCounted ? 'less' : 'more';
    const cost = costOf(changed);
    const known = choices[way].get(kind);
    if (known && known.cost <= cost) continue;
    choices[way].set(kind, { cost, people, changed });
    if (cost === 0) free[way] += people;
    if (free[way] >= needed[way]) return new Set();
  }
  const both = [cheapestOf(choices.more, needed.more), cheapestOf(choices.less, needed.less)].flatMap(
    (found) => found ?? [],
  );
  const [best] = both.toSorted((one, other) => costOf(one) - costOf(other));
  if (!best || costOf(best) === Infinity) throw new RangeError(`No other world for figure ${figure}`);
  return best;
}

/** The figures that change if so many people, the cheapest first, had answered otherwise; null where there are not as many. */
function cheapestOf(choices: ReadonlyMap<number, Choice>, needed: number): Set<number> | null {
  const figures = new Set<number>();
  let found = 0;
  for (const { changed, people } of [...choices.values()].sort((one, other) => one.cost - other.cost)) {
    if (found >= needed) break;
    found += people;
    for (const one of changed) figures.add(one);
  }
  return found >= needed ? figures : null;
}
