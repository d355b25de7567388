import type { RandomSequence } from '../lot/seeded-random.ts';
import { drawIndex } from '../lot/seeded-random.ts';
import type { VoteRows } from './vote-rows.ts';

/** The votes of these people, in this order, on the statements marked 1; both are counted anew from 0. */
export function votesOf(rows: VoteRows, people: Uint32Array, kept: Uint8Array): VoteRows {
  const number = new Uint32Array(rows.statements);
  let statements = 0;
  for (let j = 0; j < rows.statements; j++) if (kept[j]) number[j] = statements++;
  let most = 0;
  for (const person of people) most += rows.start[person + 1]! - rows.start[person]!;
  const start = new Uint32Array(people.length + 1);
  const statement = new Uint32Array(most);
  const vote = new Int8Array(most);
  let length = 0;
  for (const [row, person] of people.entries()) {
    for (let at = rows.start[person]!; at < rows.start[person + 1]!; at++) {
      const j = rows.statement[at]!;
      if (!kept[j]) continue;
      statement[length] = number[j]!;
      vote[length++] = rows.vote[at]!;
    }
    start[row + 1] = length;
  }
  return {
    participants: people.length,
    statements,
    start,
    statement: statement.subarray(0, length),
    vote: vote.subarray(0, length),
  };
}

/** The same votes dealt anew, statement by statement, among those who voted on it: what is common to people is gone. */
export function dealtAnew(rows: VoteRows, random: RandomSequence): VoteRows {
  const entries: number[][] = Array.from({ length: rows.statements }, () => []);
  for (let at = 0; at < rows.vote.length; at++) entries[rows.statement[at]!]!.push(at);
  const vote = rows.vote.slice();
  for (const column of entries) {
    for (let left = column.length - 1; left > 0; left--) {
      const [one, other] = [column[left]!, column[drawIndex(random, left + 1)]!];
      [vote[one], vote[other]] = [vote[other]!, vote[one]!];
    }
  }
  return { ...rows, vote };
}
