/** What somebody says to one question: places of choices or points of a scale, a matrix row by row; or words. */
export interface Answer {
  /** SINGLE, SCALE: one; MULTIPLE: those chosen; MATRIX: one per row, null for a row left out. Places count from 0. */
  values: (number | null)[];
  text: string;
}

/** Answers by question. */
export type Answers = ReadonlyMap<string, Answer>;

/** A question is asked only where another one was answered with one of these values. */
export interface Condition {
  questionId: string;
  values: readonly number[];
}

interface Conditional {
  id: string;
  condition: Condition | null;
}

/**
 * The questions that are asked, given these answers: all without a condition, and those whose condition is met by an answer to a
 * question that comes earlier and is asked itself. Answers to other questions count for nothing. Pure.
 */
export function askedQuestions<Question extends Conditional>(
  questions: readonly Question[],
  answers: Answers,
): Question[] {
  const asked = new Set<string>();
  return questions.filter(({ id, condition }) => {
    if (condition && !(asked.has(condition.questionId) && isMet(condition, answers))) return false;
    asked.add(id);
    return true;
  });
}

function isMet({ questionId, values }: Condition, answers: Answers): boolean {
  return answers.get(questionId)?.values.some((value) => value !== null && values.includes(value)) ?? false;
}
