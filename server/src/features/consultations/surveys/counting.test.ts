import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, type Answers, askedQuestions } from './asked-questions.ts';
import { type AskedQuestion, valuesOf } from './answers.ts';
import { type CountedQuestion, countSurvey, scaleFigures } from './counting.ts';
import { countedIn, figuresOf } from './figures.ts';
import { isPossible } from '../../../../../tests/testkit/whole-numbers.ts';

const question = (id: string, changes: Partial<AskedQuestion> = {}): AskedQuestion => ({
  id,
  kind: 'SINGLE',
  required: true,
  choices: ['A', 'B'],
  rows: [],
  condition: null,
  ...changes,
});
const when = (questionId: string, ...values: number[]) => ({ condition: { questionId, values } });
const says = (given: Record<string, number[] | string>): Answers =>
  new Map(
    Object.entries(given).map(([id, said]) => [
      id,
      typeof said === 'string' ? { values: [], text: said } : { values: said, text: '' },
    ]),
  );
const times = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => one);

describe('what is told of a survey', () => {
  test('large figures are told as they are', () => {
    const questions = [question('q'), question('r', { kind: 'MULTIPLE', choices: ['X', 'Y', 'Z'], required: false })];
    const replies = [...times(6, says({ q: [0], r: [0, 1] })), ...times(7, says({ q: [1] }))];
    expect(countSurvey(questions, replies)).toEqual([
      { id: 'q', asked: 13, lines: [{ cells: [6, 7], noAnswer: 0 }] },
      { id: 'r', asked: 13, lines: [{ cells: [6, 6, 0], noAnswer: 7 }] },
    ]);
  });

  test('fewer than five replies tell nothing', () => {
    expect(countSurvey([question('q')], times(4, says({ q: [0] })))).toBe(null);
  });

  test('a small answer takes another one with it', () => {
    const questions = [question('q', { choices: ['A', 'B', 'C'] })];
    const replies = [...times(2, says({ q: [0] })), ...times(9, says({ q: [1] })), ...times(30, says({ q: [2] }))];
    expect(countSurvey(questions, replies)?.[0]?.lines[0]?.cells).toEqual([null, null, 30]);
  });

  test('a question that few were not asked does not tell how many they were', () => {
    const questions = [question('q'), question('r', { ...when('q', 0), choices: ['X', 'Y', 'Z'] })];
    const replies = [
      ...times(20, says({ q: [0], r: [0] })),
      ...times(30, says({ q: [0], r: [1] })),
      ...times(40, says({ q: [0], r: [2] })),
      ...times(3, says({ q: [1] })),
    ];
    expect(countSurvey(questions, replies)).toEqual([
      { id: 'q', asked: 93, lines: [{ cells: [null, null], noAnswer: 0 }] },
      { id: 'r', asked: null, lines: [{ cells: [null, 30, 40], noAnswer: 0 }] },
    ]);
  });

  test('how many were asked cannot be added up from their answers where it is withheld', () => {
    const questions = [
      question('q', { choices: ['A', 'B', 'C', 'D'] }),
      question('r', { ...when('q', 0), required: false }),
    ];
    const replies = [
      ...times(5, says({ q: [0], r: [0] })),
      ...times(6, says({ q: [0], r: [1] })),
      ...times(20, says({ q: [1] })),
      ...times(1, says({ q: [2] })),
      ...times(3, says({ q: [3] })),
    ];
    expect(countSurvey(questions, replies)).toEqual([
      { id: 'q', asked: 35, lines: [{ cells: [11, null, null, null], noAnswer: 0 }] },
      { id: 'r', asked: 11, lines: [{ cells: [5, 6], noAnswer: 0 }] },
    ]);
  });

  test('of a question that few were asked, not even what none of them said is told', () => {
    const questions = [
      question('q', { choices: ['A', 'B', 'C'] }),
      question('r', { ...when('q', 0), choices: ['X', 'Y', 'Z'], required: false }),
    ];
    const replies = [
      ...times(3, says({ q: [0], r: [1] })),
      ...times(20, says({ q: [1] })),
      ...times(30, says({ q: [2] })),
    ];
    expect(countSurvey(questions, replies)?.[1]).toEqual({
      id: 'r',
      asked: null,
      lines: [{ cells: [null, null, null], noAnswer: null }],
    });
  });

  test('a question that few were asked tells nothing', () => {
    const questions = [question('q', { choices: ['A', 'B', 'C'] }), question('r', when('q', 0))];
    const replies = [
      ...times(3, says({ q: [0], r: [1] })),
      ...times(20, says({ q: [1] })),
      ...times(30, says({ q: [2] })),
    ];
    const [first, second] = countSurvey(questions, replies) ?? [];
    expect(first?.lines[0]?.cells).toEqual([null, null, 30]);
    expect(second).toMatchObject({ asked: null });
    expect(second?.lines[0]?.cells[1], 'three who said B').toBe(null);
  });
});

describe('mean and median of a scale', () => {
  test('follow from what was published', () => {
    expect(scaleFigures([1, 2, 3], [5, 0, 5])).toEqual({ mean: 2, median: 2 });
    expect(scaleFigures([1, 2, 3], [0, 0, 7])).toEqual({ mean: 3, median: 3 });
  });
  test('are not told where a point is withheld, or nobody answered', () => {
    expect(scaleFigures([1, 2], [null, 9])).toBe(null);
    expect(scaleFigures([1, 2], [0, 0])).toBe(null);
  });
});

/** Small surveys of every kind of question and condition; few kinds of replies, so that all worlds can be looked at. */
const surveys: AskedQuestion[][] = [
  [question('q', { choices: ['A', 'B', 'C'], required: false })],
  [question('q', { kind: 'MULTIPLE', choices: ['A', 'B', 'C'], required: false })],
  [question('q', { kind: 'MULTIPLE', choices: ['A', 'B', 'C'], most: 2 })],
  [question('q', { kind: 'MULTIPLE', choices: ['A', 'B', 'C'], most: 1 })],
  [question('q', { choices: ['A', 'B', 'C'] }), question('r', when('q', 0))],
  [question('q', { choices: ['A', 'B', 'C'] }), question('r', { ...when('q', 0, 1), required: false })],
  [
    question('q'),
    question('r', { ...when('q', 0), required: false }),
    question('s', { ...when('q', 1), required: false }),
  ],
  [question('q', { choices: ['A', 'B', 'C'] }), question('r', when('q', 0)), question('s', when('q', 0, 1))],
  [question('q'), question('r', when('q', 0)), question('s', when('r', 1)), question('t', when('s', 0))],
  [question('q', { kind: 'MULTIPLE', required: false }), question('r', when('q', 0)), question('s', when('q', 0, 1))],
  [question('q', { kind: 'MULTIPLE' }), question('r', { ...when('q', 1), kind: 'TEXT', required: false })],
  [
    question('q', { kind: 'SCALE', fromValue: 1, toValue: 3 }),
    question('r', { ...when('q', 1, 2), kind: 'TEXT', required: true }),
  ],
  [question('q', { kind: 'MATRIX', rows: ['x', 'y'], required: false })],
  [question('q'), question('r', { kind: 'MATRIX', rows: ['x', 'y'], ...when('q', 1) })],
  [question('q', { choices: ['A', 'B', 'C', 'D'] }), question('r', { ...when('q', 0), required: false })],
  [question('q'), question('r', when('q', 0, 1)), question('s', { ...when('q', 0), required: false })],
  [
    question('q', { kind: 'MULTIPLE', required: false }),
    question('r', { ...when('q', 1), choices: ['A', 'B', 'C'], required: false }),
  ],
];

/** Every reply that a survey takes; all that is written is one. */
function allReplies(questions: readonly AskedQuestion[]): Answers[] {
  return questions.reduce<Answers[]>(
    (replies, one, at) =>
      replies.flatMap((reply) => {
        if (!askedQuestions(questions.slice(0, at + 1), reply).includes(one)) return [reply];
        const answered = allAnswers(one).map((answer) => new Map([...reply, [one.id, answer]]));
        return one.required ? answered : [...answered, reply];
      }),
    [new Map()],
  );
}

function allAnswers(one: AskedQuestion): Answer[] {
  const values = valuesOf(one);
  const subsets = values.reduce<number[][]>((all, value) => all.flatMap((some) => [some, [...some, value]]), [[]]);
  const perRow = one.rows.reduce<(number | null)[][]>(
    (all) => all.flatMap((some) => [...values, ...(one.required ? [] : [null])].map((value) => [...some, value])),
    [[]],
  );
  switch (one.kind) {
    case 'TEXT':
      return [{ values: [], text: 'x' }];
    case 'MULTIPLE':
      return subsets
        .filter(({ length }) => length > 0 && length <= (one.most ?? values.length))
        .map((some) => ({ values: some, text: '' }));
    case 'MATRIX':
      return perRow.filter((some) => some.some((value) => value !== null)).map((some) => ({ values: some, text: '' }));
    case 'SINGLE':
    case 'SCALE':
      return values.map((value) => ({ values: [value], text: '' }));
  }
}

const published = (counted: readonly CountedQuestion[]): (number | null)[] =>
  counted.flatMap(({ asked, lines }) => [asked, ...lines.flatMap(({ cells, noAnswer }) => [...cells, noAnswer])]);

/** What would be published if nothing were withheld, of a reply. */
function shownOf(questions: readonly AskedQuestion[], reply: Answers): number[] {
  const figures = figuresOf(questions);
  const counted = countedIn(figures, reply);
  const one = (figure: number | null) => (figure !== null && counted.has(figure) ? 1 : 0);
  return figures.questions.flatMap(({ asked, lines }) => [
    asked === null ? 1 : one(asked),
    ...lines.flatMap(({ cells, noAnswer }) => [...cells.map(one), one(noAnswer)]),
  ]);
}

test.each(surveys.map((questions, at) => ({ questions, at })))(
  'survey $at: whoever tries all ways in which people could have answered tells no withheld figure, nor that it is one to four',
  ({ questions }) => {
    const kinds = allReplies(questions);
    const vectors = kinds.map((reply) => shownOf(questions, reply));
    const people = fc.oneof(fc.constant(0), fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.nat({ max: 14 }));
    fc.assert(
      fc.property(fc.array(people, { minLength: kinds.length, maxLength: kinds.length }), (shares) => {
        const replies = shares.flatMap((count, kind) => times(count, kinds[kind]!));
        const counted = countSurvey(questions, replies);
        if (!counted) return;
        for (const { asked } of counted)
          if (asked !== null) expect([1, 2, 3, 4], 'few were not asked').not.toContain(replies.length - asked);
        const shown = published(counted);
        const sumOf = (figure: number) => vectors.map((vector) => vector[figure]!);
        const known = shown.flatMap((is, figure) => (is === null ? [] : { of: sumOf(figure), is }));
        const everybody = { of: kinds.map(() => 1), is: replies.length };
        const canBe = (figure: number, is: number) => isPossible([everybody, ...known, { of: sumOf(figure), is }]);
        shown.forEach((told, figure) => {
          const truth = shares.reduce((sum, count, kind) => sum + count * vectors[kind]![figure]!, 0);
          if (told !== null) {
            expect(told).toBe(truth);
            expect([1, 2, 3, 4], `figure ${figure} is small and shown`).not.toContain(told);
            return;
          }
          const others = [...Array(replies.length + 1).keys()]
            .filter((value) => value !== truth && !(truth > 0 && truth < 5 && value > 0 && value < 5))
            .sort((one, other) => Math.abs(one - truth) - Math.abs(other - truth));
          expect(
            others.some((value) => canBe(figure, value) !== false),
            `figure ${figure} of ${JSON.stringify(shown)} is known: ${truth}`,
          ).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
  },
);

test('the order of replies changes nothing', () => {
  const questions = surveys[8]!;
  const kinds = allReplies(questions);
  const placed = fc.tuple(fc.constantFrom(...kinds), fc.nat());
  fc.assert(
    fc.property(fc.array(placed, { minLength: 5, maxLength: 40 }), (replies) => {
      const shuffled = replies.toSorted(([, one], [, other]) => one - other);
      const count = (these: typeof replies) =>
        countSurvey(
          questions,
          these.map(([reply]) => reply),
        );
      expect(count(shuffled)).toEqual(count(replies));
    }),
    { numRuns: 50 },
  );
});
