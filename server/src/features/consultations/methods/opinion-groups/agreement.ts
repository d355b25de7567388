type Partition = readonly number[] | Int32Array;

/**
 * How far two partitions of the same things agree: 1 the same, about 0 what chance gives, below 0 less.
 * (Adjusted Rand index, Hubert and Arabie 1985.) Labels are small numbers from 0.
 */
export function adjustedRandIndex(one: Partition, other: Partition): number {
  const [ones, others] = [labels(one), labels(other)];
  const both = new Float64Array(ones * others);
  const [inOne, inOther] = [new Float64Array(ones), new Float64Array(others)];
  for (let at = 0; at < one.length; at++) {
    both[one[at]! * others + other[at]!]!++;
    inOne[one[at]!]!++;
    inOther[other[at]!]!++;
  }
  const pairs = (counts: Float64Array) => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const all = (one.length * (one.length - 1)) / 2;
  const expected = (pairs(inOne) * pairs(inOther)) / Math.max(all, 1);
  const largest = (pairs(inOne) + pairs(inOther)) / 2;
  return largest === expected ? 1 : (pairs(both) - expected) / (largest - expected);
}

function labels(partition: Partition): number {
  let most = 0;
  for (const label of partition) most = Math.max(most, label + 1);
  return most;
}
