import { type CountTable, figuresOf, type Network, networkOf, type PublishedTable, tableOf } from './table.ts';
import { cheapestCircles, type Shift } from './circle.ts';

/** One publication of a table: its true counts and, figure by figure, what was withheld. Kept on the server. */
export interface Release {
  figures: number[];
  withheld: boolean[];
}

/** A figure that must stay unknown: that of one release, or the difference between two. */
interface Secret {
  figure: number;
  release: number;
  since: number | null;
}

/** The smallest number of people that is published; 0 is published too. */
export const minimumCell = 5;
/** A figure of nobody hides nobody beside it: withheld only where nothing else helps. */
const priceOfZero = 100;

/**
 * The next publication of a table of people, so that nobody who has all publications and knows the rule can tell any figure
 * from 1 to 4, any figure withheld, or any difference from 1 to 4 between two publications.
 *
 * Small figures and small differences are withheld, totals included. Then, for each of them, there must be another history
 * of tables that agrees with everything published and differs there: people more along circles of withheld figures and
 * people less along their other half, from one publication up to another; for a figure from 1 to 4, so many that it is nobody
 * or five there. Where there is none, the cheapest figures that close such circles are withheld as well. Nor may what is
 * withheld in a line be from 1 to 4 together, in a release or in its growth. Where the number of people in a line is withheld,
 * so is nobody beside it, but for an answer that nobody gave at all: who knows that none of a few disagreed or passed knows
 * what each of them said. Withholding all figures is always enough, so an answer is always found.
 *
 * The attacker is taken to know that counts are not negative, how many people there are per row at most where that is given, and,
 * where counts never fell, that they only grow.
 *
 * @param earlier all releases of the same table so far, oldest first
 * @throws RangeError where the table is malformed or has another shape than before
 */
export function nextRelease(
  table: CountTable,
  earlier: readonly Release[],
): { release: Release; table: PublishedTable } {
  const rows = table.cells.length;
  const network = networkOf(rows, table.cells[0]?.length ?? 0);
  const figures = figuresOf(table);
  if (earlier.some((release) => release.figures.length !== figures.length))
    throw new RangeError('A table keeps its shape from release to release');

  const releases = [...earlier, { figures, withheld: figures.map(() => false) }];
  const last = releases.length - 1;
  const { withheld } = releases[last]!;
  figures.forEach((count, figure) => {
    withheld[figure] =
      isSmall(count) || earlier.some((one) => !one.withheld[figure] && isSmall(count - one.figures[figure]!));
  });
  const mostPerRow = table.mostPerRow ?? [];
  const limits = figures.map((_, figure) => mostPerRow[figure - network.totals] ?? Infinity);
  do protect(network, releases, limits);
  while (hideSmallRest(network, releases) || hideNobody(network, releases.at(-1)!));
  return { release: { figures, withheld }, table: tableOf(figures, withheld, rows) };
}

/** One table published once, nothing before it. */
export function suppressed(table: CountTable): PublishedTable {
  return nextRelease(table, []).table;
}

/** Whether a figure would tell of few people. */
export function isSmall(count: number): boolean {
  return count !== 0 && Math.abs(count) < minimumCell;
}

/** Withholds figures of the last release until every secret has another history. */
function protect(network: Network, releases: readonly Release[], limits: readonly number[]): void {
  let isOpen = true;
  while (isOpen) {
    isOpen = false;
    for (const secret of secretsOf(releases)) {
      const added = missingFor(secret, network, releases, limits);
      for (const figure of added) releases.at(-1)!.withheld[figure] = true;
      if (added.length > 0) isOpen = true; // what is withheld now has to be kept as well
    }
  }
}

/** Withholds one more figure of each line whose withheld figures are few people together; says whether there was any. */
function hideSmallRest({ nodes, from, to }: Network, releases: readonly Release[]): boolean {
  const { figures, withheld } = releases.at(-1)!;
  let isChanged = false;
  for (let node = 0; node < nodes; node++) {
    const line = figures.map((_, figure) => figure).filter((figure) => from[figure] === node || to[figure] === node);
    const rest = (release: Release) =>
      line.reduce((sum, figure) => {
        if (!release.withheld[figure]) return sum;
        return sum + (from[figure] === node ? release.figures[figure]! : -release.figures[figure]!);
      }, 0);
    const own = rest(releases.at(-1)!);
    const alike = releases
      .slice(0, -1)
      .filter((one) => line.every((figure) => one.withheld[figure] === withheld[figure]));
    if (!isSmall(own) && !alike.some((earlier) => isSmall(own - rest(earlier)))) continue;
    const shown = line.filter((figure) => !withheld[figure]);
    const cheapest = shown.reduce(
      (best, figure) => (priceOf(figures[figure]!) < priceOf(figures[best]!) ? figure : best),
      shown[0]!,
    );
    withheld[cheapest] = true;
    isChanged = true;
  }
  return isChanged;
}

/** Withholds counts of nobody in lines whose total is withheld; says whether there were any. */
function hideNobody({ rows, columns, totals }: Network, { figures, withheld }: Release): boolean {
  const total = figures.length - 1;
  const isNobody = (figure: number) => figures[figure] === 0 && !withheld[figure];
  const found = [...figures.keys()].filter((figure) => {
    if (!isNobody(figure)) return false;
    if (figure >= totals + rows) return figure < total && withheld[total];
    return (
      figure < totals &&
      withheld[totals + Math.floor(figure / columns)] &&
      !isNobody(totals + rows + (figure % columns))
    );
  });
  for (const figure of found) withheld[figure] = true;
  return found.length > 0;
}

/** What is lost with a figure: the larger, the more people look for it. */
export const priceOf = (count: number) => (count === 0 ? priceOfZero : 1 + Math.log2(1 + count));

function secretsOf(releases: readonly Release[]): Secret[] {
  const secrets: Secret[] = [];
  releases.forEach(({ figures, withheld }, release) => {
    figures.forEach((count, figure) => {
      if (withheld[figure]) secrets.push({ figure, release, since: null });
      for (let since = 0; since < release; since++)
        if (isSmall(count - releases[since]!.figures[figure]!)) secrets.push({ figure, release, since });
    });
  });
  return secrets;
}

/** The figures that the last release has to withhold, too, so that this secret is kept: the cheapest choice, often none. */
function missingFor(
  secret: Secret,
  network: Network,
  releases: readonly Release[],
  limits: readonly number[],
): number[] {
  let best: { cost: number; figures: number[] } | null = null;
  for (const shift of shiftsThat(secret, releases, limits)) {
    for (const people of otherwise(secret, releases)) {
      const circles = cheapestCircles(network, secret.figure, people, shift);
      if (circles && (!best || circles.cost < best.cost)) best = circles;
      if (best?.cost === 0) return [];
    }
  }
  if (!best) throw new RangeError('An earlier release has told a figure that had to be withheld');
  return best.figures;
}

/** By how many people the secret has to be more, or less, in another history. */
function otherwise({ figure, release, since }: Secret, releases: readonly Release[]): [number, number] {
  const count = releases[release]!.figures[figure]!;
  return since === null && isSmall(count) ? [-count, minimumCell - count] : [-1, 1];
}

/** The spans of releases in which this figure could be another one without a trace, and what may move in each of them. */
function* shiftsThat(
  { release, since }: Secret,
  releases: readonly Release[],
  limits: readonly number[],
): Generator<Shift> {
  const end = releases.length;
  for (let from = 0; from <= release; from++) {
    for (let to = from + 1; to <= end; to++) {
      const touches = (at: number) => from <= at && at < to;
      if (since === null ? touches(release) : touches(release) !== touches(since))
        yield shiftOf(releases, limits, from, to);
    }
  }
}

/** Moving people in the releases from .. to - 1 and in no other. */
function shiftOf(releases: readonly Release[], limits: readonly number[], from: number, to: number): Shift {
  const grows = growsOnly(releases);
  const span = releases.slice(from, to);
  const figures = releases[0]!.figures.map((_, figure) => figure);
  const count = (at: number, figure: number) => releases[at]?.figures[figure] ?? 0;
  const growth = (at: number, figure: number) => count(at, figure) - count(at - 1, figure);
  return {
    price: figures.map((figure) => {
      const isFixed = span.some((release, at) => !release.withheld[figure] && from + at < releases.length - 1);
      if (isFixed) return Infinity;
      const isHidden = span.every((release) => release.withheld[figure]);
      return isHidden ? 0 : priceOf(count(releases.length - 1, figure));
    }),
    more: figures.map((figure) => {
      const room = limits[figure]! - Math.max(...span.map((release) => release.figures[figure]!));
      return !grows || to === releases.length ? room : Math.min(room, growth(to, figure));
    }),
    less: figures.map((figure) => {
      const least = Math.min(...span.map((release) => release.figures[figure]!));
      return grows ? Math.min(least, growth(from, figure)) : least;
    }),
  };
}

function growsOnly(releases: readonly Release[]): boolean {
  return releases.every((release, at) =>
    release.figures.every((count, figure) => count >= (releases[at - 1]?.figures[figure] ?? 0)),
  );
}
