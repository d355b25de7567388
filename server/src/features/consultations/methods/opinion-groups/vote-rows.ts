/** What was answered, one entry per act, oldest first. Columns of equal length; indices count from 0. */
export interface VoteLog {
  participant: ArrayLike<number>;
  statement: ArrayLike<number>;
  /** 1 agree, -1 disagree, 0 pass. */
  vote: ArrayLike<number>;
}

/** The latest vote of each participant on each statement, row by row: those of participant i lie at start[i] .. start[i + 1]. */
export interface VoteRows {
  participants: number;
  statements: number;
  start: Uint32Array;
  statement: Uint32Array;
  /** As the mathematics counts: -1 agree, 1 disagree, 0 pass. */
  vote: Int8Array;
}

/**
 * The latest votes, sorted by participant and statement, so that the order of the log changes nothing but which vote is the latest.
 *
 * Two counting sorts: time and memory grow with the number of votes. Throws a RangeError for an index outside
 * `participants` or `statements` and for a vote that is none of 1, 0, -1.
 */
export function latestVotes(log: VoteLog, participants: number, statements: number): VoteRows {
  const length = log.vote.length;
  if (log.participant.length !== length || log.statement.length !== length)
    throw new RangeError('The columns of a vote log have one length');
  for (let at = 0; at < length; at++) assertVote(log, at, participants, statements);

  const byStatement = countingOrder(log.statement, statements, identity(length));
  const order = countingOrder(log.participant, participants, byStatement);

  const start = new Uint32Array(participants + 1);
  const statement = new Uint32Array(length);
  const vote = new Int8Array(length);
  let kept = 0;
  for (let at = 0; at < length; at++) {
    const entry = order[at]!;
    const next = order[at + 1];
    const person = log.participant[entry]!;
    const isReplaced =
      next !== undefined && log.participant[next] === person && log.statement[next] === log.statement[entry];
    if (isReplaced) continue;
    statement[kept] = log.statement[entry]!;
    vote[kept] = -log.vote[entry]!;
    kept++;
    start[person + 1]!++;
  }
  for (let person = 0; person < participants; person++) start[person + 1]! += start[person]!;
  return { participants, statements, start, statement: statement.slice(0, kept), vote: vote.slice(0, kept) };
}

function assertVote(log: VoteLog, at: number, participants: number, statements: number): void {
  const vote = log.vote[at]!;
  if (vote !== 1 && vote !== 0 && vote !== -1) throw new RangeError(`Entry ${at}: ${vote} is no vote`);
  if (!isIndex(log.participant[at]!, participants)) throw new RangeError(`Entry ${at}: no such participant`);
  if (!isIndex(log.statement[at]!, statements)) throw new RangeError(`Entry ${at}: no such statement`);
}

const isIndex = (value: number, below: number) => Number.isInteger(value) && value >= 0 && value < below;
const identity = (length: number) => Uint32Array.from({ length }, (_, at) => at);

/** The entries of `order`, sorted by key, equal keys as they were. */
function countingOrder(key: ArrayLike<number>, keys: number, order: Uint32Array): Uint32Array {
  const next = new Uint32Array(keys + 1);
  for (const entry of order) next[key[entry]! + 1]!++;
  for (let k = 0; k < keys; k++) next[k + 1]! += next[k]!;
  const sorted = new Uint32Array(order.length);
  for (const entry of order) sorted[next[key[entry]!]!++] = entry;
  return sorted;
}
