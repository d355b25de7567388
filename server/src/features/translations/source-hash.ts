import { createHash } from 'node:crypto';

/** A mark of a text: a translation made from another mark is outdated. */
export const sourceHash = (words: string): string =>
  createHash('sha256').update(words).digest('base64url').slice(0, 22);
