import type { PaperCodeStanding, RuleMethod, ShownOptionFragment, ShownSurveyQuestionFragment } from '#schema';

/** What stands on the paper that is handed out in a step. */
export type PaperSheet =
  | { kind: 'VOTE'; method: RuleMethod; options: readonly ShownOptionFragment[] }
  | { kind: 'SURVEY'; questions: readonly ShownSurveyQuestionFragment[] };

/** The message that says how a paper is typed. */
export const howToType = (sheet: PaperSheet): string =>
  `consultations.paperHow.${sheet.kind === 'VOTE' ? sheet.method : sheet.kind}`;

/** Fewer papers than these would tell whose they are. */
export const fewestPapers = 5;

/** Codes as they were typed, by how they stand. */
export type SortedCodes = Record<PaperCodeStanding, string[]>;

/** Puts each code where it belongs, in their order. */
export function sortedCodes(typed: readonly string[], standings: readonly PaperCodeStanding[]): SortedCodes {
  const sorted: SortedCodes = { STANDS: [], USED: [], UNKNOWN: [], DOUBLE: [] };
  typed.forEach((code, index) => sorted[standings[index] ?? 'UNKNOWN'].push(code));
  return sorted;
}
