import type { VoteRows } from './vote-rows.ts';

const enoughVotes = 7;
const firstComers = 15;

/**
 * Whose votes decide where groups lie: everybody with at least min(7, statements) votes, and the first fifteen.
 *
 * Polis counts everybody while there are fewer than fifteen, and who was counted once stays; participants are numbered in
 * the order in which they joined, so the first fifteen are those. Only with them do the published figures of real
 * conversations come out to the last digit. Somebody without any vote is never counted.
 *
 * The answer comes in an order that depends on the votes alone, not on the order they were cast in: by the first statement
 * voted on, then by number. Clustering starts from the first of them.
 */
export function countedPeople({ participants, statements, start, statement }: VoteRows): Uint32Array {
  const needed = Math.min(enoughVotes, statements);
  const counted: number[] = [];
  for (let person = 0; person < participants; person++) {
    const votes = start[person + 1]! - start[person]!;
    if (votes > 0 && (votes >= needed || person < firstComers)) counted.push(person);
  }
  const firstStatement = (person: number) => statement[start[person]!]!;
  return Uint32Array.from(counted.sort((a, b) => firstStatement(a) - firstStatement(b) || a - b));
}
