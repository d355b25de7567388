/** PENDING -> PUBLISHED or REJECTED, and between these again; PUBLISHED -> MERGED. The author may withdraw it before that. */
export const proposalStates = ['PENDING', 'PUBLISHED', 'REJECTED', 'WITHDRAWN', 'MERGED'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** In which order they are listed. FAIR: shuffled anew each day, alike for everybody. */
export const proposalOrders = ['FAIR', 'NEWEST', 'SUPPORTED'] as const;
export type ProposalOrder = (typeof proposalOrders)[number];

export const commentSides = ['FOR', 'AGAINST'] as const;
export type CommentSide = (typeof commentSides)[number];

export const amendmentStates = ['PENDING', 'ACCEPTED', 'DECLINED'] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** Longest texts, in characters. */
export const longestIn = {
  title: 120,
  titleInto: 180,
  text: 3000,
  textInto: 4500,
  comment: 500,
  commentInto: 750,
  why: 500,
  whyInto: 750,
  answer: 500,
  answerInto: 750,
  estimate: 500,
} as const;

/** How much of each one step may hold. */
export const mostOf = {
  /** Published proposals of a step. */
  proposals: 500,
  /** Proposals of one person in a step. */
  own: 5,
  /** Comments of one person on one proposal. */
  comments: 5,
  /** Amendments of one person on one proposal that nobody has decided. */
  amendments: 3,
  versions: 50,
  estimates: 20,
  cents: 100_000_000_000,
} as const;
