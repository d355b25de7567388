import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DifferencePart, differenceOf } from './text-difference.ts';

const made = (parts: DifferencePart[], without: DifferencePart['change']) =>
  parts
    .filter(({ change }) => change !== without)
    .map(({ words }) => words)
    .join('');

describe('what tells a text from another one', () => {
  test('whole words come and go, and what stayed is said once', () => {
    expect(differenceOf('Due panchine al sole.', 'Tre panchine al sole.')).toEqual([
      { change: 'REMOVED', words: 'Due' },
      { change: 'ADDED', words: 'Tre' },
      { change: 'SAME', words: ' panchine al sole.' },
    ]);
  });

  test('words of other scripts are words too', () => {
    expect(differenceOf('مقعدان في الحديقة', 'ثلاثة مقاعد في الحديقة').at(-1)).toEqual({
      change: 'SAME',
      words: ' في الحديقة',
    });
  });

  test('both texts come back out of it to the letter, whatever they are', () => {
    const words = fc.array(fc.constantFrom('uno ', 'due', '\n\n', ' مقعد', '. ', 'è', '👩‍👧'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (some, others) => {
        const [before, after] = [some.join(''), others.join('')];
        const parts = differenceOf(before, after);
        expect([made(parts, 'ADDED'), made(parts, 'REMOVED')]).toEqual([before, after]);
      }),
    );
  });
});
