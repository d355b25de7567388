import { can, isMember } from '../../platform/authorization/rule.ts';
import { visitor } from '../../platform/authorization/actor.ts';
import { notFound } from '../../platform/errors.ts';
import type { FileStorage } from '../../platform/files/storage.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { type Attachment, storageKey } from './attachment.entity.ts';
import { attachmentPolicy } from './attachment.policy.ts';
import { findKept } from './attachment.service.ts';
import { variantsOf } from './attachment.words.ts';

/** A kind of thing that photos, voice notes and documents can be part of, and who may see it. Each feature names its own. */
export interface AttachmentSubject {
  /** As given to `attach`, such as HELP_REQUEST. */
  kind: string;
  /** Whether the reader may see the subject now. */
  mayRead(ctx: RequestContext, subjectId: string): Promise<boolean>;
}

/** Bytes that the reader may have. */
export interface Readable {
  attachment: Attachment;
  /** Whether anybody may have them, without signing in. */
  isPublic: boolean;
  bytes(): Promise<Uint8Array>;
}

/** One variant of a photo, voice note or document. What one may not see is NOT_FOUND, for visitors too. */
export async function readFile(
  ctx: RequestContext,
  { storage, subjects }: { storage: FileStorage; subjects: readonly AttachmentSubject[] },
  { id, variant }: { id: string; variant: string },
): Promise<Readable> {
  const attachment = await findKept(ctx, id);
  if (!attachment || !variantsOf[attachment.kind].some((known) => known === variant)) throw notFound();
  const { kind, owner, subjectKind, subjectId } = attachment;
  const subject = subjects.find((known) => known.kind === subjectKind);
  const seenBy = async (reader: RequestContext) => Boolean(subjectId && (await subject?.mayRead(reader, subjectId)));
  const subjectReadable = await seenBy(ctx);
  if (!can(ctx.actor, attachmentPolicy.read, { kind, owner, subjectId, subjectReadable })) throw notFound();
  return {
    attachment,
    isPublic: isMember(ctx.actor) ? await seenBy({ ...ctx, actor: visitor }) : true,
    bytes: () => storage.read(storageKey(id, variant)),
  };
}
