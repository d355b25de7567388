import { minimumCell, suppressed } from '../suppression/releases.ts';
import type { PublishedTable } from '../suppression/table.ts';
import { consensusOfAll, groupInformedConsensus } from './consensus.ts';
import { votesByGroup } from './group-votes.ts';
import type { NoGroupsReason, OpinionGroups } from './opinion-groups.ts';
import { representativeStatements } from './representativeness.ts';

/** What may be shown to everybody: no person, no group under five, no count that tells of fewer. Plain data. */
export interface PublishedOpinions {
  /** Why there is one group; null where there are more. */
  reason: NoGroupsReason | 'GROUPS_TOO_SMALL' | null;
  silhouette: number;
  /** Empty where fewer than five people were counted. */
  groups: PublishedGroup[];
  statements: PublishedStatement[];
  /** Statements that most people agree with, or reject. */
  consensus: { agree: number[]; disagree: number[] };
}

export interface PublishedGroup {
  size: number;
  /** Statements that tell the group from the others, the strongest first. */
  representative: { statement: number; side: 'AGREE' | 'DISAGREE' }[];
}

export interface PublishedStatement {
  /** One row per group; columns are agree, disagree, pass. */
  votes: PublishedTable;
  /** Group-informed consensus; null where it would tell a count that is withheld. */
  groupInformedConsensus: number | null;
}

/**
 * The part of a result that may be published. A group under five people joins the group whose centre is nearest; everything is
 * counted anew for the groups that are shown, so that no difference to another figure tells of the small one. Counts per
 * statement go through the minimum cell.
 */
export function publishableOpinions(result: OpinionGroups): PublishedOpinions {
  const { number, sizes } = joinSmallGroups(result);
  const people = sizes.reduce((sum, size) => sum + size, 0);
  if (people < minimumCell)
    return {
      reason: 'TOO_FEW_PEOPLE',
      silhouette: 0,
      groups: [],
      statements: [],
      consensus: { agree: [], disagree: [] },
    };

  const groups = sizes.length;
  const group = result.group.map((own) => (own < 0 ? -1 : number[own]!));
  const votes = votesByGroup(result.rows, group, groups);
  const representative = groups > 1 ? representativeStatements(votes, result.leftOut) : [[]];
  const consensus = groupInformedConsensus(votes, result.leftOut.length);
  const { agree, disagree } = consensusOfAll(result.everybody, result.leftOut);
  const tables = [...result.leftOut.keys()].map((j) =>
    suppressed({
      mostPerRow: sizes,
      cells: votes.map((own) => {
        const [yes, no] = [own.agree[j]!, own.disagree[j]!];
        return [yes, no, own.seen[j]! - yes - no];
      }),
    }),
  );
  // A statement is named for a side only where everybody may see how many took it.
  const isSeen = (statement: number, side: 0 | 1) => {
    const { total, columnTotals } = tables[statement]!;
    return total !== null && columnTotals[side] !== null;
  };
  return {
    reason: result.reason ?? (groups === 1 ? 'GROUPS_TOO_SMALL' : null),
    silhouette: groups === result.k ? result.silhouette : 0,
    groups: sizes.map((size, at) => ({
      size,
      representative: representative[at]!.filter(({ statement, side }) => {
        const { cells, rowTotals } = tables[statement]!;
        return rowTotals[at] !== null && cells[at]![side === 'AGREE' ? 0 : 1] !== null;
      }).map(({ statement, side }) => ({ statement, side })),
    })),
    statements: tables.map((table, j) => {
      const isKnown = table.rowTotals.every((total) => total !== null) && table.cells.every(([yes]) => yes !== null);
      return { votes: table, groupInformedConsensus: isKnown ? consensus[j]! : null };
    }),
    consensus: {
      agree: agree.map(({ statement }) => statement).filter((statement) => isSeen(statement, 0)),
      disagree: disagree.map(({ statement }) => statement).filter((statement) => isSeen(statement, 1)),
    },
  };
}

/** New number per group, and the sizes of the groups that remain. */
function joinSmallGroups({ sizes, centres, k }: OpinionGroups): { number: number[]; sizes: number[] } {
  const size = [...sizes];
  const joined = [...size.keys()];
  const rest = new Set(size.keys());
  while (rest.size > 1) {
    const smallest = [...rest].reduce((least, one) => (size[one]! < size[least]! ? one : least));
    if (size[smallest]! >= minimumCell) break;
    rest.delete(smallest);
    const away = (other: number) =>
      Math.hypot(centres.x[other]! - centres.x[smallest]!, centres.y[other]! - centres.y[smallest]!);
    const nearest = [...rest].reduce((best, one) => (away(one) < away(best) ? one : best));
    size[nearest]! += size[smallest]!;
    for (let group = 0; group < k; group++) if (joined[group] === smallest) joined[group] = nearest;
  }
  const kept = [...rest];
  return { number: joined.map((group) => kept.indexOf(group)), sizes: kept.map((group) => size[group]!) };
}
