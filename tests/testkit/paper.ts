import { fine } from './consultations.ts';
import { newKey, type Person } from './town.ts';

export const enterPaper = (person: Person, phaseId: string, codes: readonly string[], lines: readonly string[]) =>
  person.query<{ enterPaperBatch: { id: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $codes: [String!]!, $lines: [String!]!) {
       enterPaperBatch(key: $key, phaseId: $phaseId, codes: $codes, lines: $lines) { id } }`,
    { key: newKey(), phaseId, codes, lines },
  );

export const correctPaper = (person: Person, id: string, lines: readonly string[]) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $lines: [String!]!) { correctPaperBatch(key: $key, id: $id, lines: $lines) { id } }`,
    { key: newKey(), id, lines },
  );

export const signPaper = (person: Person, id: string) =>
  person.query(`mutation ($key: UUID!, $id: UUID!) { signPaperBatch(key: $key, id: $id) { id } }`, {
    key: newKey(),
    id,
  });

export interface Batch {
  id: string;
  papers: number;
  ballots: { choices: (number | null)[] }[];
  replies: { answers: { questionId: string }[] }[];
  lines: string[];
  signedAt: string | null;
  viewerCanSign: boolean;
}

export const paperBatches = async (person: Person, phaseId: string): Promise<Batch[]> =>
  fine(
    await person.query<{ paperBatches: Batch[] }>(
      `query ($phaseId: UUID!) { paperBatches(phaseId: $phaseId) { id papers ballots { choices } replies { answers { questionId } } lines signedAt viewerCanSign } }`,
      { phaseId },
    ),
  ).paperBatches;
