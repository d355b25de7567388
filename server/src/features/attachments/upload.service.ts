import type { Readable } from 'node:stream';
import { LockMode } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { maxPdfBytes, readPdf } from '../../platform/files/pdf.ts';
import { maxPhotoBytes, readPhoto } from '../../platform/files/photo.ts';
import { receive, type Received } from '../../platform/files/received.ts';
import { maxRecordingBytes, readRecording } from '../../platform/files/recording.ts';
import type { FileStorage } from '../../platform/files/storage.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import { uploadLimit } from '../../platform/sessions/target-limit.ts';
import { Attachment, storageKey } from './attachment.entity.ts';
import { attachmentPolicy } from './attachment.policy.ts';
import type { AttachmentKind } from './attachment.words.ts';

/** Longest body of each kind, in bytes. */
export const maxBytes: Record<AttachmentKind, number> = {
  PHOTO: maxPhotoBytes,
  VOICE: maxRecordingBytes,
  DOCUMENT: maxPdfBytes,
};

type Measures = Pick<Attachment, 'kind' | 'mime' | 'width' | 'height' | 'seconds' | 'bytes'>;

/** What is kept of an upload: its measures, and the bytes by variant. */
interface Kept {
  measures: Measures;
  variants: [variant: string, bytes: Uint8Array][];
}

/** Keeps a photo, a voice note or a document of the reader. The same key again, with the same bytes, gives the first one. */
export async function upload(
  ctx: RequestContext,
  storage: FileStorage,
  { kind, key, body }: { kind: AttachmentKind; key: string; body: Readable },
): Promise<Attachment> {
  authorize(ctx, attachmentPolicy.upload);
  const { id: owner } = signedIn(ctx);
  if (!(await ctx.accounts.takeTurn(uploadLimit, owner)))
    throw new AppError('RATE_LIMITED', { seconds: uploadLimit.seconds });
  return receive(body, maxBytes[kind], async (received) => {
    const known = await ctx.em.findOne(Attachment, { owner, key, storedAt: { $ne: null } });
    if (known) return sameAs(known, received);
    return store(ctx, storage, { key, received, kept: await keepers[kind](received) });
  });
}

async function keepPhoto({ path }: Received): Promise<Kept> {
  const { mime, width, height, variants } = await readPhoto(path);
  const bytes = variants.large.length + variants.small.length;
  return { measures: { kind: 'PHOTO', mime, width, height, seconds: null, bytes }, variants: Object.entries(variants) };
}

async function keepVoice({ path }: Received): Promise<Kept> {
  const { mime, seconds, bytes } = await readRecording(path);
  const measures = { kind: 'VOICE', mime, width: null, height: null, seconds, bytes: bytes.length } as const;
  return { measures, variants: [['sound', bytes]] };
}

async function keepDocument({ path }: Received): Promise<Kept> {
  const bytes = await readPdf(path);
  const none = { width: null, height: null, seconds: null };
  const measures = { kind: 'DOCUMENT', mime: 'application/pdf', ...none, bytes: bytes.length } as const;
  return { measures, variants: [['file', bytes]] };
}

const keepers: Record<AttachmentKind, (received: Received) => Promise<Kept>> = {
  PHOTO: keepPhoto,
  VOICE: keepVoice,
  DOCUMENT: keepDocument,
};

/** The row first and for good, then the bytes: whatever breaks in between, the row knows what may lie there. */
async function store(
  ctx: RequestContext,
  storage: FileStorage,
  { key, received, kept }: { key: string; received: Received; kept: Kept },
): Promise<Attachment> {
  const { id: owner } = signedIn(ctx);
  const { measures, variants } = kept;
  const now = ctx.clock.now();
  const columns = { ...measures, id: newId(), owner, key, inputHash: received.digest, createdAt: now };
  await ctx.em.upsert(Attachment, columns, { onConflictFields: ['owner', 'key'], onConflictAction: 'ignore' });
  ctx.em.clear();
  return ctx.em.transactional(async (em) => {
    const locked = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const row = await em.findOneOrFail(Attachment, { owner, key }, locked);
    if (row.storedAt) return sameAs(row, received);
    for (const [variant, bytes] of variants) await storage.put(storageKey(row.id, variant), bytes, measures.mime);
    row.storedAt = now;
    return row;
  });
}

function sameAs(known: Attachment, { digest }: Received): Attachment {
  if (known.inputHash !== digest) throw new AppError('KEY_REUSED', {}, 'key');
  if (known.removedAt) throw new AppError('FILE_GONE');
  return known;
}
