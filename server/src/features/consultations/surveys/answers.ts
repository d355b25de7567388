import { AppError } from '../../../platform/errors.ts';
import type { QuestionKind } from '../consultations.words.ts';
import { plainWords } from '../readable-words.ts';
import { type Answer, type Answers, askedQuestions, type Condition } from './asked-questions.ts';

/** What of a question decides which answers it takes. */
export interface AskedQuestion {
  id: string;
  kind: QuestionKind;
  required: boolean;
  choices: readonly string[];
  rows: readonly string[];
  most?: number | null | undefined;
  fromValue?: number | null | undefined;
  toValue?: number | null | undefined;
  longest?: number | null | undefined;
  condition: Condition | null;
}

/** Values that an answer may hold: places of choices, or the points of a scale. */
export function valuesOf({ kind, choices, fromValue, toValue }: AskedQuestion): number[] {
  if (kind !== 'SCALE') return choices.map((_, place) => place);
  const from = fromValue ?? 0;
  return Array.from({ length: (toValue ?? 0) - from + 1 }, (_, step) => from + step);
}

/**
 * An answer as it is kept; null where nothing is answered. INVALID_INPUT for a value that the question does not know,
 * CHOSEN_TOO_MANY and TOO_LONG beyond its bounds; the field is the id of the question.
 */
export function readAnswer(question: AskedQuestion, given: Answer): Answer | null {
  const known = new Set(valuesOf(question));
  const chosen = given.values.filter((value) => value !== null);
  const refuse = () => new AppError('INVALID_INPUT', {}, question.id);
  if (chosen.some((value) => !known.has(value))) throw refuse();
  switch (question.kind) {
    case 'TEXT':
      return readText(question, given.text);
    case 'MATRIX':
      if (given.values.length > question.rows.length) throw refuse();
      if (chosen.length === 0) return null;
      return { values: question.rows.map((_, row) => given.values[row] ?? null), text: '' };
    case 'MULTIPLE': {
      const values = [...new Set(chosen)].sort((a, b) => a - b);
      const max = question.most ?? question.choices.length;
      if (values.length > max) throw new AppError('CHOSEN_TOO_MANY', { max }, question.id);
      return values.length > 0 ? { values, text: '' } : null;
    }
    case 'SINGLE':
    case 'SCALE':
      if (chosen.length > 1) throw refuse();
      return chosen.length > 0 ? { values: chosen, text: '' } : null;
  }
}

/**
 * A whole reply: only what is asked, each answer read. REQUIRED for a required question without an answer, or a row of one; the
 * field is the id of the question.
 */
export function readReply(questions: readonly AskedQuestion[], given: Answers): Map<string, Answer> {
  const read = new Map<string, Answer>();
  for (const question of questions) {
    const one = given.get(question.id);
    const answer = one ? readAnswer(question, one) : null;
    if (answer) read.set(question.id, answer);
  }
  const reply = new Map<string, Answer>();
  for (const question of askedQuestions(questions, read)) {
    const answer = read.get(question.id);
    if (question.required && !isWhole(answer)) throw new AppError('REQUIRED', {}, question.id);
    if (answer) reply.set(question.id, answer);
  }
  return reply;
}

/** Whether there is an answer, in every row of a matrix. */
export const isWhole = (answer: Answer | undefined): boolean => answer !== undefined && !answer.values.includes(null);

function readText({ id, longest }: AskedQuestion, text: string): Answer | null {
  const words = plainWords(text);
  const max = longest ?? 0;
  if ([...words].length > max) throw new AppError('TOO_LONG', { max }, id);
  return words ? { values: [], text: words } : null;
}
