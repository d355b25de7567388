import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { numberConversation } from '../../features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../features/consultations/formats/polis-export.ts';
import {
  consensusOfAll,
  groupInformedConsensus,
} from '../../features/consultations/methods/opinion-groups/consensus.ts';
import { findOpinionGroups } from '../../features/consultations/methods/opinion-groups/opinion-groups.ts';
import { representativeStatements } from '../../features/consultations/methods/opinion-groups/representativeness.ts';
import { recountGroupTotals } from './group-totals.ts';
import { printable, readAs, type Recounted, textTable } from './recounted.ts';

/** Opinion groups of a Polis export, or of the totals that a page of results gives. */
export async function recountGroups(path: string): Promise<Recounted> {
  return (await stat(path)).isDirectory() ? recountVotes(path) : recountGroupTotals(path);
}

/** Person by person: for whoever holds the votes, not for a page. */
async function recountVotes(folder: string): Promise<Recounted> {
  const comments = await readAs(join(folder, 'comments.csv'), readPolisComments);
  const known = new Set(comments.map((comment) => comment.id));
  const votes = await readAs(join(folder, 'votes.csv'), (text) => readPolisVotes(text, known));
  const { conversation, voters, comments: ids } = numberConversation(comments, votes);
  const {
    k,
    reason,
    silhouette,
    stability,
    group,
    sizes,
    votes: byGroup,
    everybody,
    leftOut,
  } = findOpinionGroups(conversation);

  const informed = groupInformedConsensus(byGroup, ids.length);
  const all = consensusOfAll(everybody, leftOut);
  const representative = k > 1 ? representativeStatements(byGroup, leftOut) : sizes.map(() => []);
  const withId = <Entry extends { statement: number }>({ statement, ...rest }: Entry) => ({
    id: ids[statement]!,
    ...rest,
  });
  const result = {
    k,
    silhouette,
    reason,
    stability,
    groups: sizes.map((size, at) => ({ id: at, size, representative: representative[at]!.map(withId) })),
    consensus: { agree: all.agree.map(withId), disagree: all.disagree.map(withId) },
    participants: voters.map((id, at) => ({ id, group: group[at]! < 0 ? null : group[at]! })),
    statements: ids.map((id, at) => ({
      id,
      groupInformedConsensus: informed[at]!,
      votes: byGroup.map(({ agree, disagree, seen }) => ({
        agree: agree[at]!,
        disagree: disagree[at]!,
        seen: seen[at]!,
      })),
    })),
  };
  const text = new Map(comments.map((comment) => [comment.id, comment.text]));
  const line = (id: string) => printable(text.get(id) ?? '').slice(0, 80);
  return {
    result,
    table: () =>
      [
        k > 1 ? `${k} groups, silhouette ${silhouette.toFixed(3)}` : `No clear groups (${reason})`,
        ...result.groups.map(({ id, size, representative: own }) =>
          [`\nGroup ${id + 1}: ${size} people`, textTable(own.map((one) => [one.side, one.id, line(one.id)]))].join(
            '\n',
          ),
        ),
        '\nWhat unites, by group-informed consensus:',
        textTable(
          result.statements
            .filter((_, at) => !leftOut[at])
            .sort((a, b) => b.groupInformedConsensus - a.groupInformedConsensus)
            .slice(0, 10)
            .map(({ id, groupInformedConsensus: value }) => [value.toFixed(3), id, line(id)]),
        ),
      ].join('\n'),
  };
}
