import { lookup } from 'node:dns';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../../platform/errors.ts';
import { tooLarge } from '../../../platform/files/received.ts';
import { isPublicAddress } from './public-address.ts';

export const maxBytes = 5 * 1024 * 1024;
const patience = 10_000;
const mostRedirects = 3;

/** Where a calendar may be fetched from. */
export interface Reach {
  address: (ip: string) => boolean;
  port: (port: string) => boolean;
}
const publicInternet: Reach = { address: isPublicAddress, port: (port) => port === '' };

/**
 * Fetches a calendar from an address that somebody typed: by http or https, from the public internet only (also after a
 * redirect; the address that is checked is the one that is spoken to), 5 MB and 10 seconds at most. Throws
 * ADDRESS_NOT_ALLOWED, CALENDAR_NOT_REACHED or FILE_TOO_LARGE.
 */
export async function fetchCalendar(typed: string, reach: Reach = publicInternet): Promise<Buffer> {
  const signal = AbortSignal.timeout(patience);
  let url = allowed(typed.trim().replace(/^webcals?:/i, 'https:'), reach);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await open(url, reach, signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      answer.destroy();
      url = allowed(headers.location, reach, url);
      continue;
    }
    if (statusCode !== 200) {
      answer.destroy();
      throw notReached();
    }
    return await read(answer);
  }
  throw notReached();
}

const notReached = () => new AppError('CALENDAR_NOT_REACHED', {}, 'url');
const notAllowed = () => new AppError('ADDRESS_NOT_ALLOWED', {}, 'url');

function allowed(typed: string, reach: Reach, base?: URL): URL {
  const url = URL.parse(typed, base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || !reach.port(url.port))
    throw notAllowed();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !reach.address(host)) throw notAllowed();
  return url;
}

function open(url: URL, reach: Reach, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = send(
      url,
      {
        lookup: lookupWithin(reach),
        signal,
        agent: false,
        headers: { accept: 'text/calendar, */*;q=0.1', 'accept-encoding': 'identity', 'user-agent': 'Vicinia' },
      },
      resolve,
    );
    asked.on('error', (error) => reject(error instanceof AppError ? error : notReached()));
    asked.end();
  });
}

/** Names are looked up once, for the connection itself: no second answer can lead somewhere else. */
const lookupWithin =
  (reach: Reach): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => reach.address(address)))
        return done(notAllowed() as Error as NodeJS.ErrnoException, '');
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });

async function read(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : notReached();
  }
  return Buffer.concat(chunks);
}
