import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify';
import type { Config } from '../config.ts';

type PageHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** A fetch look-alike with which the pages reach the API in this process, as the person who asked for the page. */
export type ViciniaFetch = (
  path: string,
  init?: { method?: string; headers?: Record<string, string> | Headers; body?: string | Uint8Array },
) => Promise<Response>;

/** Longest body of a form with words, and of one with three photos of 12 MB and a voice note of 3 MB, in bytes. */
const maxBody = 6 * 1024 * 1024;
const maxFilesBody = 40 * 1024 * 1024;

/** Answers everything that is not the API with the web's pages, where they have been built. */
export async function registerPages(app: FastifyInstance, config: Config, handlerFile: string): Promise<void> {
  if (!existsSync(handlerFile)) return;
  if (config.publicUrl) process.env['ORIGIN'] = config.publicUrl;
  process.env['PROTOCOL_HEADER'] = 'x-vicinia-protocol';
  process.env['HOST_HEADER'] = 'host';
  process.env['BODY_SIZE_LIMIT'] = String(maxFilesBody);
  const { handler } = (await import(pathToFileURL(handlerFile).href)) as { handler: PageHandler };
  app.setNotFoundHandler((request, reply) => {
    if (isTooLarge(request)) return reply.code(413).send();
    reply.hijack();
    request.raw.headers['x-vicinia-protocol'] = request.protocol;
    Object.assign(request.raw, { viciniaFetch: inProcess(app, request) });
    handler(request.raw, reply.raw, () => {
      reply.raw.statusCode = 404;
      reply.raw.end();
    });
  });
}

/** Pages hold a form in memory while they read it: only forms with files, of people who are signed in, may be long. */
function isTooLarge({ headers }: FastifyRequest): boolean {
  const mayBeLong =
    headers['content-type']?.startsWith('multipart/form-data') && headers.cookie?.includes('vicinia.session_token=');
  const length = Number(headers['content-length'] ?? (headers['transfer-encoding'] ? Infinity : 0));
  return length > (mayBeLong ? maxFilesBody : maxBody);
}

/** Who asked for the page asks the API: nothing a page or its reader writes into these headers counts. */
const sameWay = (page: FastifyRequest) => ({ 'x-forwarded-for': page.ip, 'x-forwarded-proto': page.protocol });

/** Requests to the API without a socket, from the address of the person in front of the page. */
function inProcess(app: FastifyInstance, page: FastifyRequest): ViciniaFetch {
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
