/** A number of voters with the same ballot. A rank per option, 1 before 2; equal ranks are equal, null ranks last. */
export interface RankBallot {
  weight: number;
  ranks: readonly (number | null)[];
}

export interface SchulzeResult {
  /** Options, best first; those in one list are tied. */
  ranking: number[][];
  /** Voters who prefer the option of the row to that of the column. */
  preferred: number[][];
  /** Strength of the strongest path from row to column, in margins; 0 where there is none. */
  strength: number[][];
}

/**
 * Schulze's method with margins: an option beats another when the strongest path to it is stronger than the way back. The
 * weakest link of a path is its strength; a link is the number of voters it wins by. Unranked options tie for last.
 * (M. Schulze, A new monotonic, clone-independent, reversal symmetric ... election method, 2011.)
 *
 * The ranking peels off those whom nobody left beats; what is tied stays tied. Time grows with the cube of the options.
 * Throws a RangeError for ballots of another length than `options` or of no whole weight.
 */
export function rankBySchulze(options: number, ballots: readonly RankBallot[]): SchulzeResult {
  const preferred = preferences(options, ballots);
  const strength = strongestPaths(preferred);
  const beats = (one: number, other: number) => strength[one]![other]! > strength[other]![one]!;
  const ranking: number[][] = [];
  let left = Array.from({ length: options }, (_, option) => option);
  while (left.length > 0) {
    const best = left.filter((option) => !left.some((other) => beats(other, option)));
    ranking.push(best);
    left = left.filter((option) => !best.includes(option));
  }
  return { ranking, preferred, strength };
}

function preferences(options: number, ballots: readonly RankBallot[]): number[][] {
  const preferred = square(options);
  for (const { weight, ranks } of ballots) {
    if (ranks.length !== options) throw new RangeError('A ballot has a place for each option');
    if (!Number.isSafeInteger(weight) || weight < 1) throw new RangeError('A ballot counts for whole voters');
    const rank = ranks.map((value) => value ?? Infinity);
    for (let one = 0; one < options; one++)
      for (let other = 0; other < options; other++) if (rank[one]! < rank[other]!) preferred[one]![other]! += weight;
  }
  return preferred;
}

/** Widest paths between all pairs. (Floyd and Warshall.) */
function strongestPaths(preferred: number[][]): number[][] {
  const options = preferred.length;
  const strength = square(options);
  for (let one = 0; one < options; one++)
    for (let other = 0; other < options; other++)
      strength[one]![other] = Math.max(0, preferred[one]![other]! - preferred[other]![one]!);
  for (let by = 0; by < options; by++) {
    for (let one = 0; one < options; one++) {
      if (one === by) continue;
      for (let other = 0; other < options; other++) {
        if (other === one || other === by) continue;
        const around = Math.min(strength[one]![by]!, strength[by]![other]!);
        if (around > strength[one]![other]!) strength[one]![other] = around;
      }
    }
  }
  return strength;
}

const square = (size: number) => Array.from({ length: size }, () => new Array<number>(size).fill(0));
