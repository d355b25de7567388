import { expect, test } from 'vitest';
import { cursorIn } from './cursor.ts';

const at = (search: string) => cursorIn(new URL(`https://vicini.example.org/events${search}`));

test('a cursor is taken as it is; what cannot be one leads to the first page', () => {
  const cursor = Buffer.from('0199f0a1b2c3740091d2e3f405162738', 'hex').toString('base64url');
  expect(at(`?after=${cursor}`)).toBe(cursor);
  for (const wrong of ['', '?after=', '?after=zzzz', `?after=${cursor}A`, '?after=%00', `?after=${'é'.repeat(22)}`])
    expect(at(wrong)).toBeNull();
});
