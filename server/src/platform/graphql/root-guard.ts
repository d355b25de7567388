import { type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { AppError } from '../errors.ts';
import { runMutation } from './mutation.ts';
import type { RequestContext } from './context.ts';

type Resolver = GraphQLFieldResolver<unknown, RequestContext, { key?: string }, Promise<unknown>>;

/**
 * Wraps every root field: mutations run once per key in one transaction, and no answer leaves unless the operation's
 * action was authorized on the way.
 */
export function guardRootFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const inner = field.resolve as Resolver;
      const action = field.extensions['action'];
      if (typeof action !== 'string') throw new Error(`${type?.name}.${field.name} names no policy: add @Guarded(...)`);
      const guarded: Resolver = async (root, args, ctx, info) => {
        assertStorable(args);
        const result: unknown = await inner(root, args, ctx, info);
        if (!ctx.authorized.has(action)) throw new Error(`${field.name} answered without authorizing ${action}`);
        return result;
      };
      const isMutation = type === schema.getMutationType();
      field.resolve = isMutation
        ? (root, args, ctx, info) => runMutation(ctx, field, args, () => guarded(root, args, ctx, info))
        : guarded;
    }
  }
  return schema;
}

/** PostgreSQL keeps no NUL in a text. */
function assertStorable(value: unknown, path = ''): void {
  if (typeof value === 'string' && value.includes('\0')) throw new AppError('INVALID_INPUT', {}, path);
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const [name, inner] of Object.entries(value)) assertStorable(inner, path ? `${path}.${name}` : name);
}
