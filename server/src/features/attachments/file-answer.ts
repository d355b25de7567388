import type { FastifyReply, FastifyRequest } from 'fastify';
import { rangeOf } from '../../platform/files/byte-range.ts';
import type { Attachment } from './attachment.entity.ts';
import type { Readable } from './reading.service.ts';

/** Answers with the bytes, or with 304 to whoever has them, or with the part of a sound or document that is asked for. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { attachment, isPublic, bytes }: Readable,
  variant: string,
): Promise<FastifyReply> {
  const etag = `"${attachment.id}-${variant}"`;
  void reply
    .header('content-type', attachment.mime)
    .header('content-disposition', dispositionOf(attachment))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('referrer-policy', 'no-referrer')
    .header('etag', etag)
    // The bytes never change, but who may see them does: a subject that is not public is asked about each time.
    .header('cache-control', isPublic ? 'public, max-age=3600, immutable' : 'private, no-cache')
    .header('vary', 'cookie, authorization');
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send();
  const whole = Buffer.from(await bytes());
  if (attachment.kind === 'PHOTO') return reply.send(whole);
  return sendPart(reply.header('accept-ranges', 'bytes'), whole, request.headers.range);
}

/** A document is saved and never shown as one of our pages: nobody knows what is in it. */
const dispositionOf = ({ kind, title }: Attachment): string =>
  kind === 'DOCUMENT' ? `attachment; filename*=UTF-8''${inHeader(fileName(title ?? ''))}` : 'inline';

/** A title as the name of a file, on every system. */
function fileName(title: string): string {
  const words = title.replace(/\.pdf$/i, '').replace(/[\p{Cc}\s/\\:*?"<>|]+/gu, ' ');
  return `${words.replace(/^[. ]+|[. ]+$/g, '') || 'document'}.pdf`;
}

/** As RFC 8187 writes words in headers. */
const inHeader = (words: string): string =>
  encodeURIComponent(words).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The part that a player, or a download that goes on, asks for. */
function sendPart(reply: FastifyReply, whole: Buffer, range: string | undefined): FastifyReply {
  const part = rangeOf(range, whole.length);
  if (!part) return reply.send(whole);
  if (part === 'none') return reply.code(416).header('content-range', `bytes */${whole.length}`).send();
  const { start, end } = part;
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${whole.length}`)
    .send(whole.subarray(start, end + 1));
}
