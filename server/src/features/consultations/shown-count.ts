import { minimumCell } from './methods/suppression/releases.ts';

/**
 * SQL for how many people do something, as everybody reads it; 0: fewer than five. While people can still change that, what was
 * released last, in fives, so that nobody's own act shows in it; once they cannot, all of them. Give it the column of the last
 * release, the count, and when it is over, each as SQL.
 */
export const shownCount = (released: string, count: string, isOver: string): string =>
  `(case when not (${isOver}) then ${released} - ${released} % ${minimumCell}
         when ${count} < ${minimumCell} then 0 else ${count} end)`;

/** So many people at least, in fives, so that neither who comes last nor another figure tells of few; null under five. */
export const inFives = (people: number): number | null =>
  people < minimumCell ? null : people - (people % minimumCell);
