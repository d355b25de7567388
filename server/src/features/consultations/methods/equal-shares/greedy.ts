import { type BudgetElection, voterClasses, votesOf } from './election.ts';

/** Which projects, and what they cost together. */
export interface Selection {
  selected: number[];
  cost: number;
}

/** The usual way, for comparison: by votes, then by cost, then by number, each project that still fits into the budget. */
export function selectGreedily(election: BudgetElection): Selection {
  const { budget, costs } = election;
  const votes = votesOf(costs, voterClasses(election));
  const order = [...costs.keys()].sort((a, b) => votes[b]! - votes[a]! || costs[a]! - costs[b]! || a - b);
  const result: Selection = { selected: [], cost: 0 };
  for (const project of order) {
    if (votes[project] === 0 || result.cost + costs[project]! > budget) continue;
    result.selected.push(project);
    result.cost += costs[project]!;
  }
  return result;
}
