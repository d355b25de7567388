export const decisionStates = ['DRAFT', 'PUBLISHED'] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Whether what was decided is what people had said; UNANSWERED: nobody said anything, or hardly anybody. */
export const decisionOutcomes = ['FOLLOWS', 'PARTLY', 'DEPARTS', 'UNANSWERED'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** What people said that a decision takes a stand on. */
export const groundKinds = ['OPTION', 'QUESTION', 'PROPOSAL', 'STATEMENT'] as const;
export type GroundKind = (typeof groundKinds)[number];

export const groundStances = ['FOLLOWS', 'DEPARTS'] as const;
export type GroundStance = (typeof groundStances)[number];

/** Late is no state of its own: it is what is promised and not done after its day. */
export const commitmentStates = ['PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** How a commitment stands, as people see it. */
export const commitmentStandings = ['PLANNED', 'UNDER_WAY', 'LATE', 'DONE', 'DROPPED'] as const;
export type CommitmentStanding = (typeof commitmentStandings)[number];

/** What a commitment can begin, for people to join. */
export const beginningKinds = ['ACTION', 'EVENT'] as const;
export type BeginningKind = (typeof beginningKinds)[number];

/** What a draft still lacks before everybody may read it. */
export const decisionNeeds = [
  'CLOSED',
  'COUNT',
  'WORDS',
  'REASONS',
  'BODY',
  'DECIDED_ON',
  'FOLLOWED',
  'ANSWERED',
  'GROUNDS',
] as const;
export type DecisionNeed = (typeof decisionNeeds)[number];

/** Longest texts, in characters. */
export const longest = {
  words: 1200,
  reasons: 4000,
  body: 120,
  why: 500,
  commitment: 120,
  owner: 120,
  step: 600,
} as const;

/** How much one decision may hold. */
export const most = { grounds: 40, subjects: 1000, commitments: 30, steps: 60, beginnings: 10 } as const;
