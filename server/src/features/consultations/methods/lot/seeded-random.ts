/** The next number of a fixed sequence, at least 0 and below 1. */
export type RandomSequence = () => number;

/**
 * Numbers that look like chance and are the same for the same seed, on every machine: a draw that is recorded with its seed
 * can be repeated by anybody. (sfc32 by Chris Doty-Humphrey, seeded through four FNV-1a hashes.)
 *
 * Not for secrets. Who knows the seed knows the draw, so publish how a seed is chosen before anybody can know it.
 */
export function seededRandom(seed: string): RandomSequence {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let step = 0; step < 12; step++) next(); // until every bit of the seed has reached every bit of the state
  return next;
}

/** A whole number from 0 to `below` - 1, each as likely. */
export function drawIndex(random: RandomSequence, below: number): number {
  return Math.floor(random() * below);
}

/** The list in an order drawn from the sequence. (Fisher and Yates.) */
export function shuffled<Item>(items: readonly Item[], random: RandomSequence): Item[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = drawIndex(random, at + 1);
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}

function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9);
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) | 0;
}
