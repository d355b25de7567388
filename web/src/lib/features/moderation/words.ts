import type { AppealResult, CommunityRule, ModerationOutcome, ReportKind } from '#schema';

/** The rules of the community, in the order in which they are explained. */
export const communityRules: CommunityRule[] = [
  'RESPECT',
  'SAFETY',
  'MONEY',
  'TRUTH',
  'PRIVACY',
  'CHILDREN',
  'SPAM',
  'OTHER',
];

/** What may be reported. */
export const reportKinds: ReportKind[] = [
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
];

export const outcomes: ModerationOutcome[] = ['NOTHING', 'WARN', 'HIDE', 'SUSPEND'];
export const appealResults: AppealResult[] = ['CONFIRMED', 'OVERTURNED'];

/** Longest words of a report; of reasons and of an appeal. */
export const longestReport = 1000;
export const longestReasons = 2000;

/** One of the words of a list, or null for anything else that an address or a form says. */
export const oneOf = <Word extends string>(words: readonly Word[], value: string | null): Word | null =>
  words.find((word) => word === value) ?? null;
