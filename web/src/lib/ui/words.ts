/** Words with a little shape, as a page shows them; made of Markdown on the server. */
export type Block =
  | { kind: 'heading'; parts: Inline[] }
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] };

export interface Inline {
  kind: 'text' | 'strong' | 'em' | 'link' | 'break';
  text: string;
  parts: Inline[];
  href?: string;
}
