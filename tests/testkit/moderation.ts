import { type Answer, newKey, type Person } from './town.ts';

export interface Case {
  id: string;
  state: string;
  outcome: string | null;
  excerpt: string | null;
  waiting: boolean;
  viewerCanDecide: boolean;
  reports: {
    rule: string;
    words: string | null;
    complaint: boolean;
    reporter: { id: string; displayName: string } | null;
  }[];
}

const caseFields =
  'id state outcome excerpt waiting viewerCanDecide reports { rule words complaint reporter { id displayName } }';

/** Reports something; the rule is RESPECT unless told otherwise. */
export const report = (
  person: Person,
  kind: string,
  subjectId: string,
  more: Record<string, unknown> = {},
): Promise<Answer<{ report: { id: string } }>> =>
  person.query('mutation ($key: UUID!, $input: ReportInput!) { report(key: $key, input: $input) { id state } }', {
    key: newKey(),
    input: { kind, subjectId, rule: 'RESPECT', ...more },
  });

/** The queue as a moderator reads it. */
export async function queueOf(moderator: Person): Promise<Case[]> {
  const { data, codes } = await moderator.query<{ moderationCases: { nodes: Case[] } }>(
    `{ moderationCases(first: 50) { nodes { ${caseFields} } } }`,
  );
  if (codes.length > 0) throw new Error(codes.join());
  return data.moderationCases.nodes;
}

/** The case that waits about something which begins so. */
export const caseOf = async (moderator: Person, excerpt: string): Promise<Case> => {
  const found = (await queueOf(moderator)).find((one) => one.excerpt === excerpt && one.waiting);
  if (!found) throw new Error(`No case about ${excerpt}`);
  return found;
};

export const decide = (
  moderator: Person,
  caseId: string,
  input: Record<string, unknown> = {},
): Promise<Answer<{ decideCase: Case }>> =>
  moderator.query(
    `mutation ($key: UUID!, $input: DecisionInput!) { decideCase(key: $key, input: $input) { ${caseFields} } }`,
    { key: newKey(), input: { caseId, outcome: 'HIDE', rule: 'RESPECT', reasons: 'Offende una persona.', ...input } },
  );

export const appeal = (
  person: Person,
  caseId: string,
  text = 'Non volevo offendere',
): Promise<Answer<{ appeal: { state: string } }>> =>
  person.query(
    'mutation ($key: UUID!, $caseId: UUID!, $words: String!) { appeal(key: $key, caseId: $caseId, words: $words) { state viewerCanAppeal } }',
    { key: newKey(), caseId, words: text },
  );

export const answerAppeal = (
  moderator: Person,
  caseId: string,
  result = 'OVERTURNED',
): Promise<Answer<{ decideAppeal: { state: string } }>> =>
  moderator.query(
    'mutation ($key: UUID!, $caseId: UUID!, $result: AppealResult!) { decideAppeal(key: $key, caseId: $caseId, result: $result, reasons: "Era uno scherzo tra vicini.") { state } }',
    { key: newKey(), caseId, result },
  );
