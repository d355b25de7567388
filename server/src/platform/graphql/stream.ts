import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { AppError } from '../errors.ts';
import type { RequestContext } from './context.ts';
import { formatError } from './format-error.ts';
import { assertAffordable, depthLimit } from './limits.ts';

interface Asked {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/** Subscriptions as server-sent events: the same cookie, the same schema, the same limits as POST /graphql. */
export function streamHandler(
  schema: GraphQLSchema,
  contextOf: (request: FastifyRequest, signal?: AbortSignal) => Promise<RequestContext>,
  report: (error: unknown) => void,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const handler = createHandler({
    schema,
    onSubscribe: async (request, params) => {
      const prepared = prepare(schema, params as Asked);
      if (isProblems(prepared)) return { errors: prepared.map((error) => tidy(error, report)) };
      const ended = new AbortController();
      request.context.reply.raw.once('close', () => ended.abort());
      return { ...prepared, contextValue: await contextOf(request.raw, ended.signal) } as never;
    },
    onNext: (_context, _request, result) => tidyAll(result, report),
  });
  return async (request, reply) => {
    if (!isPlainAsk(request)) {
      await reply.code(400).send({ errors: [tidy(new AppError('INVALID_INPUT'), report)] });
      return;
    }
    try {
      await handler(request, reply);
    } catch (error) {
      // Whoever goes away in the middle of the answer is no fault.
      if (reply.raw.destroyed) return;
      report(error);
      if (!reply.sent && !reply.raw.headersSent)
        await reply.code(400).send({ errors: [tidy(new AppError('INVALID_INPUT'), report)] });
    }
  };
}

/** JSON and nothing that a foreign page could send without asking first; GET for EventSource. */
function isPlainAsk({ method, headers, body, query }: FastifyRequest): boolean {
  const asked: unknown = method === 'GET' ? query : body;
  const isJson = method === 'GET' || /^application\/json\s*(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '');
  const isOurs =
    headers['sec-fetch-site'] === undefined || ['same-origin', 'none'].includes(String(headers['sec-fetch-site']));
  return (
    isJson &&
    isOurs &&
    typeof asked === 'object' &&
    asked !== null &&
    'query' in asked &&
    typeof asked.query === 'string'
  );
}

function prepare(
  schema: GraphQLSchema,
  { query, variables, operationName }: Asked,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: 2000 });
    const problems = validate(schema, document, [...specifiedRules, depthLimit]);
    if (problems.length > 0) return problems;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) throw new AppError('INVALID_INPUT', {}, 'query');
    assertAffordable(schema, document, variables ?? undefined, operationName ?? undefined);
    return { schema, document, variableValues: variables ?? {}, operationName: operationName ?? null };
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('error', { originalError: error as Error })];
  }
}

const isProblems = (prepared: ExecutionArgs | readonly GraphQLError[]): prepared is readonly GraphQLError[] =>
  Array.isArray(prepared);

function tidyAll<Result extends object>(result: Result, report: (error: unknown) => void): Result {
  const { errors } = result as { errors?: readonly GraphQLError[] };
  return errors ? { ...result, errors: errors.map((error) => tidy(error, report)) } : result;
}

function tidy(error: unknown, report: (error: unknown) => void): GraphQLError {
  const given = error instanceof GraphQLError ? error : new GraphQLError('error', { originalError: error as Error });
  const isSyntax = given.originalError === undefined && given.path === undefined;
  const formatted = isSyntax
    ? { message: given.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }
    : formatError(given.toJSON(), given, report);
  return new GraphQLError(formatted.message, { extensions: formatted.extensions ?? {} });
}
