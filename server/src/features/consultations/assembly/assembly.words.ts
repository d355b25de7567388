export const itemStates = ['COMING', 'NOW', 'DONE'] as const;
export type ItemState = (typeof itemStates)[number];

/** Longest texts, in characters. */
export const longestSaid = {
  title: 160,
  record: 4000,
  question: 300,
  /** Other languages need more room for the same. */
  titleInto: 240,
  recordInto: 6000,
  questionInto: 450,
} as const;

/** How much one assembly may hold. */
export const mostAt = {
  items: 30,
  minutes: 600,
  /** Questions of one person. */
  own: 5,
  hands: 100_000,
} as const;
