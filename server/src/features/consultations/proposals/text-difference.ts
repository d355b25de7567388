import { diffWordsWithSpace } from 'diff';

export const textChanges = ['SAME', 'REMOVED', 'ADDED'] as const;

/** A stretch of text that stayed, went or came. */
export interface DifferencePart {
  change: (typeof textChanges)[number];
  words: string;
}

/**
 * What tells a text from another one, in words: the parts that are SAME or REMOVED make the one before, those SAME or ADDED
 * the one after, to the letter. Pure.
 */
export const differenceOf = (before: string, after: string): DifferencePart[] =>
  diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    change: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    words: value,
  }));
