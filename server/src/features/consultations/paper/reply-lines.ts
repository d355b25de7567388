import type { AskedQuestion } from '../surveys/answers.ts';
import type { Answer, Answers } from '../surveys/asked-questions.ts';
import { emptyPaper, isEmptyPaper } from './ballot-lines.ts';

/**
 * A survey on paper, as it is typed at a desk: the number of each question and what is answered, "1: 2; 2: 1 3; 4: More benches".
 * Choices by their numbers, from 1; a scale by its point; a table by a number for each row, "-" for one left out; words as they
 * are. "-" is an empty paper. Null: it cannot be read. Whether a question takes an answer is for whoever checks answers.
 */
export function readReplyLine(questions: readonly AskedQuestion[], line: string): Answers | null {
  const answers = new Map<string, Answer>();
  if (isEmptyPaper(line)) return answers;
  // A semicolon within words ends nothing, unless a number and a colon follow it.
  for (const part of line.split(/;\s*(?=\d{1,3}\s*:|$)/)) {
    if (part.trim() === '') continue;
    const [, number, said = ''] = /^\s*(\d{1,3})\s*:(.*)$/s.exec(part) ?? [];
    const question = questions[Number(number) - 1];
    const answer = question ? readSaid(question, said.trim()) : null;
    if (!question || !answer || answers.has(question.id)) return null;
    answers.set(question.id, answer);
  }
  return answers.size > 0 ? answers : null;
}

/** A reply as `readReplyLine` reads it. */
export function replyLine(questions: readonly AskedQuestion[], reply: Answers): string {
  const parts = questions.flatMap((question, at) => {
    const answer = reply.get(question.id);
    return answer ? [`${at + 1}: ${said(question, answer)}`] : [];
  });
  return parts.length > 0 ? parts.join('; ') : emptyPaper;
}

function readSaid({ kind }: AskedQuestion, said: string): Answer | null {
  if (said === '') return null;
  if (kind === 'TEXT') return { values: [], text: said };
  const parts = said.split(/[\s,]+/);
  const isLeftOut = (part: string) => kind === 'MATRIX' && isEmptyPaper(part);
  if (!parts.every((part) => /^\d{1,3}$/.test(part) || isLeftOut(part))) return null;
  const first = kind === 'SCALE' ? 0 : 1;
  return { values: parts.map((part) => (isLeftOut(part) ? null : Number(part) - first)), text: '' };
}

function said({ kind }: AskedQuestion, { values, text }: Answer): string {
  if (kind === 'TEXT') return text.replace(/\s+/g, ' ').replace(/;(?=\s*\d{1,3}\s*:)/g, ',');
  const first = kind === 'SCALE' ? 0 : 1;
  return values.map((value) => (value === null ? emptyPaper : value + first)).join(' ');
}
