import type { Plane } from './principal-components.ts';
import type { VoteRows } from './vote-rows.ts';

/** Places in the plane: x and y of equal length. */
export interface Points {
  x: Float64Array;
  y: Float64Array;
}

/**
 * Where each participant stands: what they voted, less the mean, along the two directions, stretched by
 * sqrt(statements / seen) so that who answered little does not end up in the middle for that alone.
 *
 * Statements left out count as seen by everyone. (Polis, sparsity-aware projection.)
 */
export function projectParticipants(rows: VoteRows, leftOut: Uint8Array, plane: Plane): Points {
  const { participants, start, statement, vote, statements } = rows;
  const [first, second] = plane.components;
  const always = leftOut.reduce((sum, out) => sum + (out ? 1 : 0), 0);
  const x = new Float64Array(participants);
  const y = new Float64Array(participants);
  for (let person = 0; person < participants; person++) {
    let seen = always;
    for (let at = start[person]!; at < start[person + 1]!; at++) {
      const j = statement[at]!;
      if (leftOut[j]) continue;
      seen++;
      const apart = vote[at]! - plane.centre[j]!;
      x[person]! += apart * first[j]!;
      y[person]! += apart * second[j]!;
    }
    const stretch = Math.sqrt(statements / Math.max(seen, 1));
    x[person]! *= stretch;
    y[person]! *= stretch;
  }
  return { x, y };
}

/** Where somebody would stand who agreed with one statement and saw no other; one point per statement. */
export function projectStatements(plane: Plane): Points {
  const stretch = Math.sqrt(plane.centre.length);
  const along = (component: Float64Array) => component.map((loading, j) => stretch * (-1 - plane.centre[j]!) * loading);
  return { x: along(plane.components[0]), y: along(plane.components[1]) };
}
