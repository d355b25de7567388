import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, askedQuestions } from './asked-questions.ts';

const chose = (...values: number[]): Answer => ({ values, text: '' });
const questions = [
  { id: 'children', condition: null },
  { id: 'ages', condition: { questionId: 'children', values: [0] } },
  { id: 'school', condition: { questionId: 'ages', values: [1, 2] } },
  { id: 'town', condition: null },
];
const asked = (answers: Record<string, Answer>) =>
  askedQuestions(questions, new Map(Object.entries(answers))).map(({ id }) => id);

test('a question with a condition is asked only where it is met', () => {
  expect(asked({})).toEqual(['children', 'town']);
  expect(asked({ children: chose(1) })).toEqual(['children', 'town']);
  expect(asked({ children: chose(0) })).toEqual(['children', 'ages', 'town']);
});

test('conditions make chains: an answer to what is no longer asked decides nothing', () => {
  expect(asked({ children: chose(0), ages: chose(2) })).toEqual(['children', 'ages', 'school', 'town']);
  expect(asked({ children: chose(1), ages: chose(2) })).toEqual(['children', 'town']);
});

test('of several choices one is enough', () => {
  expect(asked({ children: chose(0), ages: chose(0, 2) })).toContain('school');
});

const surveys = fc.array(fc.option(fc.tuple(fc.nat({ max: 9 }), fc.subarray([0, 1, 2], { minLength: 1 }))), {
  minLength: 1,
  maxLength: 10,
});
const answerLists = fc.array(fc.option(fc.subarray([0, 1, 2], { minLength: 1 })), { minLength: 10, maxLength: 10 });
/** Conditions name any question: earlier ones, later ones, itself. */
const surveyOf = (conditions: ([number, number[]] | null)[]) =>
  conditions.map((condition, at) => ({
    id: String(at),
    condition: condition && { questionId: String(condition[0]), values: condition[1] },
  }));
const answersOf = (lists: (number[] | null)[]) =>
  new Map(lists.flatMap((values, at): [string, Answer][] => (values ? [[String(at), { values, text: '' }]] : [])));

test('answers to what is not asked change nothing, whatever the conditions', () => {
  fc.assert(
    fc.property(surveys, answerLists, (conditions, lists) => {
      const survey = surveyOf(conditions);
      const answers = answersOf(lists);
      const found = askedQuestions(survey, answers);
      const ids = new Set(found.map(({ id }) => id));
      const kept = new Map([...answers].filter(([id]) => ids.has(id)));
      expect(askedQuestions(survey, kept)).toEqual(found);
    }),
  );
});

test('whether a question is asked follows from earlier ones alone', () => {
  fc.assert(
    fc.property(surveys, answerLists, fc.nat({ max: 10 }), (conditions, lists, length) => {
      const survey = surveyOf(conditions);
      const answers = answersOf(lists);
      const before = answersOf(lists.slice(0, length));
      const begin = survey.slice(0, length + 1);
      expect(askedQuestions(begin, before)).toEqual(
        askedQuestions(survey, answers).filter((question) => begin.includes(question)),
      );
      for (const { condition, id } of askedQuestions(survey, answers))
        if (condition) expect(Number(condition.questionId)).toBeLessThan(Number(id));
    }),
  );
});
