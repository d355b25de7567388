import { describe, expect, test } from 'vitest';
import { plainWords, readMarkdown } from './markdown.server.ts';

const all = (markdown: string) => JSON.stringify(readMarkdown(markdown));

describe('Markdown of people', () => {
  test('headings, emphasis, lists, links and quotes keep their shape', () => {
    const [heading, paragraph, list, quote] = readMarkdown(
      '# Programma\n\nCi vediamo **alle sei**, [qui](https://example.org).\n\n- pane\n- *vino*\n\n> a presto',
    );
    expect(heading).toMatchObject({ kind: 'heading', parts: [{ text: 'Programma' }] });
    expect(paragraph).toMatchObject({
      kind: 'paragraph',
      parts: [{ text: 'Ci vediamo ' }, { kind: 'strong' }, {}, { kind: 'link', href: 'https://example.org/' }, {}],
    });
    expect(list).toMatchObject({ kind: 'list', ordered: false, items: [[{}], [{}]] });
    expect(quote).toMatchObject({ kind: 'quote' });
  });

  test('HTML stays text and addresses that run something lead nowhere', () => {
    const tree = all(
      '<script>alert(1)</script>\n\n[clic](javascript:alert(1)) ![x](data:text/html,1) <img src=x onerror=1>',
    );
    expect(tree).toContain('<script>alert(1)</script>');
    expect(tree).not.toContain('"href"');
  });

  test('signs are the signs that were typed', () => {
    expect(plainWords('Pane & olio <3 "buoni" all\'alba')).toBe('Pane & olio <3 "buoni" all\'alba');
  });

  test('a preview ends where it must', () => {
    expect(plainWords('parola '.repeat(100), 20)).toHaveLength(20);
  });
});
