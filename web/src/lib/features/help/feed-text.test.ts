import { expect, test } from 'vitest';
import { feedText } from './feed-text.ts';

test('words in a feed are words: no markup for those who read it, and nothing XML does not know', () => {
  expect(feedText('<img src="https://example.org/pixel"> 2 > 1 & ok')).toBe(
    '&lt;img src="https://example.org/pixel"&gt; 2 &gt; 1 &amp; ok',
  );
  expect(feedText('one\u0001two\u000b\ufffe\ud800.\nتسوق')).toBe('onetwo\ufffd.\nتسوق');
});
