import { tellOfDecisions, tellOfLateCommitments } from '../../server/src/features/decisions/index.ts';
import { dayIn } from './actions.ts';
import { fine, weigh } from './consultations.ts';
import { type Answer, newKey, type Person, type Town } from './town.ts';

export const decisionWords = (town: Town, changes: Record<string, unknown> = {}) => ({
  outcome: 'FOLLOWS',
  words: 'Mettiamo tre panchine all’ombra e una fontanella.',
  reasons: 'Lo hanno chiesto quasi tutti, e il bilancio lo permette.',
  body: 'Consulta di quartiere',
  decidedOn: dayIn(town, 0),
  ...changes,
});

type Write = (
  person: Person,
  consultationId: string,
  input: Record<string, unknown>,
) => Promise<Answer<Record<string, { id: string; version: number }>>>;

const write =
  (mutation: string, type: string): Write =>
  (person, consultationId, input) =>
    person.query(
      `mutation ($key: UUID!, $consultationId: UUID!, $input: ${type}!) {
         ${mutation}(key: $key, consultationId: $consultationId, input: $input) { id version } }`,
      { key: newKey(), consultationId, input },
    );

export const saveDecision = write('saveDecision', 'DecisionWordsInput');
export const addGround = write('addGround', 'DecisionGroundInput');
export const addCommitment = write('addCommitment', 'CommitmentInput');

export const publishDecision = (person: Person, consultationId: string) =>
  person.query(
    `mutation ($key: UUID!, $consultationId: UUID!) { publishDecision(key: $key, consultationId: $consultationId) { id state } }`,
    { key: newKey(), consultationId },
  );

export const moveCommitment = (person: Person, id: string, input: Record<string, unknown>) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $input: CommitmentStepInput!) { moveCommitment(key: $key, id: $id, input: $input) { id } }`,
    { key: newKey(), id, input },
  );

export const beginFromCommitment = (person: Person, id: string, kind: string, input: Record<string, unknown>) =>
  person.query<{ beginFromCommitment: { beginnings: { kind: string; id: string; isPublic: boolean }[] } }>(
    `mutation ($key: UUID!, $id: UUID!, $kind: BeginningKind!, $input: BeginningInput!) {
       beginFromCommitment(key: $key, id: $id, kind: $kind, input: $input) { beginnings { kind id isPublic } } }`,
    { key: newKey(), id, kind, input },
  );

export interface ReadDecision {
  id: string;
  state: string;
  missing: string[];
  words: { words: string };
  body: { words: string; language: string };
  source: { words: string; body: string } | null;
  grounds: { id: string; kind: string; stance: string; said: { words: string }; why: { words: string } }[];
  commitments: {
    id: string;
    words: { words: string };
    owner: { words: string; language: string };
    dueOn: string;
    expectedOn: string | null;
    state: string;
    standing: string;
    viewerCanMove: boolean;
    steps: { state: string; expectedOn: string | null; words: { words: string } }[];
    beginnings: { kind: string; id: string; isPublic: boolean }[];
  }[];
}

export const readDecision = async (person: Person, consultationId: string): Promise<ReadDecision | null> =>
  fine(
    await person.query<{ decision: ReadDecision | null }>(
      `query ($id: UUID!) { decision(consultationId: $id) { id state missing words { words } body { words language } source { words body }
         grounds { id kind stance said { words } why { words } }
         commitments { id words { words } owner { words language } dueOn expectedOn state standing viewerCanMove
           steps { state expectedOn words { words } } beginnings { kind id isPublic } } } }`,
      { id: consultationId },
    ),
  ).decision;

/** A decision that everybody reads, after a consultation that hardly anybody answered, with one commitment; returns the id of that. */
export async function publishedDecision(
  town: Town,
  staff: Person,
  consultationId: string,
  commitment: Record<string, unknown> = {},
): Promise<string> {
  await weigh(town);
  fine(
    await saveDecision(
      staff,
      consultationId,
      decisionWords(town, { outcome: 'UNANSWERED', reasons: 'Quelle che c’erano sono rotte.' }),
    ),
  );
  fine(
    await addCommitment(staff, consultationId, {
      words: 'Tre panchine in piazza',
      owner: 'Ufficio tecnico',
      dueOn: dayIn(town, 30),
      ...commitment,
    }),
  );
  fine(await publishDecision(staff, consultationId));
  return (await readDecision(staff, consultationId))?.commitments[0]?.id ?? '';
}

const run = (town: Town, job: typeof tellOfDecisions) =>
  job.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
/** What the timetable tells of decisions and of what is late. */
export const tellOf = (town: Town) => run(town, tellOfDecisions);
export const tellOfLate = (town: Town) => run(town, tellOfLateCommitments);

/** The draft of a decision past all ways in, with a ground and a commitment. */
export async function insertDecision(
  town: Town,
  consultationId: string,
  statementId: string,
): Promise<{ groundId: string; commitmentId: string }> {
  const [id, groundId, commitmentId] = [newKey(), newKey(), newKey()];
  await town.pool.query(
    `with d as (insert into decision (id, consultation_id, state, outcome, words, reasons, body, decided_on, language, created_at)
       values ($1, $2, 'DRAFT', 'FOLLOWS', 'Tre panchine', 'Le vogliono tutti', 'Consulta', current_date, 'it', now()) returning id),
     g as (insert into decision_ground (id, decision_id, statement_id, stance) select $3, id, $4, 'FOLLOWS' from d)
     insert into commitment (id, decision_id, words, owner, due_on, state)
       select $5, id, 'Tre panchine', 'Ufficio tecnico', current_date + 30, 'PLANNED' from d`,
    [id, consultationId, groundId, statementId, commitmentId],
  );
  return { groundId, commitmentId };
}
