import { Arg, Int } from 'type-graphql';
import { AppError } from '../errors.ts';
import { IdScalar } from './scalars.ts';

/** The client-made key of a mutation: sent again with the same input, it gets the first answer and changes nothing. */
export const Key = (): ParameterDecorator =>
  Arg('key', () => IdScalar, {
    description: 'Made by the client, once per intention; a retry with the same key changes nothing more.',
  }) as ParameterDecorator;

/** How many rows a page may have. */
export const maxPage = 50;

export const First = (): ParameterDecorator =>
  Arg('first', () => Int, { defaultValue: 20, description: `How many, 1 to ${maxPage}.` }) as ParameterDecorator;

export const After = (): ParameterDecorator =>
  Arg('after', () => String, {
    nullable: true,
    description: 'The endCursor of the page before.',
  }) as ParameterDecorator;

/** A page asked for: at most `limit` rows after the row with id `afterId`. */
export interface Page {
  limit: number;
  afterId: string | null;
}

/** Checks the paging arguments; throws OUT_OF_RANGE or INVALID_INPUT. Cursors are opaque to clients. */
export function page(first: number, after: string | null | undefined, field: 'first' | 'last' = 'first'): Page {
  if (first < 1 || first > maxPage) throw new AppError('OUT_OF_RANGE', { min: 1, max: maxPage }, field);
  return { limit: first, afterId: after ? idOf(after, field === 'first' ? 'after' : 'before') : null };
}

const cursorOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function idOf(cursor: string, field: string): string {
  const hex = Buffer.from(cursor.slice(0, 64), 'base64url').toString('hex');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new AppError('INVALID_INPUT', {}, field);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export interface Connection<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Makes a connection of rows read with one more than the limit. */
export function connection<Node extends { id: string }>(rows: Node[], { limit }: Page): Connection<Node> {
  const nodes = rows.slice(0, limit);
  const last = nodes.at(-1);
  return { nodes, pageInfo: { hasNextPage: rows.length > limit, endCursor: last ? cursorOf(last.id) : null } };
}
