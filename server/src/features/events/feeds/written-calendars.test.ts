import { expect, test } from 'vitest';
import { WrittenCalendars } from './written-calendars.ts';

async function* pieces(text: string): AsyncGenerator<string> {
  for (const piece of text) yield await Promise.resolve(piece);
}
async function passThrough(calendars: WrittenCalendars, mark: string, text: string): Promise<string> {
  let all = '';
  for await (const piece of calendars.keep(mark, pieces(text))) all += piece;
  return all;
}

test('a calendar is kept once it was written to its end, and the one not asked for goes first', async () => {
  const calendars = new WrittenCalendars(8);
  expect(await passThrough(calendars, 'a', 'aaa')).toBe('aaa');
  await passThrough(calendars, 'b', 'bbb');
  expect(calendars.get('a')).toBe('aaa');
  await passThrough(calendars, 'c', 'ccc');
  expect([calendars.get('a'), calendars.get('b'), calendars.get('c')]).toEqual(['aaa', undefined, 'ccc']);
});

test('one that breaks off, or needs too much room, is not', async () => {
  const calendars = new WrittenCalendars(8);
  for await (const piece of calendars.keep('broken', pieces('abc'))) if (piece === 'b') break;
  await passThrough(calendars, 'long', 'abcdefghi');
  expect([calendars.get('broken'), calendars.get('long')]).toEqual([undefined, undefined]);
});
