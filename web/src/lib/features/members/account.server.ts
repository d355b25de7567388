import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { apiFetch } from '#lib/graphql/api-fetch.server.ts';
import { showRefusal } from '#lib/graphql/client.server.ts';
import { ApiError } from '#lib/graphql/errors.ts';
import { hereOf } from '#lib/graphql/form.server.ts';

/** Reads from the accounts for a page, such as `/sessions`. A refusal becomes the page that fits it. */
export async function readAccount<Answer>(event: RequestEvent, path: string): Promise<Answer> {
  try {
    return await ask<Answer>(event, path, { method: 'GET' });
  } catch (refusal) {
    if (refusal instanceof ApiError) showRefusal(refusal, hereOf(event.url));
    throw refusal;
  }
}

/** Asks the accounts for something, such as `/sign-in/email`; cookies go on to the browser, a refusal is thrown. */
export function askAccount<Answer = { status: true }>(
  event: RequestEvent,
  path: string,
  body: Record<string, unknown> = {},
): Promise<Answer> {
  return ask<Answer>(event, path, { method: 'POST', body: JSON.stringify(body) });
}

async function ask<Answer>(event: RequestEvent, path: string, init: RequestInit): Promise<Answer> {
  const sent = event.request.headers;
  const headers = {
    'content-type': 'application/json',
    cookie: sent.get('cookie') ?? '',
    origin: event.url.origin,
    'user-agent': sent.get('user-agent') ?? '',
    'accept-language': event.locals.locale,
  };
  const response = await apiFetch(event)(`/api/auth${path}`, { ...init, headers }).catch(() => null);
  if (!response) throw new ApiError('UNREACHABLE');
  for (const cookie of response.headers.getSetCookie()) passOn(event.cookies, cookie);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusalIn(answer);
  return answer as Answer;
}

function refusalIn(answer: unknown): ApiError {
  if (typeof answer !== 'object' || answer === null || !('code' in answer)) return new ApiError('INTERNAL');
  const { code, field, params } = answer as { code: string; field?: string; params?: Record<string, string | number> };
  return new ApiError(code, field, params);
}

/** Sets a cookie of an answer exactly as it came. */
function passOn(cookies: Cookies, header: string): void {
  const [pair = '', ...rest] = header.split(';').map((part) => part.trim());
  const [name, value] = splitOnce(pair);
  const attributes = new Map(rest.map(splitOnce).map(([key, word]) => [key.toLowerCase(), word]));
  const maxAge = attributes.get('max-age');
  const expires = attributes.get('expires');
  cookies.set(name, value, {
    path: attributes.get('path') ?? '/',
    domain: attributes.get('domain'),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    sameSite: sameSite(attributes.get('samesite')),
    ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
    encode: (word) => word,
  });
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function sameSite(word: string | undefined): 'lax' | 'strict' | 'none' {
  const policy = word?.toLowerCase();
  return policy === 'strict' || policy === 'none' ? policy : 'lax';
}
