import { minimumCell, suppressed } from '../suppression/releases.ts';
import type { PublishedTable } from '../suppression/table.ts';
import { consensusOfAll, groupInformedConsensus } from './consensus.ts';
import { votesByGroup } from './group-votes.ts';
import { fewestPeople, type NoGroupsReason, type OpinionGroups } from './opinion-groups.ts';
import type { Points } from './projection.ts';
import { representativeStatements } from './representativeness.ts';

/** What may be shown to everybody: no person, no group under five, no count that tells of fewer. Plain data. */
export interface PublishedOpinions {
  /** Why there is one group; null where there are more. */
  reason: NoGroupsReason | 'GROUPS_TOO_SMALL' | null;
  silhouette: number;
  /** How many people answered; 0 where fewer than five did. */
  people: number;
  /** How many of them answered enough to be placed in groups; all, where the others are fewer than five. */
  placed: number;
  /** Everybody in one where there is one; empty where fewer than five people answered. */
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
  /** One row per group, then one of those in no group where there are any; columns are agree, disagree, pass. */
  votes: PublishedTable;
  /** Group-informed consensus; null where it would tell a count that is withheld. */
  groupInformedConsensus: number | null;
}

/**
 * The part of a result that may be published. Everybody who answered is counted: those in no group have a row of their own, since
 * it is the difference between the total and the groups. A group under five people joins the group whose centre is nearest, and
 * so do people in no group where they are fewer than five; everything is counted anew for what is shown, so that no difference to
 * another figure tells of the few. Counts per statement go through the minimum cell.
 */
export function publishableOpinions(result: OpinionGroups): PublishedOpinions {
  const { group, sizes, people, placed } = shownGroups(result);
  if (people < minimumCell)
    return {
      reason: 'TOO_FEW_PEOPLE',
      silhouette: 0,
      people: 0,
      placed: 0,
      groups: [],
      statements: [],
      consensus: { agree: [], disagree: [] },
    };

  const groups = sizes.length;
  const inGroups = sizes.reduce((sum, size) => sum + size, 0);
  const rowSizes = inGroups < people ? [...sizes, people - inGroups] : sizes;
  const rows = votesByGroup(result.rows, group, rowSizes.length);
  const votes = rows.slice(0, groups);
  const representative = groups > 1 ? representativeStatements(votes, result.leftOut) : [[]];
  const consensus = groupInformedConsensus(votes, result.leftOut.length);
  const tables = [...result.leftOut.keys()].map((j) =>
    suppressed({
      mostPerRow: rowSizes,
      cells: rows.map((own) => {
        const [yes, no] = [own.agree[j]!, own.disagree[j]!];
        return [yes, no, own.seen[j]! - yes - no];
      }),
    }),
  );
  // A statement is named for a side only where everybody may see how many took it: the rest is as if it had not been asked.
  const unseen = (side: 0 | 1) =>
    result.leftOut.map((isOut, j) => {
      const { total, columnTotals } = tables[j]!;
      return isOut || total === null || columnTotals[side] === null ? 1 : 0;
    });
  return {
    reason: shownReason(result, groups, placed),
    silhouette: groups === result.k ? result.silhouette : 0,
    people,
    placed,
    groups: sizes.map((size, at) => ({
      size,
      representative: representative[at]!.filter(({ statement, side }) => {
        const { cells, rowTotals } = tables[statement]!;
        return rowTotals[at] !== null && cells[at]![side === 'AGREE' ? 0 : 1] !== null;
      }).map(({ statement, side }) => ({ statement, side })),
    })),
    statements: tables.map((table, j) => {
      const isKnown = sizes.every((_, at) => table.rowTotals[at] !== null && table.cells[at]![0] !== null);
      return { votes: table, groupInformedConsensus: isKnown ? consensus[j]! : null };
    }),
    consensus: {
      agree: consensusOfAll(result.everybody, unseen(0)).agree.map(({ statement }) => statement),
      disagree: consensusOfAll(result.everybody, unseen(1)).disagree.map(({ statement }) => statement),
    },
  };
}

/** Who is shown in which group: the groups from 0, then those in none; -1 for who answered nothing. */
function shownGroups(result: OpinionGroups): {
  group: Int32Array;
  sizes: number[];
  people: number;
  placed: number;
} {
  const { number, kept } = joinSmallGroups(result);
  const { start, participants } = result.rows;
  const answered = [...Array(participants).keys()].filter((person) => start[person + 1]! > start[person]!);
  const left = answered.filter((person) => result.group[person]! < 0);
  const areFew = left.length < minimumCell;
  const forLeft = (person: number) => {
    if (kept.length === 1) return 0;
    return areFew ? nearestOf(kept, result.centres, result.people, person) : kept.length;
  };

  const group = new Int32Array(participants).fill(-1);
  for (const person of answered) {
    const own = result.group[person]!;
    group[person] = own < 0 ? forLeft(person) : number[own]!;
  }
  const sizes = kept.map((_, at) => answered.filter((person) => group[person] === at).length);
  return { group, sizes, people: answered.length, placed: answered.length - (areFew ? 0 : left.length) };
}

function nearestOf(kept: readonly number[], centres: Points, people: Points, person: number): number {
  const away = (group: number) =>
    Math.hypot(centres.x[group]! - people.x[person]!, centres.y[group]! - people.y[person]!);
  return kept.reduce((best, group, at) => (away(group) < away(kept[best]!) ? at : best), 0);
}

/** Beside so many people, that they are too few would tell how few of them answered too little to be placed. */
function shownReason({ reason }: OpinionGroups, groups: number, placed: number): PublishedOpinions['reason'] {
  if (reason === 'TOO_FEW_PEOPLE' && placed >= fewestPeople) return 'NOT_STABLE';
  return reason ?? (groups === 1 ? 'GROUPS_TOO_SMALL' : null);
}

/** New number per group, and the old ones of those that remain. */
function joinSmallGroups({ sizes, centres, k }: OpinionGroups): { number: number[]; kept: number[] } {
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
  return { number: joined.map((group) => kept.indexOf(group)), kept };
}
