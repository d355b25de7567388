import type { NoGroupsReason } from '../methods/opinion-groups/opinion-groups.ts';
import type { PublishedTable } from '../methods/suppression/table.ts';

export const noGroupsReasons = ['TOO_FEW_PEOPLE', 'ALL_ALIKE', 'NOT_STABLE', 'GROUPS_TOO_SMALL'] as const;

export type Side = 'AGREE' | 'DISAGREE';

/** What was released of a step with statements, as it is kept: no person, no group under five, no count that tells of fewer. */
export interface ReleasedOpinions {
  /** Why people are shown as one group; null where there are several. */
  reason: NoGroupsReason | 'GROUPS_TOO_SMALL' | null;
  groups: { size: number; stands: { statementId: string; side: Side }[] }[];
  /** Rows of each table are the groups; columns agree, disagree, pass. */
  statements: { id: string; votes: PublishedTable }[];
  /** Statements that most of all people answer alike, the clearest first. */
  unites: { statementId: string; side: Side }[];
}

/** How many statements are named at most. */
const named = 5;
/** How far apart groups stand, or how evenly people are parted, for a statement to divide: a share of 1. */
const clearly = 0.3;

/**
 * Ids of statements that divide people, the most dividing first: between groups, by how far apart their shares of agreement
 * are; within one group, by the smaller of the two sides. Only from figures that were released. Pure.
 */
export function dividing({ groups, statements }: ReleasedOpinions): string[] {
  const apart = groups.length > 1 ? betweenGroups : withinOne;
  return statements
    .map(({ id, votes }) => ({ id, by: apart(votes) }))
    .filter(({ by }) => by >= clearly)
    .sort((one, other) => other.by - one.by)
    .slice(0, named)
    .map(({ id }) => id);
}

/** How many of a hundred are on a side of a statement, of all who answered it; null where that is withheld. Pure. */
export function percentOf({ columnTotals: [agree, disagree], total }: PublishedTable, side: Side): number | null {
  const people = side === 'AGREE' ? agree : disagree;
  return people == null || !total ? null : Math.round((100 * people) / total);
}

function betweenGroups({ cells, rowTotals }: PublishedTable): number {
  const shares = cells.flatMap(([agree], group) => {
    const total = rowTotals[group];
    return agree == null || !total ? [] : [agree / total];
  });
  return shares.length < 2 ? 0 : Math.max(...shares) - Math.min(...shares);
}

function withinOne({ columnTotals: [agree, disagree], total }: PublishedTable): number {
  return agree == null || disagree == null || !total ? 0 : Math.min(agree, disagree) / total;
}
