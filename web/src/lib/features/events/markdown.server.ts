import { marked, type Token, type Tokens } from 'marked';
import type { Block, Inline } from '#lib/ui/words.ts';

/** Longest Markdown that is read, in characters; far above what the API takes. */
const maxLength = 20_000;

/**
 * Markdown of people as a tree of harmless parts: headings, paragraphs, lists, quotes, emphasis and links. HTML in it stays
 * text, pictures become links, and addresses lead to pages, mail or phones only. What shows it writes no HTML of its own.
 */
export function readMarkdown(markdown: string): Block[] {
  return marked.lexer(markdown.slice(0, maxLength), { gfm: true, breaks: true }).flatMap(blockOf);
}

/** The same as plain words, for feeds and previews; at most `max` characters. */
export function plainWords(markdown: string, max = 300): string {
  const text = readMarkdown(markdown).map(textOf).join(' ').replace(/\s+/g, ' ').trim();
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', parts: inlinesOf((token as Tokens.Heading).tokens) }];
    case 'paragraph':
    case 'text':
      return [
        { kind: 'paragraph', parts: 'tokens' in token && token.tokens ? inlinesOf(token.tokens) : [textIn(token)] },
      ];
    case 'blockquote':
      return [{ kind: 'quote', blocks: (token as Tokens.Blockquote).tokens.flatMap(blockOf) }];
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return [{ kind: 'list', ordered, items: items.map((item) => item.tokens.flatMap(blockOf)) }];
    }
    case 'space':
    case 'hr':
    case 'def':
      return [];
    default:
      return [{ kind: 'paragraph', parts: [textIn(token)] }];
  }
}

const inlinesOf = (tokens: Token[] | undefined): Inline[] => (tokens ?? []).map(inlineOf);

function inlineOf(token: Token): Inline {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return {
        kind: token.type === 'del' ? 'text' : token.type,
        parts: inlinesOf((token as Tokens.Strong).tokens),
        text: '',
      };
    case 'br':
      return { kind: 'break', parts: [], text: '' };
    case 'link':
    case 'image': {
      const { href, text } = token as Tokens.Link;
      const address = safeAddress(href);
      return address ? { kind: 'link', parts: [], text: text || address, href: address } : { ...textIn(token), text };
    }
    default:
      return 'tokens' in token && token.tokens?.length
        ? { kind: 'text', parts: inlinesOf(token.tokens), text: '' }
        : textIn(token);
  }
}

const textIn = (token: Token): Inline => ({
  kind: 'text',
  parts: [],
  text: decoded('text' in token && token.type !== 'html' ? String(token.text) : token.raw),
});

/** The reader of Markdown escapes what Svelte escapes again. */
const decoded = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  );

function safeAddress(href: string): string | null {
  const url = URL.parse(href);
  return url && ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
}

function textOf(block: Block): string {
  if (block.kind === 'list') return block.items.flat().map(textOf).join(' ');
  if (block.kind === 'quote') return block.blocks.map(textOf).join(' ');
  return block.parts.map(inlineText).join('');
}

const inlineText = ({ kind, text, parts }: Inline): string =>
  kind === 'break' ? ' ' : text + parts.map(inlineText).join('');
