import { countSurveys } from '../../server/src/features/consultations/index.ts';
import { changeConsultation, draftConsultation, fine, inHours } from './consultations.ts';
import { newKey, type Person, type Town } from './town.ts';

export interface Survey {
  id: string;
  phaseId: string;
  /** In their order. */
  questionIds: string[];
}

/** A question as the API takes it; `when`: the place of an earlier one and the answers with which it is asked. */
export type GivenQuestion = Record<string, unknown> & { kind: string; text: string; when?: [number, number[]] };

/** Of every kind, one of them asked of some only. */
export const everyKind: GivenQuestion[] = [
  { kind: 'SINGLE', text: 'Usi il giardino?', choices: ['Sì', 'No'] },
  { kind: 'MULTIPLE', text: 'Che cosa fai lì?', choices: ['Gioco', 'Leggo', 'Cammino'], most: 2, when: [0, [0]] },
  { kind: 'SCALE', text: 'Come ti trovi?', toValue: 5, low: 'male', high: 'bene', when: [0, [0]] },
  { kind: 'MATRIX', text: 'Come sono?', choices: ['Bene', 'Male'], rows: ['Le panchine', 'Le luci'], required: false },
  { kind: 'TEXT', text: 'Che cosa manca?', longest: 200, required: false },
];

/** A draft with a survey from in an hour for two days, without its questions. */
export async function draftSurvey(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
): Promise<{ id: string; phaseId: string }> {
  const { id } = await draftConsultation(town, staff, organisationId, {
    phases: [{ kind: 'COLLECT', method: 'SURVEY', opensAt: inHours(town, 1), closesAt: inHours(town, 49) }],
    ...changes,
  });
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from consultation_phase where consultation_id = $1 and method = 'SURVEY'`,
    [id],
  );
  return { id, phaseId: rows[0]?.id ?? '' };
}

export const addQuestion = (staff: Person, phaseId: string, input: Record<string, unknown>) =>
  staff.query(
    `mutation ($key: UUID!, $phaseId: UUID!, $input: SurveyQuestionInput!) {
       addSurveyQuestion(key: $key, phaseId: $phaseId, input: $input, language: "it") { id } }`,
    { key: newKey(), phaseId, input: { required: true, ...input } },
  );

export async function addQuestions(
  town: Town,
  staff: Person,
  phaseId: string,
  given: GivenQuestion[],
): Promise<string[]> {
  for (const { when, ...input } of given) {
    const ids = await questionIds(town, phaseId);
    const condition = when ? { whenQuestionId: ids[when[0]], whenValues: when[1] } : {};
    fine(await addQuestion(staff, phaseId, { ...input, ...condition }));
  }
  return questionIds(town, phaseId);
}

/** A survey that is open, an hour after it was published. */
export async function openSurvey(
  town: Town,
  staff: Person,
  organisationId: string,
  changes: Record<string, unknown> = {},
  questions: GivenQuestion[] = everyKind,
): Promise<Survey> {
  const draft = await draftSurvey(town, staff, organisationId, changes);
  const ids = await addQuestions(town, staff, draft.phaseId, questions);
  fine(await changeConsultation(staff, 'publishConsultation', draft.id));
  town.now = new Date(town.now.getTime() + 2 * 3_600_000);
  return { ...draft, questionIds: ids };
}

export async function questionIds(town: Town, phaseId: string): Promise<string[]> {
  const { rows } = await town.pool.query<{ id: string }>(
    `select id from survey_question where phase_id = $1 order by position`,
    [phaseId],
  );
  return rows.map(({ id }) => id);
}

export interface Paper {
  standing: string;
  hasSent: boolean;
  helped: boolean;
  asked: string[];
  answers: { questionId: string; values: (number | null)[]; text: string }[];
}
const paper = 'standing hasSent helped asked answers { questionId values text }';

/** Answers one question: what is chosen, or words. */
export const say = (
  person: Person,
  { phaseId, questionIds: ids }: Survey,
  question: number,
  said: (number | null)[] | string,
  token: string | null = null,
) =>
  person.query<{ saveSurveyAnswer: Paper }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $questionId: UUID!, $answer: SurveyAnswerInput!, $token: String) {
       saveSurveyAnswer(key: $key, phaseId: $phaseId, questionId: $questionId, answer: $answer, token: $token) { ${paper} } }`,
    {
      key: newKey(),
      phaseId,
      questionId: ids[question],
      answer: typeof said === 'string' ? { text: said } : { values: said },
      token,
    },
  );

export const send = (person: Person, { phaseId }: Survey, token: string | null = null) =>
  person.query<{ sendSurvey: Paper }>(
    `mutation ($key: UUID!, $phaseId: UUID!, $token: String) {
       sendSurvey(key: $key, phaseId: $phaseId, token: $token) { ${paper} } }`,
    { key: newKey(), phaseId, token },
  );

export const paperOf = async (person: Person, { phaseId }: Survey, token: string | null = null): Promise<Paper> =>
  fine(
    await person.query<{ surveyPaper: Paper }>(
      `query ($phaseId: UUID!, $token: String) { surveyPaper(phaseId: $phaseId, token: $token) { ${paper} } }`,
      { phaseId, token },
    ),
  ).surveyPaper;

/** So many replies past all ways in: what is said by the place of the question. */
export async function insertReplies(
  town: Town,
  { phaseId, questionIds: ids }: Survey,
  times: number,
  said: Record<number, (number | null)[] | string>,
): Promise<void> {
  const answers = Object.fromEntries(
    Object.entries(said).map(([place, one]) => [
      ids[Number(place)],
      typeof one === 'string' ? { values: [], text: one } : { values: one, text: '' },
    ]),
  );
  await town.pool.query(
    `insert into survey_reply (phase_id, answers) select $1, $2::jsonb from generate_series(1, $3)`,
    [phaseId, JSON.stringify(answers), times],
  );
}

/** The survey ends, and what the timetable does then. */
export async function endSurvey(town: Town): Promise<void> {
  town.now = new Date(town.now.getTime() + 48 * 3_600_000);
  await countAllSurveys(town);
}

export const countAllSurveys = (town: Town) =>
  countSurveys.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });

export interface SurveyFigures {
  people: number | null;
  openData: string | null;
  questions: {
    asked: number | null;
    mean: number | null;
    median: number | null;
    lines: { cells: (number | null)[]; noAnswer: number | null }[];
    summary: { words: string } | null;
  }[];
}

export const surveyResults = async (person: Person, id: string): Promise<SurveyFigures[]> =>
  fine(
    await person.query<{ surveyResults: SurveyFigures[] }>(
      `query ($id: UUID!) { surveyResults(consultationId: $id) {
         people openData questions { asked mean median lines { cells noAnswer } summary { words } } } }`,
      { id },
    ),
  ).surveyResults;

export const textsOf = (person: Person, { phaseId }: Survey) =>
  person.query<{ surveyTexts: { texts: string[] }[] }>(
    `query ($phaseId: UUID!) { surveyTexts(phaseId: $phaseId) { texts } }`,
    { phaseId },
  );

export const summarise = (person: Person, { questionIds: ids }: Survey, question: number, words: string) =>
  person.query(
    `mutation ($key: UUID!, $questionId: UUID!, $words: String!) {
       saveSurveySummary(key: $key, questionId: $questionId, words: $words) { id } }`,
    { key: newKey(), questionId: ids[question], words },
  );
