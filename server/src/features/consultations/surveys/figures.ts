import type { LinkedFigures } from '../methods/suppression/linked-figures.ts';
import { type Answers, askedQuestions } from './asked-questions.ts';
import { type AskedQuestion, valuesOf } from './answers.ts';

/** The figures of one line of answers: a question, or one row of a matrix. */
interface Line {
  /** By value: who chose it; of a free text, who wrote. */
  cells: number[];
  /** Who was asked and said nothing; none where everybody has to. */
  noAnswer: number | null;
}

/** The figures of a question, by their number. */
export interface QuestionFigures {
  question: AskedQuestion;
  /** Who was asked, the figure of another question where these are always the same; null: everybody. */
  asked: number | null;
  lines: Line[];
  values: number[];
}

/** All figures of a survey. */
export interface SurveyFigures {
  questions: QuestionFigures[];
  count: number;
}

/** Numbers the figures of a survey. */
export function figuresOf(questions: readonly AskedQuestion[]): SurveyFigures {
  let count = 0;
  const next = () => count++;
  const askedOf = new Map<string, number | null>();
  const byId = new Map(questions.map((question) => [question.id, question]));
  const figures = questions.map((question) => {
    const values = valuesOf(question);
    const parent = byId.get(question.condition?.questionId ?? '');
    const asked = parent && !isAskedWith(question, parent) ? next() : (askedOf.get(parent?.id ?? '') ?? null);
    askedOf.set(question.id, asked);
    const lines = (question.kind === 'MATRIX' ? question.rows : ['']).map(() => ({
      cells: cellsOf(question).map(next),
      noAnswer: question.required ? null : next(),
    }));
    return { question, asked, lines, values };
  });
  return { questions: figures, count };
}

/** Whether everybody who is asked the one is asked the other: then they are the same people, and one figure. */
const isAskedWith = ({ condition }: AskedQuestion, parent: AskedQuestion): boolean =>
  parent.required && valuesOf(parent).every((value) => condition?.values.includes(value));

/** A free text counts who wrote, unless everybody has to. */
const cellsOf = (question: AskedQuestion): unknown[] => {
  if (question.kind === 'TEXT') return question.required ? [] : [''];
  return valuesOf(question);
};

/** The figures that count a reply. */
export function countedIn({ questions }: SurveyFigures, answers: Answers): Set<number> {
  const asked = new Set(
    askedQuestions(
      questions.map(({ question }) => question),
      answers,
    ),
  );
  const found = new Set<number>();
  for (const { question, asked: isAsked, lines, values } of questions) {
    if (!asked.has(question)) continue;
    if (isAsked !== null) found.add(isAsked);
    const answer = answers.get(question.id);
    lines.forEach(({ cells, noAnswer }, row) => {
      const said = saidIn(question, answer?.values ?? [], row);
      if (question.kind === 'TEXT' && answer) for (const cell of cells) found.add(cell);
      for (const value of said) found.add(cells[values.indexOf(value)]!);
      if (noAnswer !== null && (question.kind === 'TEXT' ? !answer : said.length === 0)) found.add(noAnswer);
    });
  }
  return found;
}

const saidIn = ({ kind }: AskedQuestion, values: readonly (number | null)[], row: number): number[] =>
  (kind === 'MATRIX' ? values.slice(row, row + 1) : values).filter((value) => value !== null);

/**
 * How the figures hang together: answers add up to those who were asked, conditions make the asked of one question the answers to
 * another, and of a choice among several, who did not choose it is a number too. The last figure is everybody.
 */
export function linksOf({ questions, count }: SurveyFigures): Pick<LinkedFigures, 'differences' | 'sums' | 'partings'> {
  const everybody = count;
  const differences: LinkedFigures['differences'][number][] = [];
  const sums: LinkedFigures['sums'][number][] = [];
  const partings: LinkedFigures['partings'][number][] = [];
  const byId = new Map(questions.map((one) => [one.question.id, one]));
  for (const one of questions) {
    const asked = one.asked ?? everybody;
    for (const line of one.lines) {
      const rest = line.noAnswer === null ? [] : [line.noAnswer];
      if (one.asked !== null) partings.push({ of: one.asked, parts: [...line.cells, ...rest] });
      if (one.question.kind !== 'MULTIPLE') {
        if (line.cells.length > 0) sums.push({ known: [asked], parts: [...line.cells, ...rest] });
        continue;
      }
      if (line.noAnswer !== null) differences.push({ of: asked, less: rest, hide: line.noAnswer });
      for (const cell of line.cells) {
        differences.push({ of: asked, less: [cell], hide: cell }, { of: asked, less: [cell, ...rest], hide: cell });
      }
    }
    const { condition } = one.question;
    const parent = condition ? byId.get(condition.questionId) : undefined;
    if (!condition || !parent || one.asked === null) continue;
    for (const above of askedAbove(one, byId, everybody))
      differences.push({ of: above, less: [one.asked], hide: one.asked });
    const [line] = parent.lines;
    const isIn = (at: number) => condition.values.includes(parent.values[at]!);
    const cells = line?.cells ?? [];
    const inside = cells.filter((_, at) => isIn(at));
    if (parent.question.kind === 'MULTIPLE') {
      for (const cell of inside) differences.push({ of: one.asked, less: [cell], hide: one.asked });
    } else {
      const outside = [...cells.filter((_, at) => !isIn(at)), ...(line?.noAnswer == null ? [] : [line.noAnswer])];
      sums.push(
        { known: [one.asked], parts: inside },
        { known: [parent.asked ?? everybody, one.asked], parts: outside },
      );
    }
    for (const sibling of questions) {
      if (sibling === one || sibling.asked === null || sibling.question.condition?.questionId !== condition.questionId)
        continue;
      const isWithin = sibling.question.condition.values.every((value) => condition.values.includes(value));
      if (isWithin) differences.push({ of: one.asked, less: [sibling.asked], hide: one.asked });
    }
  }
  return { differences, sums, partings };
}

/** Those asked the questions that decide about one, up to everybody. */
function askedAbove({ question }: QuestionFigures, byId: Map<string, QuestionFigures>, everybody: number): number[] {
  const parent = question.condition ? byId.get(question.condition.questionId) : undefined;
  return parent ? [parent.asked ?? everybody, ...askedAbove(parent, byId, everybody)] : [];
}
