/** Options by their points, most first; those with as many stand in one list: a tie is shown, never broken. */
export interface CountResult {
  points: number[];
  ranking: number[][];
}

/** Approval: each ballot names the options it approves of, in any number; an option counts its ballots. */
export function countApprovals(options: number, ballots: readonly (readonly number[])[]): CountResult {
  const points = new Array<number>(options).fill(0);
  for (const ballot of ballots) {
    if (new Set(ballot).size !== ballot.length) throw new RangeError('A ballot approves of an option once');
    for (const option of ballot) {
      if (!(option in points)) throw new RangeError(`There is no option ${option}`);
      points[option]!++;
    }
  }
  return ranked(points);
}

/**
 * Score: each ballot gives each option whole points from 0 to `most`, or null for none; an option sums them up, so that an
 * option not scored stands as if it had 0.
 */
export function countScores(
  options: number,
  most: number,
  ballots: readonly (readonly (number | null)[])[],
): CountResult {
  const points = new Array<number>(options).fill(0);
  for (const ballot of ballots) {
    if (ballot.length !== options) throw new RangeError('A ballot has a place for each option');
    ballot.forEach((given, option) => {
      const score = given ?? 0;
      if (!Number.isSafeInteger(score) || score < 0 || score > most)
        throw new RangeError(`A score is a whole number from 0 to ${most}`);
      points[option]! += score;
    });
  }
  return ranked(points);
}

function ranked(points: number[]): CountResult {
  const order = [...points.keys()].sort((a, b) => points[b]! - points[a]! || a - b);
  const ranking: number[][] = [];
  for (const option of order) {
    const last = ranking.at(-1);
    if (last && points[last[0]!] === points[option]) last.push(option);
    else ranking.push([option]);
  }
  return { points, ranking };
}
