import type { VoteRows } from './vote-rows.ts';

/** The plane in which opinions differ most: means and two directions, one number per statement each. */
export interface Plane {
  /** Mean vote per statement (-1 agree .. 1 disagree); 0 for statements left out and those nobody saw. */
  centre: Float64Array;
  /** Two orthogonal unit vectors; the loading of largest size is positive. A direction without any spread is all 0. */
  components: [Float64Array, Float64Array];
}

/** How long the search for a direction goes on. */
export interface Precision {
  /** Products with the scatter matrix per direction, at most. */
  steps: number;
  /** Residual, as a share of the variance, at which a direction is good enough. */
  tolerance: number;
}

/** Beyond this the rounding of doubles decides. */
const finest = 1e-14;
const allDigits: Precision = { steps: 200, tolerance: finest };
const stepsBetweenLooks = 5;
const tooClose = 1e-3;

/**
 * Principal components of the votes, where a vote not cast counts as the mean of its statement.
 *
 * A filled-in mean lies in the centre, so only votes that were cast enter the sums: one product with the scatter matrix costs
 * two passes over the votes. Each direction comes from a Lanczos process with full orthogonalisation, the second on what
 * is orthogonal to the first (so that two directions of equal spread are both found).
 *
 * @param leftOut statements that count as 0 for everyone: moderated out, or about the person (meta)
 */
export function principalPlane(rows: VoteRows, leftOut: Uint8Array, precision = allDigits): Plane {
  const centre = columnMeans(rows, leftOut);
  const centred = new Float64Array(rows.vote.length);
  for (let at = 0; at < centred.length; at++) {
    const statement = rows.statement[at]!;
    centred[at] = leftOut[statement] ? 0 : rows.vote[at]! - centre[statement]!;
  }
  const first = leadingDirection(rows, centred, leftOut, [], precision);
  const second = leadingDirection(rows, centred, leftOut, [first], precision);
  return { centre, components: [first, second] };
}

function columnMeans({ statements, statement, vote }: VoteRows, leftOut: Uint8Array): Float64Array {
  const sum = new Float64Array(statements);
  const count = new Float64Array(statements);
  for (let at = 0; at < vote.length; at++) {
    sum[statement[at]!]! += vote[at]!;
    count[statement[at]!]!++;
  }
  return sum.map((total, j) => (leftOut[j] || count[j] === 0 ? 0 : total / count[j]!));
}

/** Unit eigenvector of the largest eigenvalue of the scatter matrix, within what is orthogonal to `known`. */
function leadingDirection(
  rows: VoteRows,
  centred: Float64Array,
  leftOut: Uint8Array,
  known: Float64Array[],
  { steps, tolerance }: Precision,
): Float64Array {
  const size = rows.statements;
  const most = Math.min(steps, size - known.length);
  /** Less than this of all the spread is rounding, and has no direction. */
  const nothing = dot(centred, centred) * finest;
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = startVector(leftOut, known);
  let length = norm(next);
  let scale = 0;
  while (basis.length < most && length > 0) {
    const current = scaled(next, 1 / length);
    if (basis.length > 0) beside.push(length);
    basis.push(current);
    next = scatterTimes(rows, centred, current);
    const along = dot(next, current);
    diagonal.push(along);
    scale = Math.max(scale, along);
    for (let twice = 0; twice < 2; twice++) {
      // Twice is enough, once is not.
      orthogonalise(next, known);
      orthogonalise(next, basis);
    }
    length = norm(next);
    if (length <= nothing) break; // the space is exhausted
    if (basis.length % stepsBetweenLooks > 0 || basis.length === most) continue;
    const { vector } = largestPair(diagonal, beside);
    if (length * Math.abs(vector.at(-1)!) <= tolerance * scale) break;
  }
  const direction = new Float64Array(size);
  if (scale <= nothing) return direction;
  const { vector } = largestPair(diagonal, beside);
  for (const [at, base] of basis.entries()) addTimes(direction, base, vector[at]!);
  return oriented(direction);
}

/**
 * A fixed unit vector orthogonal to `known` that no symmetry of votes is orthogonal to: numbers without any pattern, or others
 * where the first lie too close to `known`. Others for each direction, too: of two with equal spread, the first is where the
 * first numbers point, so these know nothing of the second. All 0 where nothing is left.
 */
function startVector(leftOut: Uint8Array, known: Float64Array[]): Float64Array {
  for (const salt of [2 * known.length + 1, 2 * known.length + 2]) {
    const start = Float64Array.from(leftOut, (out, at) => (out ? 0 : scrambled(at, salt) + 0.5));
    const before = norm(start);
    orthogonalise(start, known);
    const length = norm(start);
    if (length <= before * tooClose) continue;
    const unit = scaled(start, 1 / length);
    orthogonalise(unit, known);
    return unit;
  }
  return new Float64Array(leftOut.length);
}

/** A number from 0 to 1 that looks drawn: that of a place is always the same, and no sum of some is that of others. */
function scrambled(place: number, salt: number): number {
  let bits = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(salt, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** Sum over participants of their centred votes times the product of those with `vector`. */
function scatterTimes({ participants, start, statement }: VoteRows, centred: Float64Array, vector: Float64Array) {
  const result = new Float64Array(vector.length);
  for (let person = 0; person < participants; person++) {
    const [from, to] = [start[person]!, start[person + 1]!];
    let along = 0;
    for (let at = from; at < to; at++) along += centred[at]! * vector[statement[at]!]!;
    for (let at = from; at < to; at++) result[statement[at]!]! += centred[at]! * along;
  }
  return result;
}

/** Largest eigenvalue of a symmetric tridiagonal matrix by bisection, its unit eigenvector by inverse iteration. */
function largestPair(diagonal: number[], beside: number[]): { value: number; vector: number[] } {
  let low = -Infinity;
  let high = -Infinity;
  for (let at = 0; at < diagonal.length; at++) {
    low = Math.max(low, diagonal[at]!);
    high = Math.max(high, diagonal[at]! + Math.abs(beside[at - 1] ?? 0) + Math.abs(beside[at] ?? 0));
  }
  for (let step = 0; step < 60; step++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (pivots(diagonal, beside, middle)) high = middle;
    else low = middle;
  }
  // Just above the largest eigenvalue the shifted matrix is definite: it can be solved without exchanging rows.
  let shift = high;
  let found = pivots(diagonal, beside, shift);
  while (!found) {
    shift += Math.abs(shift) * 2 ** -52 || Number.MIN_VALUE;
    found = pivots(diagonal, beside, shift);
  }
  let vector = diagonal.map(() => 1);
  for (let step = 0; step < 4; step++) {
    const solved = solve(found, beside, vector);
    const length = Math.hypot(...solved);
    vector = solved.map((value) => value / length);
  }
  return { value: low, vector };
}

/** The pivots of shift - T, or null where one is not positive: then T has an eigenvalue that is at least `shift`. */
function pivots(diagonal: number[], beside: number[], shift: number): number[] | null {
  const found: number[] = [];
  for (let at = 0; at < diagonal.length; at++) {
    const before = at === 0 ? 0 : beside[at - 1]! ** 2 / found[at - 1]!;
    const pivot = shift - diagonal[at]! - before;
    if (!(pivot > 0)) return null;
    found.push(pivot);
  }
  return found;
}

/** Solves (shift - T) x = right with the pivots of that matrix. */
function solve(pivot: number[], beside: number[], right: number[]): number[] {
  const x = [...right];
  for (let at = 1; at < x.length; at++) x[at]! += (beside[at - 1]! / pivot[at - 1]!) * x[at - 1]!;
  for (let at = x.length - 1; at >= 0; at--) {
    const after = at === x.length - 1 ? 0 : beside[at]! * x[at + 1]!;
    x[at] = (x[at]! + after) / pivot[at]!;
  }
  return x;
}

function orthogonalise(vector: Float64Array, against: readonly Float64Array[]): void {
  for (const other of against) addTimes(vector, other, -dot(vector, other));
}

function oriented(vector: Float64Array): Float64Array {
  const length = norm(vector);
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return scaled(vector, largest < 0 ? -1 / length : 1 / length);
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  const result = new Float64Array(vector.length);
  for (let at = 0; at < vector.length; at++) result[at] = vector[at]! * factor;
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function addTimes(target: Float64Array, other: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at++) target[at]! += other[at]! * factor;
}

const norm = (vector: Float64Array) => Math.sqrt(dot(vector, vector));
