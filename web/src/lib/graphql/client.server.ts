import { Client, fetchExchange, type CombinedError, type TypedDocumentNode } from '@urql/core';
import { error, redirect } from '@sveltejs/kit';
import { ApiError, statusOf } from './errors.ts';

type Variables = Record<string, unknown>;
type Fetch = typeof fetch;

/** The API as one request sees it: its cookies, its language, nothing kept for the next one. */
export interface Graphql {
  /** Reads for a page. A refusal becomes the page that fits it: not found, sign in, second factor. */
  query: <Data, Vars extends Variables>(document: TypedDocumentNode<Data, Vars>, variables: Vars) => Promise<Data>;
  /** Reads where the page itself says what a refusal means: it is thrown as an ApiError. */
  ask: <Data, Vars extends Variables>(document: TypedDocumentNode<Data, Vars>, variables: Vars) => Promise<Data>;
  /** Writes for a form action. A refusal is thrown as an ApiError for the form to show. */
  mutate: <Data, Vars extends Variables>(document: TypedDocumentNode<Data, Vars>, variables: Vars) => Promise<Data>;
}

export interface GraphqlOptions {
  fetch: Fetch;
  headers: Record<string, string>;
  /** The page that is asked for, to come back to after signing in. */
  here: string;
}

/** One client per request; without a cache, since the request ends with it. */
export function createGraphql({ fetch, headers, here }: GraphqlOptions): Graphql {
  const client = new Client({
    url: '/graphql',
    fetch,
    fetchOptions: { headers },
    exchanges: [fetchExchange],
    preferGetMethod: false,
  });
  return {
    async query(document, variables) {
      const result = await client.query(document, variables).toPromise();
      if (result.data && !result.error) return result.data;
      return showRefusal(apiErrorFrom(result.error), here);
    },
    async ask(document, variables) {
      const result = await client.query(document, variables).toPromise();
      if (result.data && !result.error) return result.data;
      throw apiErrorFrom(result.error);
    },
    async mutate(document, variables) {
      const result = await client.mutation(document, variables).toPromise();
      if (result.data && !result.error) return result.data;
      throw apiErrorFrom(result.error);
    },
  };
}

/** Leaves the page for the one that fits a refusal. */
export function showRefusal(refusal: ApiError, here: string): never {
  const { code } = refusal;
  if (code === 'SIGN_IN_REQUIRED') redirect(303, `/sign-in?next=${encodeURIComponent(here)}`);
  if (code === 'SECOND_FACTOR_REQUIRED') {
    redirect(303, `/sign-in/second-factor?next=${encodeURIComponent(here)}`);
  }
  // Words that are no id of ours (a mistyped address) are, to the reader, a page that does not exist.
  const status = code === 'INVALID_INPUT' ? 404 : statusOf(code);
  error(status, code, { code: status === 404 ? 'NOT_FOUND' : code });
}

function apiErrorFrom(failure: CombinedError | undefined): ApiError {
  const first = failure?.graphQLErrors[0];
  if (!first) return new ApiError('UNREACHABLE');
  const refusal = refusalFrom(first.extensions);
  const { others } = first.extensions;
  refusal.others = Array.isArray(others) ? others.map(refusalFrom) : [];
  return refusal;
}

function refusalFrom({ code, field, params }: Record<string, unknown>): ApiError {
  return new ApiError(
    typeof code === 'string' ? code : 'INTERNAL',
    typeof field === 'string' ? field : undefined,
    simpleValues(params),
  );
}

function simpleValues(params: unknown): Record<string, string | number> {
  if (typeof params !== 'object' || params === null) return {};
  const simple = Object.entries(params).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(simple);
}
