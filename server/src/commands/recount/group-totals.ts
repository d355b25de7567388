import { readOpinionTotals, type StatementTotals } from '../../features/consultations/formats/opinion-totals.ts';
import {
  consensusOfAll,
  groupInformedConsensus,
} from '../../features/consultations/methods/opinion-groups/consensus.ts';
import type { GroupVotes } from '../../features/consultations/methods/opinion-groups/group-votes.ts';
import { dividing } from '../../features/consultations/methods/opinion-groups/released-opinions.ts';
import { representativeStatements } from '../../features/consultations/methods/opinion-groups/representativeness.ts';
import { printable, readAs, type Recounted, textTable } from './recounted.ts';

/**
 * What the published totals of a conversation say: which statements unite and divide, by the figures that are not withheld, and, where none is,
 * which tell the groups apart. Who is in which group, and how clearly the groups stand apart, no file without a row for each person can tell.
 */
export async function recountGroupTotals(file: string): Promise<Recounted> {
  const { groups, statements } = await readAs(file, readOpinionTotals);
  const byGroup = Array.from({ length: groups }, (_, group) =>
    groupVotes(statements.map(({ votes }) => [votes.rowTotals[group] ?? null, ...(votes.cells[group] ?? [])])),
  );
  const everybody = groupVotes(statements.map(({ votes }) => [votes.total, ...votes.columnTotals]));
  const leftOut = (isKnown: (one: StatementTotals) => boolean) =>
    Uint8Array.from(statements, (one) => (one.isMeta || !isKnown(one) ? 1 : 0));
  const isShown = (side: 0 | 1) => leftOut(({ votes }) => votes.total !== null && votes.columnTotals[side] !== null);
  const inGroups = ({ votes }: StatementTotals, sides: readonly (0 | 1)[]) =>
    byGroup.every(
      (_, group) => votes.rowTotals[group] !== null && sides.every((side) => votes.cells[group]![side] !== null),
    );
  // What tells a group from the others is chosen among all statements: without one of them it would be another choice.
  const isWhole = statements.every((one) => one.isMeta || inGroups(one, [0, 1]));

  const idOf = (statement: number) => statements[statement]!.id;
  const withId = <Entry extends { statement: number }>({ statement, ...rest }: Entry) => ({
    id: idOf(statement),
    ...rest,
  });
  const informed = groupInformedConsensus(byGroup, statements.length);
  const chosen = isWhole
    ? representativeStatements(
        byGroup,
        leftOut(() => true),
      )
    : null;
  const representativeOf = (group: number) => (groups > 1 ? (chosen?.[group]?.map(withId) ?? null) : []);
  const result = {
    k: groups,
    silhouette: null,
    groups: byGroup.map((_, id) => ({ id, representative: representativeOf(id) })),
    consensus: {
      agree: consensusOfAll(everybody, isShown(0)).agree.map(withId),
      disagree: consensusOfAll(everybody, isShown(1)).disagree.map(withId),
    },
    divides: dividing({ groups: byGroup, statements }),
    participants: [],
    statements: statements.map((one, at) => ({
      id: one.id,
      groupInformedConsensus: inGroups(one, [0]) ? informed[at]! : null,
      votes: byGroup.map((_, group) => {
        const [agree = null, disagree = null] = one.votes.cells[group] ?? [];
        return { agree, disagree, seen: one.votes.rowTotals[group] ?? null };
      }),
    })),
  };
  const text = new Map(statements.map((one) => [one.id, one.text]));
  const line = (id: string) => printable(text.get(id) ?? '').slice(0, 80);
  const list = (title: string, rows: (string | number)[][]) =>
    `\n${title}\n${rows.length ? textTable(rows) : '(none)'}`;
  return {
    result,
    table: () =>
      [
        groups > 1 ? `${groups} groups, by their published totals` : 'One group, by its published totals',
        ...(groups > 1
          ? result.groups.map(({ id, representative: own }) =>
              own
                ? list(
                    `Group ${id + 1}:`,
                    own.map((one) => [one.side, line(one.id)]),
                  )
                : `\nGroup ${id + 1}: what tells it from the others cannot be chosen again, some figures are withheld`,
            )
          : []),
        list('What unites:', [
          ...result.consensus.agree.map(({ id }) => ['AGREE', line(id)]),
          ...result.consensus.disagree.map(({ id }) => ['DISAGREE', line(id)]),
        ]),
        list(
          'What divides:',
          result.divides.map((id) => [line(id)]),
        ),
      ].join('\n'),
  };
}

/** Per statement who saw it, agreed and disagreed; 0 where that is withheld. */
const groupVotes = (rows: readonly (number | null | undefined)[][]): GroupVotes => ({
  seen: Uint32Array.from(rows, ([seen]) => seen ?? 0),
  agree: Uint32Array.from(rows, ([, agree]) => agree ?? 0),
  disagree: Uint32Array.from(rows, ([, , disagree]) => disagree ?? 0),
});
