import type { VoteRows } from './vote-rows.ts';

/** Votes of one group: how many agreed, disagreed, and saw each statement (a pass is seen). */
export interface GroupVotes {
  agree: Uint32Array;
  disagree: Uint32Array;
  seen: Uint32Array;
}

/** Votes per group. `group` says for each participant 0 .. groups - 1, or -1 for nobody's. */
export function votesByGroup(rows: VoteRows, group: ArrayLike<number>, groups: number): GroupVotes[] {
  const counts = Array.from({ length: groups }, () => noVotes(rows.statements));
  for (let person = 0; person < rows.participants; person++) {
    const own = counts[group[person]!];
    if (!own) continue;
    for (let at = rows.start[person]!; at < rows.start[person + 1]!; at++) {
      const statement = rows.statement[at]!;
      own.seen[statement]!++;
      if (rows.vote[at] === -1) own.agree[statement]!++;
      if (rows.vote[at] === 1) own.disagree[statement]!++;
    }
  }
  return counts;
}

/** Votes of several groups as those of one. */
export function pooled(groups: readonly GroupVotes[], statements: number): GroupVotes {
  const sum = noVotes(statements);
  for (const { agree, disagree, seen } of groups) {
    for (let j = 0; j < statements; j++) {
      sum.agree[j]! += agree[j]!;
      sum.disagree[j]! += disagree[j]!;
      sum.seen[j]! += seen[j]!;
    }
  }
  return sum;
}

function noVotes(statements: number): GroupVotes {
  return {
    agree: new Uint32Array(statements),
    disagree: new Uint32Array(statements),
    seen: new Uint32Array(statements),
  };
}
