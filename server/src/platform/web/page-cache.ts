import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** The answers of the API that are kept, by key. */
export interface KeptAnswers {
  get(key: string): string | undefined;
}

export interface KeptPage {
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** What the page was made of: it holds as long as each of these is kept and says the same. */
  answers: ReadonlyMap<string, string>;
}

/**
 * With this header a page says that it is the same for every visitor. Forms of visitors carry a key that is made for one of
 * them, so no page is kept that does not say so.
 */
const sameForVisitors = 'x-vicinia-same-for-visitors';
const longestPage = 500_000;
/** What belongs to one connection or one moment. */
const ownHeaders = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/**
 * Pages as visitors without any cookie get them, kept in this process as long as every answer of the API that they were made
 * of is kept. So a write that ends an answer ends its pages, in every process.
 */
export class PageCache {
  readonly #answers: KeptAnswers;
  readonly #pages = new Map<string, KeptPage>();
  readonly #maxPages: number;

  constructor(answers: KeptAnswers, { maxPages = 100 } = {}) {
    this.#answers = answers;
    this.#maxPages = maxPages;
  }

  /** The key of a page; null: a page for somebody in particular, or a form that was sent. */
  key({ method, headers, url, protocol, host }: FastifyRequest): string | null {
    if (method !== 'GET' || headers.cookie !== undefined || headers.authorization !== undefined) return null;
    const ways = [headers['accept-language'], headers.accept, headers['accept-encoding']];
    const asked = [protocol, host, url, ...ways, headers['x-sveltekit-invalidated']];
    return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
  }

  get(key: string): KeptPage | undefined {
    const page = this.#pages.get(key);
    if (!page || this.#holds(page.answers)) return page;
    this.#pages.delete(key);
    return undefined;
  }

  put(key: string, page: KeptPage): void {
    if (page.answers.size === 0 || !this.#holds(page.answers)) return;
    this.#pages.delete(key);
    if (this.#pages.size >= this.#maxPages) this.#pages.delete(this.#pages.keys().next().value ?? '');
    this.#pages.set(key, page);
  }

  #holds(answers: ReadonlyMap<string, string>): boolean {
    return [...answers].every(([key, body]) => this.#answers.get(key) === body);
  }
}

/** Keeps what a page sends while it goes out, and hands it over at the end if it is one that may be kept. */
export function recordPage(response: ServerResponse, done: (page: Omit<KeptPage, 'answers'>) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const note = (chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    length += chunk.length;
    if (length <= longestPage) chunks.push(Buffer.from(chunk as string));
  };
  const [write, end] = [response.write.bind(response), response.end.bind(response)];
  response.write = ((...args: Parameters<typeof write>) => {
    note(args[0]);
    return write(...args);
  }) as typeof response.write;
  response.end = ((...args: Parameters<typeof end>) => {
    note(args[0]);
    return end(...args);
  }) as typeof response.end;
  response.once('finish', () => {
    const headers = response.getHeaders();
    const isPage = response.statusCode === 200 && String(headers['content-type']).startsWith('text/html');
    const mayBeKept = headers[sameForVisitors] !== undefined && headers['set-cookie'] === undefined;
    if (!isPage || !mayBeKept || length > longestPage) return;
    const kept = Object.entries(headers).filter(([name]) => !ownHeaders.has(name));
    done({ headers: Object.fromEntries(kept), body: Buffer.concat(chunks) });
  });
}
