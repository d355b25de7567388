import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { AppError, statusOf } from '../errors.ts';
import { requestLocale } from '../mail/request-locale.ts';
import { isFromElsewhere } from '../web/site-origin.ts';
import type { RequestContext } from './context.ts';
import { toHeaders } from './context-factory.ts';
import { explorerPage } from './explorer.ts';
import { formatError } from './format-error.ts';
import { assertAffordable, depthLimit } from './limits.ts';
import { featuresOf, type KeepAs, type ResponseCache } from './response-cache.ts';
import { streamHandler } from './stream.ts';

export interface ApiParts {
  /** Where people find the site; null: wherever a request says it is. */
  publicUrl: string | null;
  schema: GraphQLSchema;
  cache: ResponseCache;
  contextOf: (request: FastifyRequest, signal?: AbortSignal) => Promise<RequestContext>;
}

const maxBody = 6 * 1024 * 1024;

/** Under which key an answer to a visitor is kept, for pages that are made of answers. */
export const answerKeyHeader = 'x-vicinia-answer';

/** Serves POST /graphql, GET /graphql (explorer) and /graphql/stream. Returns how to stop. */
export async function registerApi(
  app: FastifyInstance,
  { publicUrl, schema, cache, contextOf }: ApiParts,
): Promise<() => Promise<void>> {
  const report = (error: unknown) => app.log.error(error);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    persistedQueries: false,
    parseOptions: { maxTokens: 4000 },
    includeStacktraceInErrorResponses: false,
    validationRules: [depthLimit],
    formatError: (formatted, error) => formatError(formatted, error, report),
    plugins: [
      affordable(schema),
      cacheVisitors(schema, cache),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    stopOnTerminationSignals: false,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (text) => app.log.warn(text),
      error: (text) => app.log.error(text),
    },
  });
  await apollo.start();

  await app.register((scope, _options, ready) => {
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: maxBody },
      scope.getDefaultJsonParser('error', 'error'),
    );
    scope.setErrorHandler<FastifyError>((error, _request, reply) =>
      reply
        .code(error instanceof AppError ? statusOf(error.code) : (error.statusCode ?? 500))
        .send({ errors: [formatError({ message: error.message }, unread(error), report)] }),
    );
    scope.addHook('onRequest', (request, _reply, done) => {
      if (isBorrowed(request, publicUrl)) throw new AppError('NOT_ALLOWED');
      done();
    });
    const keys = new WeakMap<FastifyRequest, KeepAs>();
    scope.post(
      '/graphql',
      {
        preHandler: (request, reply, done) => {
          if (request.headers.authorization || request.headers.cookie?.includes('vicinia.session_token='))
            return done();
          const key = cache.key(request.body, requestLocale(toHeaders(request)));
          const body = cache.get(key);
          reply.header(answerKeyHeader, key);
          if (body !== undefined) return void reply.type('application/json; charset=utf-8').send(body);
          keys.set(request, { key, before: cache.snapshot() });
          done();
        },
      },
      fastifyApolloHandler(apollo, {
        context: async (request) => {
          const keepAs = keys.get(request);
          return { ...(await contextOf(request)), ...(keepAs ? { keepAs } : {}) };
        },
      }),
    );
    scope.get('/graphql', (request, reply) => explorerPage(request, reply));
    scope.route({ method: ['GET', 'POST'], url: '/graphql/stream', handler: streamHandler(schema, contextOf, report) });
    ready();
  });
  return () => apollo.stop();
}

/** Whether a page of another site sends the cookies of a person who knows nothing of it; a token is nobody's to borrow. */
const isBorrowed = (request: FastifyRequest, publicUrl: string | null): boolean =>
  request.headers.cookie !== undefined &&
  request.headers.authorization === undefined &&
  isFromElsewhere(request, publicUrl);

/** A body that is no JSON, or a longer one than is read, is refused like any wrong input. */
function unread(error: FastifyError): Error {
  if (error instanceof AppError) return error;
  if (error.statusCode === 413) return new AppError('TOO_LONG', { max: maxBody }, 'body');
  return (error.statusCode ?? 500) < 500 ? new AppError('INVALID_INPUT', {}, 'body') : error;
}

function affordable(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, request, operationName }) => {
          assertAffordable(schema, document, request.variables, operationName ?? undefined);
          return Promise.resolve();
        },
      }),
  };
}

/** Keeps visitors' answers, and ends what this process itself has just made stale before anybody can ask again. */
function cacheVisitors(schema: GraphQLSchema, cache: ResponseCache): ApolloServerPlugin<RequestContext> {
  const features = new WeakMap<DocumentNode, string[]>();
  const featuresIn = (document: DocumentNode) => {
    const known = features.get(document) ?? featuresOf(schema, document);
    features.set(document, known);
    return known;
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ operation, document, contextValue, response }) => {
          if (!document || response.body.kind !== 'single') return Promise.resolve();
          if (operation?.operation === 'mutation')
            for (const feature of featuresIn(document)) contextValue.live.announce('vicinia_writes', feature);
          const known = contextValue.keepAs;
          if (known && operation?.operation === 'query' && !response.body.singleResult.errors) {
            cache.put(known.key, JSON.stringify(response.body.singleResult), featuresIn(document), known.before);
          }
          return Promise.resolve();
        },
      }),
  };
}
