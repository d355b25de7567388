import { minimumCell } from '../methods/suppression/releases.ts';
import { withheldFigures } from '../methods/suppression/linked-figures.ts';
import type { Answers } from './asked-questions.ts';
import type { AskedQuestion } from './answers.ts';
import { countedIn, figuresOf, linksOf } from './figures.ts';
import { OtherReplies } from './other-replies.ts';

/** How people answered a question, as it may be told: null where a figure is withheld. */
export interface CountedQuestion {
  id: string;
  /** Who was asked. */
  asked: number | null;
  /** One line, or one per row of a matrix. */
  lines: CountedLine[];
}

export interface CountedLine {
  /** By choice or point of the scale; of a free text, who wrote. */
  cells: (number | null)[];
  /** Who was asked and gave no answer. */
  noAnswer: number | null;
}

/**
 * Counts replies so that no figure about one to four people, and none that was withheld, can be told from all others together;
 * the order of replies changes nothing. Null where fewer than five replied.
 */
export function countSurvey(
  questions: readonly AskedQuestion[],
  replies: readonly Answers[],
): CountedQuestion[] | null {
  if (replies.length < minimumCell) return null;
  const figures = figuresOf(questions);
  const counts = Array.from({ length: figures.count + 1 }, () => 0);
  counts[figures.count] = replies.length;
  for (const reply of replies) for (const figure of countedIn(figures, reply)) counts[figure]! += 1;
  const others = new OtherReplies(figures);
  const kinds = differentOnes(replies).map((kind) => ({ ...kind, counted: countedIn(figures, kind.reply) }));
  const links = linksOf(figures);
  const withheld = withheldFigures({ counts, everybody: figures.count, ...links }, function* (figure, price) {
    for (const [kind, { reply, people, counted }] of kinds.entries()) {
      const isCounted = counted.has(figure);
      for (const changed of others.changes(reply, figure, price)) yield { changed, kind, people, isCounted };
    }
  });
  const told = (figure: number) => (withheld[figure] ? null : counts[figure]!);
  return figures.questions.map(({ question: { id }, asked, lines }) => ({
    id,
    asked: asked === null ? replies.length : told(asked),
    lines: lines.map(({ cells, noAnswer }) => ({
      cells: cells.map(told),
      noAnswer: noAnswer === null ? 0 : told(noAnswer),
    })),
  }));
}

/** Each kind of reply once, in an order of its own, with how many sent it; what a free text says tells none apart. */
function differentOnes(replies: readonly Answers[]): { reply: Answers; people: number }[] {
  const found = new Map<string, { reply: Answers; people: number }>();
  for (const reply of replies) {
    const key = JSON.stringify([...reply].map(([id, { values }]) => [id, values]).sort());
    found.set(key, { reply, people: (found.get(key)?.people ?? 0) + 1 });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
}

/** Mean and median of a scale; null where a point is withheld or nobody answered. Only from what was published. */
export function scaleFigures(
  values: readonly number[],
  cells: readonly (number | null)[],
): { mean: number; median: number } | null {
  const answers = values.flatMap((value, at) => {
    const count = cells[at] ?? null;
    return count === null ? [NaN] : Array.from({ length: count }, () => value);
  });
  if (answers.length === 0 || answers.some(Number.isNaN)) return null;
  const middle = (answers.length - 1) / 2;
  return {
    mean: answers.reduce((sum, value) => sum + value, 0) / answers.length,
    median: (answers[Math.floor(middle)]! + answers[Math.ceil(middle)]!) / 2,
  };
}
