import { type BaseClusters, findBaseClusters, type Grouping, groupBaseClusters } from './clustering.ts';
import { countedPeople } from './counted-people.ts';
import { type GroupVotes, votesByGroup } from './group-votes.ts';
import { type Plane, principalPlane } from './principal-components.ts';
import { type Points, projectParticipants, projectStatements } from './projection.ts';
import { type Stability, stabilityOfGroups } from './stability.ts';
import { latestVotes, type VoteLog, type VoteRows } from './vote-rows.ts';

/** A conversation in numbers: people and statements are counted from 0, people in the order in which they joined. */
export interface Conversation {
  participants: number;
  /** One entry per statement: moderated out, or about the person instead of the question. */
  statements: readonly { isOut: boolean; isMeta: boolean }[];
  log: VoteLog;
}

/** Why people are shown as one group. */
export type NoGroupsReason = 'TOO_FEW_PEOPLE' | 'ALL_ALIKE' | 'NOT_STABLE';

/** All that follows from the votes. For the server only: it says where each person stands. */
export interface OpinionGroups {
  k: number;
  /** Null where there are groups. */
  reason: NoGroupsReason | null;
  /** Of the groups; 0 for one group. */
  silhouette: number;
  stability: Stability | null;
  /** Group per participant, -1 for who answered too little to be counted. */
  group: Int32Array;
  /** Size and centre per group. */
  sizes: number[];
  centres: Points;
  /** Per group, and of all participants, those who are not counted too. */
  votes: GroupVotes[];
  everybody: GroupVotes;
  rows: VoteRows;
  leftOut: Uint8Array;
  meta: Uint8Array;
  plane: Plane;
  people: Points;
  statements: Points;
}

/** With fewer people, halves of the statements cannot tell groups from chance often enough. */
export const fewestPeople = 20;

/**
 * Opinion groups of a conversation, from votes to result: projection, base clusters, groups, and the check that says whether
 * the data carry groups at all. Steps and formulas: docs/methods.md. The same votes give the same result in any order.
 *
 * Time grows with the number of votes; 1,000,000 votes take a second or two.
 */
export function findOpinionGroups({ participants, statements, log }: Conversation): OpinionGroups {
  const rows = latestVotes(log, participants, statements.length);
  const meta = Uint8Array.from(statements, (one) => (one.isMeta ? 1 : 0));
  const leftOut = Uint8Array.from(statements, (one) => (one.isOut || one.isMeta ? 1 : 0));
  const plane = principalPlane(rows, leftOut);
  const people = projectParticipants(rows, leftOut, plane);
  const counted = countedPeople(rows);
  const points = {
    x: Float64Array.from(counted, (p) => people.x[p]!),
    y: Float64Array.from(counted, (p) => people.y[p]!),
  };
  const base = findBaseClusters(points);
  const best = counted.length < fewestPeople ? null : groupBaseClusters(base);
  const stability = best && stabilityOfGroups(rows, leftOut, counted, best.k);
  const chosen = best && stability?.isClear ? best : oneGroup(base);

  const group = new Int32Array(participants).fill(-1);
  counted.forEach((person, at) => (group[person] = chosen.group[base.cluster[at]!]!));
  const sizes = new Array<number>(chosen.k).fill(0);
  for (const person of counted) sizes[group[person]!]!++;
  return {
    k: chosen.k,
    reason: chosen === best ? null : reasonFor(counted.length, best),
    silhouette: chosen.silhouette,
    stability,
    group,
    sizes,
    centres: chosen.centres,
    votes: votesByGroup(rows, group, chosen.k),
    everybody: votesByGroup(rows, new Int32Array(participants), 1)[0]!,
    rows,
    leftOut,
    meta,
    plane,
    people,
    statements: projectStatements(plane),
  };
}

function reasonFor(counted: number, best: Grouping | null): NoGroupsReason {
  if (counted < fewestPeople) return 'TOO_FEW_PEOPLE';
  return best ? 'NOT_STABLE' : 'ALL_ALIKE';
}

function oneGroup({ centres, weight }: BaseClusters): Grouping {
  const total = Math.max(
    1,
    weight.reduce((sum, value) => sum + value, 0),
  );
  const mean = (values: Float64Array) => values.reduce((sum, value, at) => sum + value * weight[at]!, 0) / total;
  return {
    k: 1,
    group: new Int32Array(weight.length),
    centres: { x: Float64Array.of(mean(centres.x)), y: Float64Array.of(mean(centres.y)) },
    silhouette: 0,
  };
}
