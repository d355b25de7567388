import { expect, test } from 'vitest';
import { paperLine } from './paper-line.ts';

test.each([
  { method: 'SCOTTISH_STV', choices: [2, null, 1, 3], line: '3 1 4' },
  { method: 'SCHULZE', choices: [1, 2, 1, null], line: '1=3 2' },
  { method: 'APPROVAL', choices: [1, null, 1, null], line: '1 3' },
  { method: 'SCORE', choices: [5, null, 0, null], line: '1:5 3:0' },
  { method: 'SCORE', choices: [null, null], line: '-' },
] as const)('$method $choices is typed as "$line"', ({ method, choices, line }) => {
  expect(paperLine(method, choices)).toBe(line);
});
