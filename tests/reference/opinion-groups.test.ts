import { describe, expect, test } from 'vitest';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { numberConversation } from '../../server/src/features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../server/src/features/consultations/formats/polis-export.ts';
import { readRecords } from '../../server/src/features/consultations/formats/csv-records.ts';
import { adjustedRandIndex } from '../../server/src/features/consultations/methods/opinion-groups/agreement.ts';
import { groupBaseClusters } from '../../server/src/features/consultations/methods/opinion-groups/clustering.ts';
import {
  consensusOfAll,
  groupInformedConsensus,
} from '../../server/src/features/consultations/methods/opinion-groups/consensus.ts';
import { pooled, votesByGroup } from '../../server/src/features/consultations/methods/opinion-groups/group-votes.ts';
import { statementPriorities } from '../../server/src/features/consultations/methods/opinion-groups/next-statement.ts';
import { findOpinionGroups } from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';
import { representativeStatements } from '../../server/src/features/consultations/methods/opinion-groups/representativeness.ts';
import { readPolisFixture } from './polis-fixture.ts';
import { readReference, runsWithReferenceData } from './reference-data.ts';

/** Digits after the point that must be the same. */
const digits = 9;
/** The source keeps these tests as 32-bit floats. */
const digitsOfTests = 6;

function readExport(name: string) {
  const text = (file: string) => fileText(readReference(`polis/${name}/${file}`));
  const comments = readPolisComments(text('comments.csv'));
  const votes = readPolisVotes(text('votes.csv'), new Set(comments.map((comment) => comment.id)));
  const records = (file: string) => {
    const [head, ...lines] = readRecords(text(file), ',');
    return lines.map(({ fields }) => Object.fromEntries(head!.fields.map((field, at) => [field, fields[at] ?? ''])));
  };
  return { ...numberConversation(comments, votes), records };
}

/** Our groups beside the published ones, of those that were published. */
function beside(published: Record<string, string>[], voters: string[], group: Int32Array) {
  const known = published.filter((row) => row['group-id'] !== '');
  return {
    theirs: known.map((row) => Number(row['group-id'])),
    ours: known.map((row) => group[voters.indexOf(row.participant!)]!),
  };
}

const numbers = (values: ArrayLike<number>) => Array.from(values);
function expectClose(found: ArrayLike<number>, expected: readonly number[], places = digits): void {
  expect(found).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(found[at], `entry ${at}`).toBeCloseTo(value, places);
}

describe.runIf(runsWithReferenceData)('published conversations', () => {
  test('Bowling Green 2050 comes out with its two groups and the consensus of all 371 comments', () => {
    const { conversation, voters, comments, records } = readExport('bg2050-volunteers');
    const result = findOpinionGroups(conversation);
    const { ours, theirs } = beside(records('participants-votes.csv'), voters, result.group);
    expect(result.k).toBe(2);
    expect(adjustedRandIndex(ours, theirs)).toBe(1);
    expect(numbers(result.group).filter((group) => group >= 0)).toHaveLength(theirs.length);

    const published = new Map(
      records('comments.csv').map((row) => [row['comment-id'], Number(row['group-informed-consensus'])]),
    );
    const informed = groupInformedConsensus(result.votes, comments.length);
    expect(comments).toHaveLength(371);
    expectClose(
      informed,
      comments.map((id) => published.get(id)!),
    );
  });

  test('vTaiwan on Uber comes out with its two groups', () => {
    const { conversation, voters, records } = readExport('vtaiwan.uberx');
    const result = findOpinionGroups(conversation);
    const { ours, theirs } = beside(records('participants-votes.csv'), voters, result.group);
    expect(result.k).toBe(2);
    expect(ours).not.toContain(-1);
    expect(adjustedRandIndex(ours, theirs)).toBeGreaterThanOrEqual(0.92);
  });

  test.each(['25ptpt-3gp-no-strict-with-meta', 'below-100-ptpts'])(
    '%s comes out as the reference implementation has it',
    (name) => {
      const { math, conversation, participants } = readPolisFixture(name);
      const result = findOpinionGroups(conversation);
      const statements = math.tids.length;

      expectClose(result.plane.centre, math.pca.center);
      // A direction has no sign of its own: theirs is turned to ours.
      const turn = result.plane.components.map((ours, axis) =>
        Math.sign(math.pca.comps[axis]!.reduce((sum, value, j) => sum + value * ours[j]!, 0)),
      ) as [number, number];
      const turned = (axis: 0 | 1, values: readonly number[]) => values.map((value) => value * turn[axis]);
      expectClose(result.plane.components[0], turned(0, math.pca.comps[0]));
      expectClose(result.plane.components[1], turned(1, math.pca.comps[1]));
      expectClose(result.statements.x, turned(0, math.pca['comment-projection'][0]));
      expectClose(result.statements.y, turned(1, math.pca['comment-projection'][1]));
      const extremity = result.statements.x.map((x, j) => Math.hypot(x, result.statements.y[j]!));
      expectClose(extremity, math.pca['comment-extremity']);

      // Base clusters: each of these few people is one.
      const base = math['base-clusters'];
      const places = base.members.map(([member]) => participants.indexOf(member!));
      expect(base.count.every((count) => count === 1)).toBe(true);
      expectClose(
        places.map((place) => result.people.x[place]!),
        turned(0, base.x),
      );
      expectClose(
        places.map((place) => result.people.y[place]!),
        turned(1, base.y),
      );
      const counted = participants.filter((_, place) => result.group[place]! >= 0);
      expect(counted).toEqual(math['in-conv'].toSorted((a, b) => a - b));

      // Their groups have grown over days; from their base clusters, in their order, ours are the same.
      const centres = { x: Float64Array.from(base.x), y: Float64Array.from(base.y) };
      const grouping = groupBaseClusters({ centres, weight: Float64Array.from(base.count) });
      const theirs = base.id.map((id) => math['group-clusters'].findIndex(({ members }) => members.includes(id)));
      expect(grouping?.k).toBe(3);
      expect(adjustedRandIndex(grouping!.group, theirs)).toBe(1);

      const group = new Int32Array(participants.length).fill(-1);
      places.forEach((place, at) => (group[place] = theirs[at]!));
      const votes = votesByGroup(result.rows, group, 3);
      const inOrder = <Value>(byId: Record<string, Value>) => math.tids.map((id) => byId[id]!);
      votes.forEach((own, at) => {
        const published = inOrder(math['group-votes'][at]!.votes);
        expect(numbers(own.agree)).toEqual(published.map(({ A }) => A));
        expect(numbers(own.disagree)).toEqual(published.map(({ D }) => D));
        expect(numbers(own.seen)).toEqual(published.map(({ S }) => S));
      });
      expectClose(groupInformedConsensus(votes, statements), inOrder(math['group-aware-consensus']));
      const all = pooled(votes, statements);
      expectClose(statementPriorities(all, extremity, result.meta), inOrder(math['comment-priorities']));

      const consensus = consensusOfAll(result.everybody, result.leftOut);
      for (const side of ['agree', 'disagree'] as const) {
        expect(consensus[side].map(({ statement, answers, seen }) => [statement, answers, seen])).toEqual(
          math.consensus[side].map((row) => [row.tid, row['n-success'], row['n-trials']]),
        );
        expectClose(
          consensus[side].map((one) => one.share),
          math.consensus[side].map((row) => row['p-success']),
        );
        expectClose(
          consensus[side].map((one) => one.test),
          math.consensus[side].map((row) => row['p-test']),
        );
      }

      representativeStatements(votes, result.leftOut).forEach((ours, at) => {
        const published = math.repness[at]!;
        expect(ours.map(({ statement, side, isBestAgree }) => [statement, side.toLowerCase(), isBestAgree])).toEqual(
          published.map((row) => [row.tid, row['repful-for'], row['best-agree'] ?? false]),
        );
        expect(ours.map(({ answers, seen }) => [answers, seen])).toEqual(
          published.map((row) => [row['n-success'], row['n-trials']]),
        );
        expectClose(
          ours.map((one) => one.share),
          published.map((row) => row['p-success']),
        );
        expectClose(
          ours.map((one) => one.shareTest),
          published.map((row) => row['p-test']),
          digitsOfTests,
        );
        expectClose(
          ours.map((one) => one.ratio),
          published.map((row) => row.repness),
          digitsOfTests,
        );
        expectClose(
          ours.map((one) => one.ratioTest),
          published.map((row) => row['repness-test']),
          digitsOfTests,
        );
      });
    },
  );
});
