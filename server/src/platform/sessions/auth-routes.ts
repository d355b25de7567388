import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, statusOf } from '../errors.ts';
import { isFromElsewhere, siteOrigin } from '../web/site-origin.ts';
import type { Accounts } from './accounts.ts';
import { translateFailure, type AuthFailure } from './auth-errors.ts';
import { authPaths, readBody, type AuthPath, type Body } from './auth-paths.ts';
import { addressHeader } from './better-auth.ts';

const prefix = '/api/auth';
const forwardedHeaders = [
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'accept-language',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

interface Answer {
  status: number;
  body?: unknown;
  location?: string;
  cookies: string[];
}

/** Serves /api/auth/*: only the paths of auth-paths.ts, with our error codes and without tokens in any body. */
export function registerAuth(app: FastifyInstance, accounts: Accounts): void {
  void app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, text, done) => {
        try {
          done(null, text === '' ? {} : JSON.parse(String(text)));
        } catch {
          done(new AppError('INVALID_INPUT', { rule: 'json' }));
        }
      },
    );
    scope.setErrorHandler((error, request, reply) => send(reply, failed(error, request)));
    scope.get(`${prefix}/ways-in`, () => accounts.waysIn());
    scope.route({
      method: ['GET', 'POST'],
      url: `${prefix}/*`,
      handler: (request, reply) => serve(request, reply, accounts),
    });
    ready();
  });
}

async function serve(request: FastifyRequest, reply: FastifyReply, accounts: Accounts): Promise<FastifyReply> {
  const startedAt = performance.now();
  const { pathname } = new URL(request.url, 'http://localhost');
  const name = pathname.slice(prefix.length);
  const path = Object.entries(authPaths).find(([key]) => key === `${request.method} ${name}`)?.[1];
  const answer = path
    ? await ask(request, accounts, name, path).catch((error: unknown) => failed(error, request))
    : failed(new AppError('NOT_FOUND'), request);
  if (path?.floorMs) await wait(Math.max(0, path.floorMs - (performance.now() - startedAt)));
  return send(reply, answer);
}

async function ask(request: FastifyRequest, accounts: Accounts, name: string, path: AuthPath): Promise<Answer> {
  const origin = siteOrigin(request, accounts.publicUrl);
  // better-auth looks at the origin only where cookies are sent; signing somebody in from another site needs none.
  if (request.method === 'POST' && isFromElsewhere(request, accounts.publicUrl)) throw new AppError('NOT_ALLOWED');
  const body = request.method === 'POST' ? readBody(path, request.body) : {};
  if (path.limit && !(await accounts.takeTurn(path.limit.limit, path.limit.target(body)))) {
    throw new AppError('RATE_LIMITED', { seconds: path.limit.limit.seconds });
  }
  const handle = () => accounts.handle(toBetterAuth(request, origin, name, path, body));
  const twiceIfRaced = async () => {
    const first = await handle();
    return path.mayRace && (first.status >= 500 || first.status === 422) ? handle() : first;
  };
  const response = await watched(request, accounts, path, body, twiceIfRaced);
  const cookies = response.headers.getSetCookie();
  const location = response.headers.get('location');
  if (location !== null && response.status >= 300 && response.status < 400)
    return redirected(request, location, cookies);
  const data: unknown = await response.json().catch(() => null);
  if (!response.ok) return { ...failure(translateFailure(response, data)), cookies };
  if (path.limit) await accounts.forgiveTurns(path.limit.limit, path.limit.target(body));
  const told = path.answer ? path.answer((data ?? {}) as Record<string, unknown>, { response, body }) : data;
  return { status: 200, body: told, cookies };
}

/** Asks better-auth, and has the member told of what that changed. */
async function watched(
  request: FastifyRequest,
  accounts: Accounts,
  path: AuthPath,
  body: Body,
  work: () => Promise<Response>,
): Promise<Response> {
  if (!path.changesWaysInOf) return work();
  const session = await accounts.lookupSession(new Headers({ cookie: request.headers.cookie ?? '' }));
  return accounts.watchWaysIn(path.changesWaysInOf({ signedIn: session?.memberId ?? null, body }), work);
}

function toBetterAuth(request: FastifyRequest, origin: string, name: string, path: AuthPath, body: Body): Request {
  const forward = path.forward?.(body) ?? {};
  const url = new URL(`${prefix}${forward.path ?? name}`, origin);
  url.search = forward.query ? new URLSearchParams(forward.query).toString() : new URL(request.url, origin).search;
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const header of forwardedHeaders) {
    const value = request.headers[header];
    if (typeof value === 'string') headers.set(header, value);
  }
  if (request.method === 'GET' || forward.query) return new Request(url, { headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(forward.body ?? body) });
}

/** A failed link or identity provider comes back as a redirect with `error`; other redirects go on. */
function redirected(request: FastifyRequest, location: string, cookies: string[]): Answer {
  const hasFailed = new URL(location, 'http://localhost').searchParams.has('error');
  if (!hasFailed) return { status: 303, location, cookies };
  if (request.method === 'GET') return { status: 303, location: '/sign-in?error=WRONG_CREDENTIALS', cookies };
  return { ...failure({ status: 400, code: 'LINK_EXPIRED' }), cookies };
}

const failure = ({ status, code, field, params = {} }: AuthFailure) => ({ status, body: { code, field, params } });

function failed(error: unknown, request: FastifyRequest): Answer {
  if (error instanceof AppError) return { ...failure({ ...error, status: statusOf(error.code) }), cookies: [] };
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return { ...failure({ status, code: 'INVALID_INPUT' }), cookies: [] };
  request.log.error(error);
  return { ...failure({ status: 500, code: 'INTERNAL' }), cookies: [] };
}

function send(reply: FastifyReply, { status, body, location, cookies }: Answer): FastifyReply {
  void reply.code(status).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  for (const cookie of cookies) void reply.header('set-cookie', cookie);
  return location === undefined ? reply.send(body) : reply.header('location', location).send();
}
