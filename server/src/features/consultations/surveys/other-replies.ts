import type { Price } from '../methods/suppression/linked-figures.ts';
import { type Answer, type Answers, askedQuestions } from './asked-questions.ts';
import type { AskedQuestion } from './answers.ts';
import { countedIn, type QuestionFigures, type SurveyFigures } from './figures.ts';

type Reply = Map<string, Answer>;

/** Where a figure stands: who was asked a question, one of its values, or no answer in one of its lines. */
interface Place {
  of: QuestionFigures;
  row: number;
  /** A value, no answer, or whether it was asked. */
  what: number | 'NONE' | 'ASKED';
}

/** What a free text says is never looked at: somebody wrote. */
const written: Answer = { values: [], text: '…' };

/**
 * Other replies that somebody could have sent instead, each valid, and different in whether a figure counts them. Where a change
 * makes further questions asked, they get the answers that cost least.
 */
export class OtherReplies {
  readonly #figures: SurveyFigures;
  readonly #questions: AskedQuestion[];
  readonly #byId: Map<string, QuestionFigures>;
  readonly #places: Place[];

  constructor(figures: SurveyFigures) {
    this.#figures = figures;
    this.#questions = figures.questions.map(({ question }) => question);
    this.#byId = new Map(figures.questions.map((one) => [one.question.id, one]));
    this.#places = placesOf(figures);
  }

  /** The figures that would change, for each other reply. */
  *changes(reply: Answers, figure: number, price: Price): Generator<number[]> {
    const before = countedIn(this.#figures, reply);
    const place = this.#places[figure];
    const silentAt = place?.what === 'NONE' ? place.of.question : null;
    for (const changed of this.#different(reply, figure)) {
      const after = countedIn(this.#figures, this.#complete(changed, reply, price, silentAt));
      const difference = [...before]
        .filter((one) => !after.has(one))
        .concat([...after].filter((one) => !before.has(one)));
      if (difference.includes(figure)) yield difference;
    }
  }

  *#different(reply: Answers, figure: number): Generator<Reply> {
    const place = this.#places[figure];
    if (!place) return;
    const { of, row, what } = place;
    if (what === 'ASKED') {
      yield* this.#isAsked(of.question, reply) ? this.#unasking(of, reply) : this.#asking(of, reply);
    } else if (this.#isAsked(of.question, reply)) {
      for (const answer of otherAnswers(of, reply.get(of.question.id), row, what)) yield withAnswer(reply, of, answer);
    } else {
      for (const asked of this.#asking(of, reply))
        if (what === 'NONE') yield asked;
        else for (const answer of otherAnswers(of, undefined, row, what)) yield withAnswer(asked, of, answer);
    }
  }

  /** Replies by which a question that was not asked is. */
  *#asking({ question: { condition } }: QuestionFigures, reply: Answers): Generator<Reply> {
    const parent = condition ? this.#byId.get(condition.questionId) : undefined;
    if (!condition || !parent) return;
    const starts = this.#isAsked(parent.question, reply) ? [new Map(reply)] : this.#asking(parent, reply);
    for (const start of starts)
      for (const value of condition.values)
        for (const answer of toggled(parent, start.get(parent.question.id), value))
          yield withAnswer(start, parent, answer);
  }

  /** Replies by which a question that was asked is not. */
  *#unasking({ question: { condition } }: QuestionFigures, reply: Answers): Generator<Reply> {
    const parent = condition ? this.#byId.get(condition.questionId) : undefined;
    if (!condition || !parent) return;
    const kept = (reply.get(parent.question.id)?.values ?? []).filter((one) => !condition.values.includes(one ?? -1));
    if (parent.question.kind === 'MULTIPLE' && kept.length > 0)
      yield withAnswer(reply, parent, { values: kept, text: '' });
    for (const value of parent.values)
      if (!condition.values.includes(value)) yield withAnswer(reply, parent, { values: [value], text: '' });
    if (!parent.question.required) yield withAnswer(reply, parent, undefined);
    yield* this.#unasking(parent, reply);
  }

  #isAsked(question: AskedQuestion, reply: Answers): boolean {
    return askedQuestions(this.#questions, reply).includes(question);
  }

  /** A reply with an answer to everything that has become asked, but for the one where none is given, and to nothing else. */
  #complete(changed: Reply, before: Answers, price: Price, silentAt: AskedQuestion | null): Reply {
    const asked = new Set(askedQuestions(this.#questions, before));
    const whole: Reply = new Map();
    for (const of of this.#figures.questions) {
      const { question } = of;
      if (!askedQuestions(this.#questions, new Map([...whole, ...only(changed, question)])).includes(question))
        continue;
      const own = changed.get(question.id);
      const answer = own ?? (asked.has(question) || question === silentAt ? undefined : cheapestAnswer(of, price));
      if (answer) whole.set(question.id, fill(of, answer, price));
    }
    return whole;
  }
}

const only = (reply: Reply, { id }: AskedQuestion): [string, Answer][] => {
  const answer = reply.get(id);
  return answer ? [[id, answer]] : [];
};

function placesOf({ questions }: SurveyFigures): Place[] {
  const places: Place[] = [];
  for (const of of questions) {
    if (of.asked !== null) places[of.asked] = { of, row: 0, what: 'ASKED' };
    of.lines.forEach(({ cells, noAnswer }, row) => {
      cells.forEach((cell, at) => (places[cell] = { of, row, what: of.values[at] ?? 0 }));
      if (noAnswer !== null) places[noAnswer] = { of, row, what: 'NONE' };
    });
  }
  return places;
}

function withAnswer(reply: Answers, { question }: QuestionFigures, answer: Answer | undefined): Reply {
  const changed = new Map(reply);
  if (answer) changed.set(question.id, answer);
  else changed.delete(question.id);
  return changed;
}

/** Answers that differ in one value, or in whether there is an answer; undefined: none. */
function* otherAnswers(
  of: QuestionFigures,
  answer: Answer | undefined,
  row: number,
  what: number | 'NONE',
): Generator<Answer | undefined> {
  const { kind, required } = of.question;
  if (kind === 'TEXT') yield answer ? undefined : written;
  else if (kind === 'MATRIX') yield* otherRows(of, answer, row, what);
  else if (what === 'NONE') yield* answer ? [undefined] : of.values.map((value) => ({ values: [value], text: '' }));
  else {
    yield* toggled(of, answer, what);
    if (!required && answer?.values.includes(what)) yield undefined;
  }
}

/** Answers in which a value is chosen, where it was not, and the other way round. */
function* toggled({ question, values }: QuestionFigures, answer: Answer | undefined, value: number): Generator<Answer> {
  const chosen = (answer?.values ?? []).filter((one) => one !== null);
  const others = chosen.filter((one) => one !== value);
  const isChosen = others.length < chosen.length;
  const free = values.filter((one) => one !== value && !chosen.includes(one));
  if (question.kind !== 'MULTIPLE') {
    yield* (isChosen ? free : [value]).map((one) => ({ values: [one], text: '' }));
    return;
  }
  const most = question.most ?? values.length;
  if (isChosen) {
    if (others.length > 0) yield { values: others, text: '' };
    for (const one of free) yield { values: [...others, one], text: '' };
    return;
  }
  if (chosen.length < most) yield { values: [...chosen, value], text: '' };
  for (const gone of chosen) yield { values: [...chosen.filter((one) => one !== gone), value], text: '' };
}

function* otherRows(
  { question, values }: QuestionFigures,
  answer: Answer | undefined,
  row: number,
  what: number | 'NONE',
): Generator<Answer | undefined> {
  const rows = question.rows.map((_, at) => answer?.values[at] ?? null);
  const now = rows[row] ?? null;
  const others: (number | null)[] = what === 'NONE' || now === what ? values.filter((one) => one !== now) : [what];
  if (!question.required && now !== null) others.push(null);
  for (const other of others) {
    const changed = rows.with(row, other);
    yield changed.every((one) => one === null) ? undefined : { values: changed, text: '' };
  }
}

/** What a question that has become asked is answered with: whatever costs least. */
function cheapestAnswer({ question, lines: [line], values }: QuestionFigures, price: Price): Answer | undefined {
  if (question.kind === 'MATRIX') return { values: question.rows.map(() => null), text: '' };
  const cells = line?.cells ?? [];
  const none = line?.noAnswer ?? null;
  const best = cells.reduce((a, b) => (price(b) < price(a) ? b : a), cells[0] ?? -1);
  if (none !== null && (best < 0 || price(none) <= price(best))) return undefined;
  return question.kind === 'TEXT' ? written : { values: [values[cells.indexOf(best)] ?? 0], text: '' };
}

/** An answer with all rows of a matrix that must be filled. */
function fill({ question, lines, values }: QuestionFigures, answer: Answer, price: Price): Answer {
  if (question.kind !== 'MATRIX') return answer;
  const rows = lines.map(({ cells, noAnswer }, row) => {
    const own = answer.values[row] ?? null;
    if (own !== null || noAnswer !== null) return own;
    const best = cells.reduce((a, b) => (price(b) < price(a) ? b : a));
    return values[cells.indexOf(best)] ?? null;
  });
  return { values: rows, text: '' };
}
