import type { RuleMethod, ShownOptionFragment, ShownSurveyQuestionFragment } from '#schema';

/** What stands on the paper that is handed out in a step. */
export type PaperSheet =
  | { kind: 'VOTE'; method: RuleMethod; options: readonly ShownOptionFragment[] }
  | { kind: 'SURVEY'; questions: readonly ShownSurveyQuestionFragment[] };

/** The message that says how a paper is typed. */
export const howToType = (sheet: PaperSheet): string =>
  `consultations.paperHow.${sheet.kind === 'VOTE' ? sheet.method : sheet.kind}`;
