import type { ShownSurveyQuestionFragment, SurveyAnswerInput, SurveyQuestionInput, SurveyQuestionKind } from '#schema';
import { text, texts } from '#lib/graphql/form.server.ts';

type Values = Record<string, string | string[]>;

const numbers = (typed: string[]): number[] => typed.filter((one) => /^\d{1,3}$/.test(one)).map(Number);

/** What stands in the fields of a question: `value` for what is chosen, `row-<place>` for the rows of a matrix, `text`. */
export function readSurveyAnswer(data: FormData, question: ShownSurveyQuestionFragment): SurveyAnswerInput {
  if (question.kind === 'TEXT') return { values: [], text: text(data, 'text') };
  if (question.kind !== 'MATRIX') return { values: numbers(texts(data, 'value')), text: '' };
  return { values: question.rows.map((_, row) => numbers([text(data, `row-${row}`)])[0] ?? null), text: '' };
}

/** Whether something is answered, in every row of a matrix. */
export const isAnswered = ({ values = [], text: words }: SurveyAnswerInput): boolean =>
  Boolean(words) || (values.length > 0 && !values.includes(null));

/** An answer as the fields of its question hold it. */
export function filledAnswer(question: ShownSurveyQuestionFragment, values: (number | null)[], words: string): Values {
  if (question.kind === 'TEXT') return { text: words };
  if (question.kind !== 'MATRIX') return { value: values.map(String) };
  return Object.fromEntries(values.flatMap((value, row) => (value === null ? [] : [[`row-${row}`, String(value)]])));
}

/** Fields of the form with which a question is made, as typed. */
export const keptQuestion = (data: FormData): Values =>
  Object.fromEntries(
    [...new Set(data.keys())].filter((name) => name !== 'key').map((name) => [name, texts(data, name)]),
  );

/** A question as typed: choices and rows stand one a line; `when-<id of a question>` holds the answers with which it is asked. */
export function readSurveyQuestion(data: FormData, kind: SurveyQuestionKind): SurveyQuestionInput {
  const lines = (name: string) =>
    text(data, name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
  const number = (name: string) => numbers([text(data, name)])[0] ?? null;
  const typedLongest = Number.parseInt(text(data, 'longest'), 10);
  const [condition] = conditionsIn(data);
  return {
    kind,
    text: text(data, 'text'),
    required: data.has('required'),
    choices: lines('choices'),
    rows: lines('rows'),
    most: number('most'),
    fromValue: number('fromValue'),
    toValue: number('toValue'),
    low: text(data, 'low'),
    high: text(data, 'high'),
    longest: Number.isSafeInteger(typedLongest) ? Math.min(Math.max(typedLongest, 0), 1_000_000) : null,
    whenQuestionId: condition?.questionId ?? null,
    whenValues: condition?.values ?? [],
  };
}

/** The questions whose answers are marked as a condition. */
export const conditionsIn = (data: FormData): { questionId: string; values: number[] }[] =>
  [...new Set(data.keys())].flatMap((name) => {
    const questionId = /^when-([0-9a-f-]{36})$/.exec(name)?.[1];
    const values = numbers(texts(data, name));
    return questionId && values.length > 0 ? [{ questionId, values }] : [];
  });
