import { expect, test } from 'vitest';
import { whereToTakePart } from './part.server.ts';

test('whoever has come in is led to what is open now, a vote before all else', () => {
  const phase = (method: string, open = true) => ({ id: `of-${method.toLowerCase()}`, method, open });
  expect(whereToTakePart([phase('STATEMENTS'), phase('VOTE')])).toBe('vote/of-vote');
  expect(whereToTakePart([phase('PROPOSALS'), phase('STATEMENTS')])).toBe('statements');
  expect(whereToTakePart([phase('STATEMENTS', false), phase('PROPOSALS')])).toBe('proposals/of-proposals');
  expect(whereToTakePart([phase('ASSEMBLY'), phase('VOTE', false)])).toBe('assembly/of-assembly');
  expect(whereToTakePart([{ id: 'none', open: true }])).toBe('statements');
});
