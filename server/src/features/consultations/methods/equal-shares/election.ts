/** A participatory budget: money in whole units of one size, projects counted from 0. */
export interface BudgetElection {
  budget: number;
  /** Cost of each project, above 0. */
  costs: readonly number[];
  /** The projects each voter approves of, each at most once. A voter who approves of none has a share all the same. */
  ballots: readonly (readonly number[])[];
  /** By how much Add1 raises every share: 1, or 100 where money is counted in cents. */
  step: number;
}

/** Voters with the same ballot: they pay alike and have alike. */
export interface VoterClass {
  voters: number;
  approves: readonly number[];
}

/** Equal ballots as one. Throws a RangeError for what is no election. */
export function voterClasses({ budget, costs, ballots, step }: BudgetElection): VoterClass[] {
  const isMoney = (value: number) => Number.isSafeInteger(value) && value > 0;
  if (!isMoney(budget) || !isMoney(step) || !costs.every(isMoney))
    throw new RangeError('Budget, costs and step are whole numbers above 0');
  const classes = new Map<string, { voters: number; approves: number[] }>();
  for (const ballot of ballots) {
    const approves = [...new Set(ballot)].sort((a, b) => a - b);
    if (approves.length !== ballot.length || approves.some((project) => !(project in costs)))
      throw new RangeError('A ballot approves of projects, each at most once');
    const key = approves.join();
    const known = classes.get(key);
    if (known) known.voters++;
    else classes.set(key, { voters: 1, approves });
  }
  return [...classes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Votes per project. */
export function votesOf(costs: readonly number[], classes: readonly VoterClass[]): number[] {
  const votes = costs.map(() => 0);
  for (const { voters, approves } of classes) for (const project of approves) votes[project]! += voters;
  return votes;
}
