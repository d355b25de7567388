import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../surveys/answers.ts';
import type { Answer } from '../surveys/asked-questions.ts';
import { readReplyLine, replyLine } from './reply-lines.ts';

const question = (id: string, changes: Partial<AskedQuestion>): AskedQuestion => ({
  ...{ id, kind: 'SINGLE', required: false, choices: ['a', 'b', 'c'], rows: [], condition: null },
  ...changes,
});
const questions = [
  question('one', {}),
  question('many', { kind: 'MULTIPLE' }),
  question('scale', { kind: 'SCALE', choices: [], fromValue: 0, toValue: 5 }),
  question('table', { kind: 'MATRIX', rows: ['x', 'y', 'z'] }),
  question('words', { kind: 'TEXT', choices: [], longest: 200 }),
];
const values = (...given: (number | null)[]): Answer => ({ values: given, text: '' });
const read = (line: string) => {
  const reply = readReplyLine(questions, line);
  return reply && Object.fromEntries(reply);
};

describe('a survey on paper', () => {
  test.each([
    { line: '1: 2', reply: { one: values(1) } },
    { line: '1:3; 2: 1 3;3: 0', reply: { one: values(2), many: values(0, 2), scale: values(0) } },
    { line: '4: 1 - 3', reply: { table: values(0, null, 2) } },
    { line: '2: 1,3;', reply: { many: values(0, 2) } },
    { line: '5: Panchine; e alle 18: luci', reply: { words: { values: [], text: 'Panchine; e alle 18: luci' } } },
    { line: '5: مقاعد أكثر; 1: 1', reply: { words: { values: [], text: 'مقاعد أكثر' }, one: values(0) } },
    { line: ' – ', reply: {} },
  ])('"$line"', ({ line, reply }) => {
    expect(read(line)).toEqual(reply);
  });

  test.each(['', '2', '1:', '9: 1', '1: sì', '1: 1; 1: 2', '2: 1 -', 'Panchine', '0: 1'])(
    '"%s" cannot be read',
    (line) => {
      expect(read(line)).toBeNull();
    },
  );

  test('what is written is read again, whatever was answered', () => {
    const place = fc.integer({ min: 0, max: 2 });
    const reply = fc.record(
      {
        one: place.map((value) => values(value)),
        many: fc.uniqueArray(place, { minLength: 1 }).map((all) => values(...all)),
        scale: fc.integer({ min: 0, max: 5 }).map((value) => values(value)),
        table: fc.array(fc.option(place), { minLength: 3, maxLength: 3 }).map((all) => values(...all)),
        words: fc.stringMatching(/^[a-zà-ù,.!? ]{0,40}[a-z]$/).map((text) => ({ values: [], text: text.trim() })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(reply, (given) => {
        const line = replyLine(questions, new Map(Object.entries(given)));
        const said = Object.fromEntries(
          Object.entries(given).map(([id, { values: chosen, text }]) => [
            id,
            { values: chosen, text: text.replace(/\s+/g, ' ') },
          ]),
        );
        expect(read(line)).toEqual(said);
      }),
    );
  });
});
