import { describe, expect, test } from 'vitest';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { numberConversation } from '../../server/src/features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../server/src/features/consultations/formats/polis-export.ts';
import { votesByGroup } from '../../server/src/features/consultations/methods/opinion-groups/group-votes.ts';
import { findOpinionGroups } from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';
import { publishableOpinions } from '../../server/src/features/consultations/methods/opinion-groups/publishable.ts';
import { toldOf } from '../testkit/table-attack.ts';
import { readReference, runsWithReferenceData } from './reference-data.ts';

describe.runIf(runsWithReferenceData)('what is published of a real conversation', () => {
  test.each(['bg2050-volunteers', 'vtaiwan.uberx'])('%s: no withheld figure can be worked out', (name) => {
    const text = (file: string) => fileText(readReference(`polis/${name}/${file}`));
    const comments = readPolisComments(text('comments.csv'));
    const votes = readPolisVotes(text('votes.csv'), new Set(comments.map(({ id }) => id)));
    const result = findOpinionGroups(numberConversation(comments, votes).conversation);
    const { groups, statements, people, placed } = publishableOpinions(result);
    // No group is under five here, and fewer than five are not in none, so all are published as they were found.
    expect(groups.map(({ size }) => size)).toEqual(result.sizes);
    const ungrouped = people - placed;
    expect(ungrouped).toBe(result.group.filter((own) => own < 0).length);
    const sizes = ungrouped > 0 ? [...result.sizes, ungrouped] : result.sizes;
    const votesOfRows = votesByGroup(
      result.rows,
      result.group.map((own) => (own < 0 ? result.k : own)),
      sizes.length,
    );
    const told = statements.flatMap(({ votes: table }, at) => {
      const cells = votesOfRows.map(({ agree, disagree, seen }) => [
        agree[at]!,
        disagree[at]!,
        seen[at]! - agree[at]! - disagree[at]!,
      ]);
      return toldOf(cells, table, sizes).map((known) => ({
        statement: at,
        ...known,
        truth: JSON.stringify(cells),
      }));
    });
    expect(told).toEqual([]);
  });
});
