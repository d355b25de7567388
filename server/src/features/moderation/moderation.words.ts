/** What may be reported; each kind is looked up by the feature that owns it. */
export const reportKinds = [
  'HELP_REQUEST',
  'HELP_OFFER',
  'SOLIDARITY_ACTION',
  'EVENT',
  'CONSULTATION',
  'PROPOSAL',
  'PROPOSAL_COMMENT',
  'PROPOSAL_AMENDMENT',
  'ASSEMBLY_QUESTION',
  'MESSAGE',
  'MEMBER',
  'FEEDBACK',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** The rules of the community, in the order of the page that explains them. */
export const communityRules = ['RESPECT', 'SAFETY', 'MONEY', 'TRUTH', 'PRIVACY', 'CHILDREN', 'SPAM', 'OTHER'] as const;
export type CommunityRule = (typeof communityRules)[number];

/** OPEN -> DECIDED -> APPEALED -> CONFIRMED or OVERTURNED. */
export const caseStates = ['OPEN', 'DECIDED', 'APPEALED', 'CONFIRMED', 'OVERTURNED'] as const;
export type CaseState = (typeof caseStates)[number];

export const outcomes = ['NOTHING', 'HIDE', 'WARN', 'SUSPEND'] as const;
export type Outcome = (typeof outcomes)[number];

export const appealResults = ['OVERTURNED', 'CONFIRMED'] as const;
export type AppealResult = (typeof appealResults)[number];

/** What a reporter learns. */
export const reportStates = ['WAITING', 'ACTED', 'NOT_ACTED'] as const;
export type ReportState = (typeof reportStates)[number];

/** Longest words of a report; of reasons and of an appeal. */
export const maxWords = 1000;
export const maxReasons = 2000;

/** Longest suspension, and how long one may appeal, in days. */
export const maxSuspensionDays = 90;
export const appealDays = 14;
