import { describe, expect, test } from 'vitest';
import { ballotLine, readBallotLine } from './ballot-lines.ts';

describe('a ballot on paper', () => {
  test.each([
    { method: 'SCOTTISH_STV', line: '3 1 2', read: [[2, 1], [0, 2], [1, 3]] },
    { method: 'SCHULZE', line: ' 3=1, 2 ', read: [[2, 1], [0, 1], [1, 2]] },
    { method: 'APPROVAL', line: '1 3', read: [[0, 1], [2, 1]] },
    { method: 'EQUAL_SHARES', line: '2;4', read: [[1, 1], [3, 1]] },
    { method: 'SCORE', line: '1:5 3:0', read: [[0, 5], [2, 0]] },
    { method: 'SCORE', line: '-', read: [] },
    { method: 'APPROVAL', line: '–', read: [] },
  ] as const)('$method "$line"', ({ method, line, read }) => {
    expect(readBallotLine(method, line)).toEqual(read.map(([at, value]) => ({ at, value })));
  }); // prettier-ignore

  test.each([
    { method: 'SCOTTISH_STV', line: 'Panchine' },
    { method: 'APPROVAL', line: '1=2' },
    { method: 'APPROVAL', line: '1:5' },
    { method: 'SCORE', line: '1' },
    { method: 'SCORE', line: '1:' },
    { method: 'SCHULZE', line: '1==2' },
    { method: 'SCHULZE', line: '' },
    { method: 'SCHULZE', line: '1 -' },
  ] as const)('$method "$line" cannot be read', ({ method, line }) => {
    expect(readBallotLine(method, line)).toBeNull();
  });
});

test.each([
  { method: 'SCOTTISH_STV', choices: [2, null, 1, 3], line: '3 1 4' },
  { method: 'SCHULZE', choices: [1, 2, 1, null], line: '1=3 2' },
  { method: 'APPROVAL', choices: [1, null, 1, null], line: '1 3' },
  { method: 'SCORE', choices: [5, null, 0, null], line: '1:5 3:0' },
  { method: 'SCORE', choices: [null, null], line: '-' },
] as const)('$method $choices is typed as "$line"', ({ method, choices, line }) => {
  expect(ballotLine(method, [...choices])).toBe(line);
});
