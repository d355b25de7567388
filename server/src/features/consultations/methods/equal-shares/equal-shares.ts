import { type BudgetElection, voterClasses, votesOf } from './election.ts';
import { type Selection, selectGreedily } from './greedy.ts';
import { Purchases, shareOf } from './purchases.ts';
import type { Rational } from './rational.ts';

export interface EqualSharesResult extends Selection {
  /** Share of each voter in the run that counts, as "numerator/denominator" of a unit of money. */
  share: string;
  /** By how many steps every share was raised. */
  raises: number;
  /** Projects that were exactly equal when one of them was bought: the one with more votes, then lower cost, then number. */
  ties: number[][];
  votes: number[];
  /** What the most votes alone would have given. */
  greedy: Selection;
}

/** Far more than any real budget takes; beyond it the costs and the step do not fit each other. */
const mostRaises = 1_000_000;

/**
 * Method of Equal Shares with cost utilities, completed by Add1: every voter has the same share; the project that costs its
 * supporters least per unit of cost is bought next, all of them paying alike as far as they can; then every share is raised
 * by one step, and all is bought anew, as long as it stays within the budget. The last outcome before the first that
 * overspends counts. (Peters, Pierczyński, Skowron 2021; completion as in Wieliczka 2023.)
 *
 * Exact: fractions decide wherever an equality could. The order of the ballots changes nothing.
 */
export function selectByEqualShares(election: BudgetElection): EqualSharesResult {
  const { budget, costs, ballots, step } = election;
  const classes = voterClasses(election);
  const votes = votesOf(costs, classes);
  const supporters: number[][] = costs.map(() => []);
  classes.forEach(({ approves }, index) => approves.forEach((project) => supporters[project]!.push(index)));
  const order = [...costs.keys()].sort((a, b) => votes[b]! - votes[a]! || costs[a]! - costs[b]! || a - b);
  const rank = costs.map((_, project) => order.indexOf(project));
  const wanted = votes.filter((count) => count > 0).length;

  let last = { selected: [] as number[], cost: 0, ties: [] as number[][], raises: 0, share: null as Rational | null };
  for (let raises = 0; ballots.length > 0; raises++) {
    if (raises > mostRaises) throw new RangeError('The step is too small for these costs');
    const share = shareOf(budget, ballots.length, raises * step);
    const run = new Purchases(costs, classes, supporters, share);
    const selected = run.run(rank);
    const cost = selected.reduce((sum, project) => sum + costs[project]!, 0);
    if (cost > budget) break;
    last = { selected, cost, ties: run.ties, raises, share };
    if (selected.length === wanted) break;
  }
  return {
    ...last,
    share: last.share ? `${last.share.over}/${last.share.under}` : '0/1',
    votes,
    greedy: selectGreedily(election),
  };
}
