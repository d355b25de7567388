import { fine } from './consultations.ts';
import { newKey, type Person } from './town.ts';

export const enterPaper = (person: Person, phaseId: string, codes: readonly string[], lines: readonly string[]) =>
  person.query<{ enterPaperBatch: { id: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $codes: [String!]!, $lines: [String!]!) {
       enterPaperBatch(key: $key, phaseId: $phaseId, codes: $codes, lines: $lines) { id } }`,
    { key: newKey(), phaseId, codes, lines },
  );

export const checkCodes = (person: Person, phaseId: string, codes: readonly string[]) =>
  person.query<{ checkPaperCodes: string[] }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $codes: [String!]!) { checkPaperCodes(key: $key, phaseId: $phaseId, codes: $codes) }`,
    { key: newKey(), phaseId, codes },
  );

export const correctPaper = (person: Person, id: string, lines: readonly string[]) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $lines: [String!]!) { correctPaperBatch(key: $key, id: $id, lines: $lines) { id } }`,
    { key: newKey(), id, lines },
  );

/** Signs for papers as they were at `version`: entered once, unless told otherwise. */
export const signPaper = (person: Person, id: string, version = 1) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $version: Int!) { signPaperBatch(key: $key, id: $id, version: $version) { id } }`,
    { key: newKey(), id, version },
  );

export interface Batch {
  id: string;
  papers: number;
  version: number;
  ballots: { choices: (number | null)[] }[];
  replies: { answers: { questionId: string }[] }[];
  lines: string[];
  signedAt: string | null;
  viewerCanSign: boolean;
}

export const paperBatches = async (person: Person, phaseId: string): Promise<Batch[]> =>
  fine(
    await person.query<{ paperBatches: Batch[] }>(
      `query ($phaseId: UUID!) { paperBatches(phaseId: $phaseId) { id papers version ballots { choices } replies { answers { questionId } } lines signedAt viewerCanSign } }`,
      { phaseId },
    ),
  ).paperBatches;
