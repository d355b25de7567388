import { expect, test } from 'vitest';
import { plainWords } from './plain-words.ts';

test('Markdown as plain words keeps lines, lists, addresses and signs', () => {
  const markdown =
    '# Programma\n\n**Non serve** *iscriversi*, [vieni](https://example.org/a).\nPorta <3 & "pane"\n\n- tè\n- **biscotti**\n\n1. prima\n2. poi\n\n> a presto\n\nhttps://example.org';
  expect(plainWords(markdown)).toBe(
    'Programma\n\nNon serve iscriversi, vieni (https://example.org/a).\nPorta <3 & "pane"\n\n- tè\n- biscotti\n\n1. prima\n2. poi\n\na presto\n\nhttps://example.org',
  );
  expect(plainWords('<b>grassetto</b> e 5 * 3 * 2')).toBe('<b>grassetto</b> e 5 * 3 * 2');
});
