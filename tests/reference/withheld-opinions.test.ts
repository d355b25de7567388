import { describe, expect, test } from 'vitest';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { numberConversation } from '../../server/src/features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../server/src/features/consultations/formats/polis-export.ts';
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
    const { groups, statements } = publishableOpinions(result);
    // No group is under five here, so groups are published as they were found.
    expect(groups.map(({ size }) => size)).toEqual(result.sizes);
    const told = statements.flatMap(({ votes: table }, at) => {
      const cells = result.votes.map(({ agree, disagree, seen }) => [
        agree[at]!,
        disagree[at]!,
        seen[at]! - agree[at]! - disagree[at]!,
      ]);
      return toldOf(cells, table, result.sizes).map((known) => ({
        statement: at,
        ...known,
        truth: JSON.stringify(cells),
      }));
    });
    expect(told).toEqual([]);
  });
});
