import type { CommitmentState, DecisionOutcome, GroundKind, GroundStance } from '#schema';

export const outcomes: DecisionOutcome[] = ['FOLLOWS', 'PARTLY', 'DEPARTS', 'UNANSWERED'];
export const groundKinds: GroundKind[] = ['OPTION', 'QUESTION', 'PROPOSAL', 'STATEMENT'];
export const stances: GroundStance[] = ['FOLLOWS', 'DEPARTS'];
export const commitmentStates: CommitmentState[] = ['PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED'];

/** Longest texts, in characters, as the API has them. */
export const longest = {
  words: 1200,
  reasons: 4000,
  body: 120,
  why: 500,
  commitment: 120,
  owner: 120,
  step: 600,
} as const;
