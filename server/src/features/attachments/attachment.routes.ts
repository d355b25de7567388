import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound, statusOf } from '../../platform/errors.ts';
import { tooLarge } from '../../platform/files/received.ts';
import type { FileStorage } from '../../platform/files/storage.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { type Attachment, filePath } from './attachment.entity.ts';
import { type AttachmentKind, variantsOf } from './attachment.words.ts';
import { sendFile } from './file-answer.ts';
import { type AttachmentSubject, readFile } from './reading.service.ts';
import { maxBytes, upload } from './upload.service.ts';

export interface FileParts {
  contextOf: (request: FastifyRequest) => Promise<RequestContext>;
  storage: FileStorage;
  subjects: readonly AttachmentSubject[];
}

/** Serves POST /files and GET /files/:id/:variant. */
export function registerFiles(app: FastifyInstance, { contextOf, storage, subjects }: FileParts): void {
  void app.register((scope, _options, ready) => {
    scope.setErrorHandler((error, request, reply) => refuse(error, request, reply));
    scope.post('/files', async (request, reply) => {
      const asked = readUpload(request);
      const ctx = await contextOf(request);
      const attachment = await upload(ctx, storage, { ...asked, body: request.raw });
      return reply.code(201).header('cache-control', 'no-store').send(told(attachment));
    });
    scope.get<{ Params: { id: string; variant: string } }>('/files/:id/:variant', async (request, reply) => {
      const { id, variant } = request.params;
      if (!isId(id)) throw notFound();
      const ctx = await contextOf(request);
      const file = await readFile(ctx, { storage, subjects }, { id: id.toLowerCase(), variant });
      return sendFile(request, reply, file, variant);
    });
    ready();
  });
}

/**
 * What is uploaded, from the headers. A page of another site cannot send this: its browser would have to ask first for
 * these content types and for the key's header, and nobody here says yes.
 */
function readUpload({ headers }: FastifyRequest): { kind: AttachmentKind; key: string } {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !['same-origin', 'none'].includes(String(site))) throw new AppError('NOT_ALLOWED');
  const kind = kindOf(headers['content-type'] ?? '');
  if (!kind) throw new AppError('INVALID_INPUT', {}, 'content-type');
  const key = headers['idempotency-key'];
  if (!isId(key)) throw new AppError('INVALID_INPUT', {}, 'idempotency-key');
  if (Number(headers['content-length']) > maxBytes[kind]) throw tooLarge(maxBytes[kind]);
  return { kind, key: key.toLowerCase() };
}

/** Which of them it claims to be; what it really is shows when it is read. Recorders call sound video, too. */
function kindOf(contentType: string): AttachmentKind | null {
  if (/^image\//i.test(contentType)) return 'PHOTO';
  if (/^application\/pdf\b/i.test(contentType)) return 'DOCUMENT';
  return /^(audio|video)\//i.test(contentType) ? 'VOICE' : null;
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

const told = ({ id, kind, width, height, seconds }: Attachment) => ({
  id,
  kind,
  url: filePath(id, variantsOf[kind][0]),
  width,
  height,
  seconds,
});

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A phone that lost its network in the middle is no fault of ours.
  const isGone = (error as { code?: string }).code === 'ECONNRESET';
  if (!(error instanceof AppError || isGone)) request.log.error(error);
  const { code, field, params } = error instanceof AppError ? error : new AppError('INTERNAL');
  return reply.code(statusOf(code)).header('cache-control', 'no-store').send({ code, field, params });
}
