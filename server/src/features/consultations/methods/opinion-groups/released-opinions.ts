import { isConsensus } from './consensus.ts';
import type { NoGroupsReason } from './opinion-groups.ts';
import type { PublishedTable } from '../suppression/table.ts';

export const noGroupsReasons = ['TOO_FEW_PEOPLE', 'ALL_ALIKE', 'NOT_STABLE', 'GROUPS_TOO_SMALL'] as const;

export type Side = 'AGREE' | 'DISAGREE';

/** What was released of a step with statements, as it is kept: no person, no group under five, no count that tells of fewer. */
export interface ReleasedOpinions {
  /** Why people are shown as one group; null where there are several. */
  reason: NoGroupsReason | 'GROUPS_TOO_SMALL' | null;
  /** How many people answered, and how many of them could be placed in groups. */
  people: number;
  placed: number;
  groups: { size: number; stands: { statementId: string; side: Side }[] }[];
  /** Rows of each table are the groups, then people in none, where there are any; columns agree, disagree, pass. */
  statements: { id: string; isMeta?: boolean; votes: PublishedTable }[];
  /** Statements that most of all people answer alike, the clearest first. */
  unites: { statementId: string; side: Side }[];
}

/** The figures of a release, without what was said of them. */
export interface Figures {
  groups: readonly unknown[];
  statements: ReleasedOpinions['statements'];
}

/** How many statements are named at most. */
const named = 5;
/** How far apart groups stand, or how evenly people are parted, for a statement to divide: a share of 1. */
const clearly = 0.3;

/**
 * Ids of statements that divide people, the most dividing first: between groups, by how far apart their shares of agreement
 * are; within one group, by the smaller of the two sides. Only from figures that were released. Pure.
 */
export function dividing(opinions: Figures): string[] {
  return aboutTheQuestion(opinions)
    .map(({ id, votes }) => ({ id, by: apart(opinions, votes).least }))
    .filter(({ by }) => by >= clearly)
    .sort((one, other) => other.by - one.by)
    .slice(0, named)
    .map(({ id }) => id);
}

/** Whether a statement could divide people, for all that the figures say that were released, and is not named. Pure. */
export function mayDivideMore(opinions: ReleasedOpinions): boolean {
  return aboutTheQuestion(opinions).some(({ votes }) => {
    const { least, most } = apart(opinions, votes);
    return least < clearly && most >= clearly;
  });
}

/** Whether most people could answer a statement alike, for all that the figures say that were released, and it is not named. Pure. */
export function mayUniteMore(opinions: ReleasedOpinions): boolean {
  return aboutTheQuestion(opinions).some(({ id, votes: { total, columnTotals } }) => {
    if (opinions.unites.some(({ statementId }) => statementId === id)) return false;
    const [agree, disagree] = columnTotals;
    if (total === null) return agree !== 0 || disagree !== 0;
    return (agree === null || disagree === null) && isConsensus(mostOf(columnTotals, total), total);
  });
}

/** How many of a hundred are on a side of a statement, of all who answered it; null where that is withheld. Pure. */
export function percentOf({ columnTotals: [agree, disagree], total }: PublishedTable, side: Side): number | null {
  const people = side === 'AGREE' ? agree : disagree;
  return people == null || !total ? null : Math.round((100 * people) / total);
}

/** Statements about the person neither unite nor divide. */
const aboutTheQuestion = ({ statements }: Figures) => statements.filter(({ isMeta }) => !isMeta);

interface Bounds {
  least: number;
  most: number;
}
const unknown: Bounds = { least: 0, most: 1 };

/** How far a statement parts people, a share of 1: what the figures tell for certain, and what they leave possible. */
function apart({ groups }: Figures, votes: PublishedTable): Bounds {
  return groups.length > 1 ? betweenGroups(votes, groups.length) : withinOne(votes);
}

function betweenGroups({ cells, rowTotals }: PublishedTable, groups: number): Bounds {
  const shares = cells
    .slice(0, groups)
    .flatMap((answers, group) => (rowTotals[group] === 0 ? [] : [shareOf(answers, 0, rowTotals[group] ?? null)]));
  const known = shares.flatMap(({ least, most }) => (least === most ? [least] : []));
  const between = (top: number[], bottom: number[]) => Math.max(...top) - Math.min(...bottom);
  return {
    least: known.length < 2 ? 0 : between(known, known),
    most:
      shares.length < 2
        ? 0
        : between(
            shares.map(({ most }) => most),
            shares.map(({ least }) => least),
          ),
  };
}

function withinOne({ columnTotals, total }: PublishedTable): Bounds {
  const [agree, disagree] = [shareOf(columnTotals, 0, total), shareOf(columnTotals, 1, total)];
  const isOpen = [agree, disagree].map(({ least, most }) => least < most);
  const most = Math.min(agree.most, disagree.most);
  // Where both are withheld they share what is left.
  if (isOpen.every(Boolean)) return { least: 0, most: most / 2 };
  return { least: isOpen.some(Boolean) ? 0 : most, most };
}

/** The share of an answer among all that were given. */
function shareOf(answers: readonly (number | null)[], answer: number, total: number | null): Bounds {
  const people = answers[answer] ?? null;
  if (total === null) return unknown;
  if (total === 0) return { least: 0, most: 0 };
  if (people !== null) return { least: people / total, most: people / total };
  return { least: 0, most: mostOf(answers, total) / total };
}

/** The most people that can be behind a figure that is withheld. */
const mostOf = (answers: readonly (number | null)[], total: number) =>
  answers.reduce<number>((left, people) => left - (people ?? 0), total);
