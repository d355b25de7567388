import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { audit } from '../../../platform/audit.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { longest } from '../consultations.words.ts';
import { plainCell, writeRecords } from '../formats/csv-records.ts';
import { plainWords } from '../readable-words.ts';
import { valuesOf } from './answers.ts';
import { type CountedQuestion, scaleFigures } from './counting.ts';
import { questionsOf, surveyPhase } from './questions.reading.ts';
import { SurveyQuestion } from './survey-question.entity.ts';
import { SurveyResult } from './survey-result.entity.ts';
import { SurveySummary } from './survey-summary.entity.ts';

/** A question with what came out of it. */
export interface QuestionResult {
  question: SurveyQuestion;
  counted: CountedQuestion;
}

/** Free answers to a question, for organisers: in no order, without a hint whose they are. */
export interface FreeAnswers {
  question: SurveyQuestion;
  texts: string[];
}

/** What came out of the surveys of a consultation, as it was released; before that, nothing for anybody. */
export async function listSurveyResults(ctx: RequestContext, consultationId: string): Promise<SurveyResult[]> {
  authorize(ctx, consultationPolicy.seeResults);
  await getConsultation(ctx, consultationId);
  return ctx.em.find(
    SurveyResult,
    { phase: { consultation: consultationId } },
    { populate: ['phase'], orderBy: { phase: { position: 'asc' } } },
  );
}

/** The questions of a survey with their figures; none where too few answered. */
export async function questionResults(ctx: RequestContext, { phase, result }: SurveyResult): Promise<QuestionResult[]> {
  if (!result) return [];
  const counts = new Map(result.map((counted) => [counted.id, counted]));
  return (await questionsOf(ctx, phase.id)).flatMap((question) => {
    const counted = counts.get(question.id);
    return counted ? [{ question, counted }] : [];
  });
}

/** What is told of the free answers to a question; of many questions in one statement. */
export const summaryOf = async (ctx: RequestContext, questionId: string): Promise<string | null> =>
  (await batched(ctx, summariesOf, questionId)) ?? null;

/** What people wrote freely, for organisers, after the end and where it is told how many did: whoever counts the texts knows it. */
export async function readSurveyTexts(ctx: RequestContext, phaseId: string): Promise<FreeAnswers[]> {
  await surveyOfOrganiser(ctx, phaseId);
  const result = await ctx.em.findOne(SurveyResult, { phase: phaseId });
  const told = new Set(result?.result?.filter((one) => writersOf(one) !== null).map(({ id }) => id));
  const questions = (await questionsOf(ctx, phaseId)).filter(({ kind }) => kind === 'TEXT');
  const rows = await ctx.em.execute<{ question: string; words: string }[]>(
    `select t.question_id as question, t.words from survey_text t join survey_question q on q.id = t.question_id
      where q.phase_id = ? order by t.id`,
    [phaseId],
  );
  audit(ctx, 'consultations.readSurveyTexts', phaseId);
  await ctx.em.flush();
  return questions.map((question) => ({
    question,
    texts: rows.filter((row) => row.question === question.id && told.has(row.question)).map(({ words }) => words),
  }));
}

/** Tells everybody what people wrote, in the language of the question; empty words take it back. NOT_READY before the count. */
export async function saveSurveySummary(
  ctx: RequestContext,
  questionId: string,
  given: string,
): Promise<SurveyQuestion> {
  signedIn(ctx);
  const question = await ctx.em.findOne(SurveyQuestion, { id: questionId, kind: 'TEXT' });
  if (!question) throw notFound();
  await surveyOfOrganiser(ctx, question.phase.id);
  const result = await ctx.em.findOne(SurveyResult, { phase: question.phase.id });
  if (!result?.result) throw new AppError('WRONG_STATE', { state: 'OPEN' });
  const words = plainWords(given);
  if (words.length > longest.surveySummary) throw new AppError('TOO_LONG', { max: longest.surveySummary }, 'words');
  if (words)
    await ctx.em.execute(
      `insert into survey_summary (question_id, words) values (?, ?) on conflict (question_id) do update set words = excluded.words`,
      [questionId, words],
    );
  else await ctx.em.execute(`delete from survey_summary where question_id = ?`, [questionId]);
  audit(ctx, 'consultations.saveSurveySummary', questionId);
  await ctx.em.flush();
  return question;
}

/** Released figures as CSV, a line per question, row of a matrix and answer: no line for a person. What is withheld is left empty. */
export async function surveyOpenData(ctx: RequestContext, result: SurveyResult): Promise<string> {
  const results = await questionResults(ctx, result);
  return writeRecords([
    ['question', 'text', 'row', 'answer', 'people', 'asked'],
    ...results.flatMap(({ question, counted }, number) =>
      counted.lines.flatMap(({ cells, noAnswer }, row) => {
        const about = [number + 1, plainCell(question.text), plainCell(question.rows[row] ?? '')];
        return [
          ...cells.map((count, at) => [...about, plainCell(cellName(question, at)), count ?? '', counted.asked ?? '']),
          [...about, 'no answer', noAnswer ?? '', counted.asked ?? ''],
        ];
      }),
    ),
  ]);
}

/** Mean and median of a question with a scale, from what was released. */
export const scaleOf = ({ question, counted }: QuestionResult) =>
  question.kind === 'SCALE' ? scaleFigures(valuesOf(question), counted.lines[0]?.cells ?? []) : null;

async function surveyOfOrganiser(ctx: RequestContext, phaseId: string): Promise<void> {
  signedIn(ctx);
  const { consultation } = await surveyPhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.readSurveyTexts, subjectOf(consultation));
}

/** How many wrote to a question with free answers, as it is told; null: withheld. Where everybody has to, all who were asked did. */
const writersOf = ({ asked, lines }: CountedQuestion): number | null => {
  const [wrote = asked] = lines[0]?.cells ?? [];
  return wrote;
};

function cellName(question: SurveyQuestion, at: number): string {
  if (question.kind === 'TEXT') return 'wrote something';
  return question.choices[at] ?? String(valuesOf(question)[at]);
}

async function summariesOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await ctx.em.find(SurveySummary, { question: { $in: [...ids] } });
  return new Map(found.map(({ question, words }) => [question.id, words]));
}
