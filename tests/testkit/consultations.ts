import { weighStatements } from '../../server/src/features/consultations/index.ts';
import { pdf, send } from './files.ts';
import { type Answer, newKey, type Person, type Town } from './town.ts';

const hour = 3_600_000;

/** An instant so many hours from now. */
export const inHours = (town: Town, hours: number): string => new Date(town.now.getTime() + hours * hour).toISOString();

/** What a consultation is: statements from in an hour for two days, then a day to weigh, unless told otherwise. */
export const consultationWords = (town: Town, changes: Record<string, unknown> = {}) => ({
  question: 'Che cosa serve al giardino di via Staffetta?',
  explanation: 'Il giardino è di tutti. Dicci che cosa serve.',
  description: 'Il giardino ha **due panchine rotte**. Con le risposte si decide che cosa fare.',
  documents: [{ title: 'La pianta del giardino', url: 'https://example.org/pianta' }],
  languages: ['it'],
  who: 'EVERYONE',
  decisionBody: 'Consulta di quartiere',
  answerBy: inHours(town, 24 * 20).slice(0, 10),
  phases: [
    { kind: 'COLLECT', method: 'STATEMENTS', opensAt: inHours(town, 1), closesAt: inHours(town, 49) },
    { kind: 'WEIGH', opensAt: inHours(town, 49), closesAt: inHours(town, 73) },
  ],
  ...changes,
});

export const seeds = [
  'Servono più panchine all’ombra.',
  'Il giardino deve chiudere di notte.',
  'I cani devono avere un posto loro.',
  'Serve una fontanella.',
];

export interface Draft {
  id: string;
  phaseId: string;
  version: number;
}

/** Begins a consultation of an organisation, with statements to begin with. */
export async function draftConsultation(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<Draft> {
  const { createConsultation: made } = fine(
    await staff.query<{
      createConsultation: { id: string; version: number; phases: { id: string; method: string }[] };
    }>(
      `mutation ($key: UUID!, $organisationId: UUID!, $input: ConsultationInput!) {
         createConsultation(key: $key, organisationId: $organisationId, input: $input) { id version phases { id method } } }`,
      { key: newKey(), organisationId, input: consultationWords(town, changes) },
    ),
  );
  const phaseId = made.phases.find(({ method }) => method === 'STATEMENTS')?.id ?? '';
  if (phaseId) fine(await addStatements(staff, phaseId, seeds));
  return { id: made.id, phaseId, version: made.version };
}

/** A consultation that everybody sees and that opens in an hour. */
export async function publishConsultation(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<Draft> {
  const draft = await draftConsultation(town, staff, organisationId, changes);
  fine(await changeConsultation(staff, 'publishConsultation', draft.id));
  return draft;
}

/** The same, two hours later: it is open. */
export async function openConsultation(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<Draft> {
  const draft = await publishConsultation(town, staff, organisationId, changes);
  town.now = new Date(town.now.getTime() + 2 * hour);
  return draft;
}

/** Publishes it, takes it back or throws it away. */
export function changeConsultation(
  person: Person,
  mutation: 'publishConsultation' | 'reopenConsultation' | 'removeConsultationDraft',
  id: string,
): Promise<Answer<Record<string, { id: string }>>> {
  const shown = mutation === 'removeConsultationDraft' ? '' : '{ id stage }';
  return person.query(`mutation ($key: UUID!, $id: UUID!) { ${mutation}(key: $key, id: $id) ${shown} }`, {
    key: newKey(),
    id,
  });
}

/** Makes an upload a document of a consultation. */
export const attachFile = (staff: Person, id: string, fileId: string, changes: Record<string, unknown> = {}) =>
  staff.query<{ attachConsultationFile: { files: { id: string; title: string; url: string }[] } }>(
    `mutation ($key: UUID!, $id: UUID!, $input: ConsultationFileInput!) {
       attachConsultationFile(key: $key, id: $id, input: $input) { files { id title language bytes url } } }`,
    { key: newKey(), id, input: { fileId, title: 'Il progetto', language: 'it', ...changes } },
  );

/** Uploads a document and makes it one of a consultation. */
export async function addFile(
  town: Town,
  staff: Person,
  id: string,
  { bytes, ...changes }: { title?: string; language?: string; bytes?: number } = {},
): Promise<{ id: string; url: string }> {
  const sent = await send(town, staff, pdf(bytes), { type: 'application/pdf' });
  fine(await attachFile(staff, id, sent.id, changes));
  return sent;
}

export const removeFile = (staff: Person, id: string, fileId: string) =>
  staff.query(
    `mutation ($key: UUID!, $id: UUID!, $fileId: UUID!) {
       removeConsultationFile(key: $key, id: $id, fileId: $fileId) { files { id } } }`,
    { key: newKey(), id, fileId },
  );

export const addStatements = (staff: Person, phaseId: string, texts: string[]) =>
  staff.query(
    `mutation ($key: UUID!, $phaseId: UUID!, $texts: [String!]!) {
       addStatements(key: $key, phaseId: $phaseId, texts: $texts, language: "it") { id } }`,
    { key: newKey(), phaseId, texts },
  );

export const propose = (person: Person, phaseId: string, text: string, token: string | null = null) =>
  person.query<{ proposeStatement: { id: string; state: string } }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $text: String!, $token: String) {
       proposeStatement(key: $key, phaseId: $phaseId, text: $text, token: $token) { id state } }`,
    { key: newKey(), phaseId, text, token },
  );

export const decide = (person: Person, id: string, reason: string | null = null) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $reason: RejectReason) { decideStatement(key: $key, id: $id, reason: $reason) { id } }`,
    { key: newKey(), id, reason },
  );

export const answer = (person: Person, statementId: string, value: string, token: string | null = null) =>
  person.query<{ answerStatement: Own }>(
    `mutation ($key: UUID!, $statementId: UUID!, $value: AnswerValue!, $token: String) {
       answerStatement(key: $key, statementId: $statementId, value: $value, token: $token) { ${own} } }`,
    { key: newKey(), statementId, value, token },
  );

export interface Own {
  standing: string;
  answered: number;
  total: number;
  helped: boolean;
  byCode: boolean;
  next: { id: string } | null;
  answers: { value: string; statement: { id: string } }[] | null;
  statements: { id: string; state: string; reason: string | null }[] | null;
}
const own =
  'standing answered total helped byCode next { id } answers { value statement { id } } statements { id state reason }';

export const participation = async (person: Person, id: string, token: string | null = null): Promise<Own> =>
  fine(
    await person.query<{ participation: Own }>(
      `query ($id: UUID!, $token: String) { participation(consultationId: $id, token: $token) { ${own} } }`,
      { id, token },
    ),
  ).participation;

/** Ids of the statements that everybody may answer, the oldest first. */
export async function statementIds(town: Town, phaseId: string): Promise<string[]> {
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from statement where phase_id = $1 and state = 'ACCEPTED' order by id`,
    [phaseId],
  );
  return rows.map(({ id }) => id);
}

/** What the timetable does. */
export const weigh = (town: Town) =>
  weighStatements.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });

export const makeCodes = async (staff: Person, consultationId: string, count: number) =>
  fine(
    await staff.query<{ makeCodes: string[] }>(
      `mutation ($key: UUID!, $consultationId: UUID!, $count: Int!) { makeCodes(key: $key, consultationId: $consultationId, count: $count) }`,
      { key: newKey(), consultationId, count },
    ),
  ).makeCodes;

export const useCode = (person: Person, consultationId: string, code: string) =>
  person.query<{ useCode: { token: string } }>(
    `mutation ($key: UUID!, $consultationId: UUID!, $code: String!) { useCode(key: $key, consultationId: $consultationId, code: $code) { token } }`,
    { key: newKey(), consultationId, code },
  );

export const startHelping = (person: Person, consultationId: string, code: string) =>
  person.query<{ startHelping: { token: string } }>(
    `mutation ($key: UUID!, $consultationId: UUID!, $code: String!) { startHelping(key: $key, consultationId: $consultationId, code: $code) { token } }`,
    { key: newKey(), consultationId, code },
  );

export const endHelping = (person: Person, consultationId: string, token: string) =>
  person.query<{ endHelping: { answers: number } | null }>(
    `mutation ($key: UUID!, $consultationId: UUID!, $token: String!) { endHelping(key: $key, consultationId: $consultationId, token: $token) { answers } }`,
    { key: newKey(), consultationId, token },
  );

/** So many people with answers past all ways in: a value per statement, the same for all of them. */
export async function insertAnswers(
  town: Town,
  { id }: Draft,
  people: number,
  answers: Record<string, 'AGREE' | 'DISAGREE' | 'PASS'>,
): Promise<void> {
  await town.pool.query(
    `with people as (insert into participant (id, consultation_id) select uuidv7(), $1 from generate_series(1, $2) returning id)
     insert into statement_vote (statement_id, participant_id, value)
       select s.key::uuid, p.id, s.value from people p, jsonb_each_text($3::jsonb) s`,
    [id, people, JSON.stringify(answers)],
  );
}

export function fine<Data>(given: Answer<Data>): Data {
  if (given.errors.length > 0) throw new Error(JSON.stringify(given.errors));
  return given.data;
}
