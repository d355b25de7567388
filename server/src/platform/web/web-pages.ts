import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import type { FastifyInstance, FastifyReply, FastifyRequest, InjectOptions } from 'fastify';
import { type Config, originOf } from '../config.ts';
import { atMost } from '../files/at-most.ts';
import { answerKeyHeader } from '../graphql/api-server.ts';
import { type KeptAnswers, PageCache, recordPage } from './page-cache.ts';

type PageHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** A fetch look-alike with which the pages reach the API in this process, as the person who asked for the page. */
export type ViciniaFetch = (
  path: string,
  init?: { method?: string; headers?: Record<string, string> | Headers; body?: string | Uint8Array },
) => Promise<Response>;

/** Longest body of a form with words, and of one with three photos of 12 MB and a voice note of 3 MB, in bytes. */
const maxBody = 6 * 1024 * 1024;
const maxFilesBody = 40 * 1024 * 1024;

/** Pages hold a form in memory while they read it, so only so many long ones come in at once, each in so many milliseconds. */
const fewAtATime = atMost(3);
const patience = 300_000;

/**
 * Answers everything that is not the API with the web's pages, where they have been built. Forms with files may be long
 * for those who are signed in.
 */
export async function registerPages(
  app: FastifyInstance,
  config: Config,
  handlerFile: string,
  isSignedIn: (request: FastifyRequest) => Promise<boolean>,
  answers: KeptAnswers,
): Promise<void> {
  const kept = new PageCache(answers);
  if (!existsSync(handlerFile)) return;
  if (config.publicUrl) process.env['ORIGIN'] = config.publicUrl;
  process.env['PROTOCOL_HEADER'] = 'x-vicinia-protocol';
  process.env['HOST_HEADER'] = 'host';
  process.env['BODY_SIZE_LIMIT'] = String(maxFilesBody);
  const { handler } = (await import(pathToFileURL(handlerFile).href)) as { handler: PageHandler };
  const compress = compression();
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const key = kept.key(request);
    const known = key && kept.get(key);
    if (known) return void reply.code(200).headers(known.headers).send(known.body);
    reply.hijack();
    request.raw.headers['x-vicinia-protocol'] = request.protocol;
    const madeOf = new Map<string, string>();
    let isOfAnswers = key !== null;
    const note = (answerKey: unknown, body: string) => {
      const answer = typeof answerKey === 'string' ? answers.get(answerKey) : undefined;
      // What is not kept, or not as the page got it, makes a page that is not kept either.
      if (answer === undefined || body.trimEnd() !== answer) isOfAnswers = false;
      else madeOf.set(String(answerKey), answer);
    };
    Object.assign(request.raw, { viciniaFetch: inProcess(app, request, note), viciniaOrigin: originOf(config) });
    if (key) recordPage(reply.raw, (page) => isOfAnswers && kept.put(key, { ...page, answers: madeOf }));
    const pageNotFound = () => {
      reply.raw.statusCode = 404;
      reply.raw.end();
    };
    // After the recording, so that a page that is kept is compressed once.
    compress(request.raw, reply.raw, () => handler(request.raw, reply.raw, pageNotFound));
  };
  app.setNotFoundHandler(async (request, reply) => {
    const length = lengthOf(request);
    if (length <= maxBody) return answer(request, reply);
    const mayBeLong = length <= maxFilesBody && isForm(request) && (await isSignedIn(request));
    if (!mayBeLong) return reply.code(413).send();
    await fewAtATime(() => within(patience, reply, () => answer(request, reply)));
  });
}

const lengthOf = ({ headers }: FastifyRequest): number =>
  Number(headers['content-length'] ?? (headers['transfer-encoding'] ? Infinity : 0));

const isForm = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') ?? false;

/** Ends with the answer, or ends the connection of somebody who takes too long. */
function within(milliseconds: number, { raw }: FastifyReply, begin: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => raw.destroy(), milliseconds);
    raw.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    begin();
  });
}

/** Who asked for the page asks the API: nothing a page or its reader writes into these headers counts. */
const sameWay = (page: FastifyRequest) => ({ 'x-forwarded-for': page.ip, 'x-forwarded-proto': page.protocol });

/** Requests to the API without a socket, from the address of the person in front of the page. */
function inProcess(
  app: FastifyInstance,
  page: FastifyRequest,
  note: (answerKey: unknown, body: string) => void,
): ViciniaFetch {
  return async (path, { method = 'GET', headers, body } = {}) => {
    const answer = await app.inject({
      url: path,
      method: method as NonNullable<InjectOptions['method']>,
      headers: {
        host: page.headers.host ?? 'localhost',
        ...Object.fromEntries(new Headers(headers)),
        ...sameWay(page),
      },
      remoteAddress: page.ip,
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    note(answer.headers[answerKeyHeader], answer.payload);
    const answered = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== undefined) answered.append(name, String(one));
    }
    return new Response([204, 304].includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answered,
    });
  };
}
