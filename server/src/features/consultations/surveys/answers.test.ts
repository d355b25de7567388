import { describe, expect, test } from 'vitest';
import { type AskedQuestion, readAnswer, readReply } from './answers.ts';
import { movedValues } from './moved-values.ts';

const question = (changes: Partial<AskedQuestion>): AskedQuestion => ({
  id: 'q',
  kind: 'SINGLE',
  required: false,
  choices: ['A', 'B', 'C'],
  rows: [],
  condition: null,
  ...changes,
});
const read = (changes: Partial<AskedQuestion>, values: (number | null)[], text = '') =>
  readAnswer(question(changes), { values, text })?.values;

describe('an answer', () => {
  test('to a single question is one of its choices', () => {
    expect(read({}, [2])).toEqual([2]);
    expect(read({}, [])).toBe(undefined);
    expect(() => read({}, [3])).toThrow('INVALID_INPUT');
    expect(() => read({}, [0, 1])).toThrow('INVALID_INPUT');
  });
  test('to a multiple one keeps to its bound and is kept in order, each once', () => {
    expect(read({ kind: 'MULTIPLE', most: 2 }, [2, 0, 2])).toEqual([0, 2]);
    expect(() => read({ kind: 'MULTIPLE', most: 2 }, [0, 1, 2])).toThrow('CHOSEN_TOO_MANY');
  });
  test('on a scale is one of its points', () => {
    expect(read({ kind: 'SCALE', choices: [], fromValue: 1, toValue: 5 }, [5])).toEqual([5]);
    expect(() => read({ kind: 'SCALE', choices: [], fromValue: 1, toValue: 5 }, [0])).toThrow('INVALID_INPUT');
  });
  test('in words is trimmed and bounded', () => {
    const text = { kind: 'TEXT', choices: [], longest: 20 } as const;
    expect(readAnswer(question(text), { values: [], text: '  Più luce.\r\nGrazie ' })?.text).toBe('Più luce.\nGrazie');
    expect(readAnswer(question(text), { values: [], text: '   ' })).toBe(null);
    expect(() => readAnswer(question(text), { values: [], text: 'a'.repeat(21) })).toThrow('TOO_LONG');
  });
  test('to a matrix has a place for each row', () => {
    expect(read({ kind: 'MATRIX', rows: ['x', 'y'] }, [1])).toEqual([1, null]);
    expect(read({ kind: 'MATRIX', rows: ['x', 'y'] }, [null, null])).toBe(undefined);
    expect(() => read({ kind: 'MATRIX', rows: ['x'] }, [0, 0])).toThrow('INVALID_INPUT');
  });
});

describe('a reply', () => {
  const questions = [
    question({ id: 'q', required: true }),
    question({ id: 'r', required: true, condition: { questionId: 'q', values: [0] } }),
    question({
      id: 'm',
      kind: 'MATRIX',
      rows: ['x', 'y'],
      required: true,
      condition: { questionId: 'q', values: [2] },
    }),
  ];
  const chose = (...values: (number | null)[]) => ({ values, text: '' });

  test('keeps nothing that was not asked', () => {
    const reply = readReply(questions, new Map([['q', chose(1)], ['r', chose(0)]])); // prettier-ignore
    expect([...reply.keys()]).toEqual(['q']);
  });
  test('needs what is asked and required, every row of it', () => {
    expect(() => readReply(questions, new Map())).toThrow(expect.objectContaining({ code: 'REQUIRED', field: 'q' }));
    expect(() => readReply(questions, new Map([['q', chose(0)]]))).toThrow(expect.objectContaining({ field: 'r' }));
    expect(() => readReply(questions, new Map([['q', chose(2)], ['m', chose(1, null)]]))).toThrow(
      expect.objectContaining({ field: 'm' }),
    ); // prettier-ignore
  });
});

describe('a condition', () => {
  test('follows a choice to its new place, and a mended one stays where it was', () => {
    expect(movedValues([0, 2], ['A', 'B', 'C'], ['C', 'A', 'B'])).toEqual([0, 1]);
    expect(movedValues([1], ['A', 'B'], ['A', 'Be'])).toEqual([1]);
  });
  test('is lost with its choice', () => {
    expect(movedValues([1], ['A', 'B', 'C'], ['A', 'C'])).toBe(null);
    expect(movedValues([1], ['A', 'B'], ['B', 'A'])).toEqual([0]);
  });
});
