import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors.ts';
import { isLocale, type Locale } from '../../../platform/locales.ts';
import { eventTopics } from '../events.words.ts';
import type { FeedNarrowing } from './feed-dates.query.ts';

/** What a feed is asked for, from its address alone: it is the same for everybody. INVALID_INPUT for what cannot be. */
export function readFeedAddress({ query }: FastifyRequest): { locale: Locale; narrowing: FeedNarrowing } {
  const given = query as Record<string, unknown>;
  const topic = eventTopics.find((one) => one === given['topic']) ?? null;
  if (given['topic'] !== undefined && !topic) throw new AppError('INVALID_INPUT', {}, 'topic');
  return {
    locale: isLocale(given['lang']) ? given['lang'] : 'it',
    narrowing: {
      neighbourhood: idIn(given, 'neighbourhood'),
      zone: idIn(given, 'zone'),
      organisation: idIn(given, 'organisation'),
      topic,
    },
  };
}

/** Whether a text is an id. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

function idIn(query: Record<string, unknown>, name: string): string | null {
  const value = query[name];
  if (value === undefined || value === '') return null;
  if (!isId(value)) throw new AppError('INVALID_INPUT', {}, name);
  return value.toLowerCase();
}

/** A mark of the state that an answer shows. Weak: what stands before the server may compress it. */
export const etagOf = (...parts: string[]): string =>
  `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;

/** Says how long and by whom the answer may be kept. True: the reader has it already, and 304 is all there is to send. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, etag: string, cacheControl: string): boolean {
  void reply.header('etag', etag).header('cache-control', cacheControl).header('vary', 'accept-encoding');
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = request.headers['if-none-match'];
  return known !== undefined && (known.trim() === '*' || known.split(',').some((tag) => bare(tag) === bare(etag)));
}
