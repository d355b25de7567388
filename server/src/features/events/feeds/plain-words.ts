import { marked, type Token, type Tokens } from 'marked';

/** Markdown of people as plain words, for programs that show no Markdown: lines, lists and addresses stay. Pure. */
export const plainWords = (markdown: string): string =>
  linesOf(marked.lexer(markdown, { gfm: true, breaks: true })).join('\n\n');

const linesOf = (tokens: Token[]): string[] => tokens.map(wordsOf).filter(Boolean);

function wordsOf(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
      return '';
    case 'br':
      return '\n';
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const sign = (index: number) => (ordered ? `${Number(start) + index}.` : '-');
      return items.map((item, index) => `${sign(index)} ${linesOf(item.tokens).join('\n')}`).join('\n');
    }
    case 'blockquote':
      return linesOf((token as Tokens.Blockquote).tokens).join('\n');
    case 'link': {
      const { href, text } = token as Tokens.Link;
      return [text, `mailto:${text}`, `http://${text}`].includes(href) ? text : `${text} (${href})`;
    }
    default:
      if ('tokens' in token && token.tokens?.length) return token.tokens.map(wordsOf).join('');
      return decoded('text' in token && token.type !== 'html' ? String(token.text) : token.raw.trimEnd());
  }
}

/** The reader of Markdown escapes for HTML. */
const decoded = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  );
