/** A z value above this is above 90 % of what chance gives. */
export const significant = 1.2816;

/** The share of an answer among those who saw the statement, drawn towards one half while few have: (n + 1) / (seen + 2). */
export const share = (answers: number, seen: number) => (answers + 1) / (seen + 2);

/** z value of a share against one half: 2 sqrt(seen + 1) ((n + 1) / (seen + 1) - 1/2). */
export const testOfShare = (answers: number, seen: number) =>
  2 * Math.sqrt(seen + 1) * ((answers + 1) / (seen + 1) - 0.5);

/** z value of the difference between two shares, each with one answer added; 0 where everybody gave it. */
export function testOfDifference(answers: number, seen: number, otherAnswers: number, otherSeen: number): number {
  const [n, others] = [seen + 1, otherSeen + 1];
  const difference = (answers + 1) / n - (otherAnswers + 1) / others;
  const both = (answers + otherAnswers + 2) / (n + others);
  return both === 1 ? 0 : difference / Math.sqrt(both * (1 - both) * (1 / n + 1 / others));
}
