import { AppError } from '../../../platform/errors.ts';
import { longest, most } from '../consultations.words.ts';
import { plainLine } from '../readable-words.ts';
import { valuesOf } from './answers.ts';
import type { SurveyQuestionInput } from './survey.input.ts';
import type { SurveyQuestion } from './survey-question.entity.ts';

/** What of a question is kept, as typed for its kind. REQUIRED, SAID_ALREADY, OUT_OF_RANGE and TOO_MUCH with the field. */
export function readQuestion(input: SurveyQuestionInput) {
  const { kind, required } = input;
  const text = oneLine(input.text);
  if (!text) throw new AppError('REQUIRED', {}, 'input.text');
  const isScale = kind === 'SCALE';
  const choices = hasChoices(kind) ? readWords(input.choices, 'input.choices', { min: 2, max: most.choices }) : [];
  const rows = kind === 'MATRIX' ? readWords(input.rows, 'input.rows', { min: 1, max: most.rows }) : [];
  const fromValue = isScale ? readNumber(input.fromValue ?? 1, 'input.fromValue', { min: 0, max: 1 }) : null;
  return {
    kind,
    text,
    required,
    choices,
    rows,
    most:
      kind === 'MULTIPLE' && input.most ? readNumber(input.most, 'input.most', { min: 1, max: choices.length }) : null,
    fromValue,
    toValue: isScale
      ? readNumber(input.toValue ?? 5, 'input.toValue', { min: (fromValue ?? 0) + 1, max: most.scale })
      : null,
    low: isScale ? oneLine(input.low) : '',
    high: isScale ? oneLine(input.high) : '',
    longest:
      kind === 'TEXT' ? readNumber(input.longest ?? 500, 'input.longest', { min: 20, max: longest.surveyText }) : null,
  };
}

/** The values of a condition on an earlier question, each once. INVALID_INPUT for a question that decides nothing, or a value it lacks. */
export function readCondition(question: SurveyQuestion | undefined, values: readonly number[]): number[] {
  const refuse = () => new AppError('INVALID_INPUT', {}, 'input.whenQuestionId');
  if (!question || !decides(question)) throw refuse();
  if (values.length === 0) throw new AppError('CHOICE_NONE', {}, 'input.whenValues');
  if (!knows(question, values)) throw refuse();
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Whether the answer to a question can decide if another one is asked. */
export const decides = ({ kind }: Pick<SurveyQuestion, 'kind'>): boolean => kind !== 'TEXT' && kind !== 'MATRIX';

/** Whether these are all answers that a question takes. */
export function knows(question: SurveyQuestion, values: readonly number[]): boolean {
  const known = valuesOf(question);
  return values.every((value) => known.includes(value));
}

const hasChoices = (kind: SurveyQuestionInput['kind']) => kind === 'SINGLE' || kind === 'MULTIPLE' || kind === 'MATRIX';

const oneLine = (words: string) => plainLine(words);

interface Range {
  min: number;
  max: number;
}

function readWords(given: readonly string[], field: string, { min, max }: Range): string[] {
  const words = given.map(oneLine).filter(Boolean);
  if (words.length < min || words.length > max) throw new AppError('OUT_OF_RANGE', { min, max }, field);
  if (new Set(words.map((one) => one.toLowerCase())).size < words.length) throw new AppError('SAID_ALREADY', {}, field);
  return words;
}

function readNumber(value: number, field: string, { min, max }: Range): number {
  if (value < min || value > max) throw new AppError('OUT_OF_RANGE', { min, max }, field);
  return value;
}
