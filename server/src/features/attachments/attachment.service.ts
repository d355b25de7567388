import { LockMode } from '@mikro-orm/core';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from '../members/index.ts';
import { Attachment, type DocumentTitle } from './attachment.entity.ts';
import { attachmentPolicy } from './attachment.policy.ts';
import { type AttachmentKind, maxAlt, unattachedFor } from './attachment.words.ts';

/** What is to become part of a subject. */
export interface Attaching {
  /** As in `attachmentSubjects` of features.ts. */
  subjectKind: string;
  subjectId: string;
  ids: readonly string[];
  /** Whose they are from now on, where the reader uploaded them for somebody else. */
  owner?: string;
  /** How many of this kind the subject may have in all. */
  max: number;
  kind: AttachmentKind;
  /** For documents, and only for them. */
  titled?: DocumentTitle;
  /** The input a refusal speaks of. */
  field?: string;
}

/**
 * Makes uploads of the reader part of a subject, once. Part of the act that makes or changes the subject, which has
 * authorized it; the caller keeps acts on one subject apart (it is new, or locked). Throws FILE_GONE for what is not
 * the reader's, was attached before, is of another kind or waited too long, and TOO_MANY_FILES.
 */
export async function attach(ctx: RequestContext, attaching: Attaching): Promise<void> {
  const { subjectKind, subjectId, max, kind, titled, field } = attaching;
  const { id: reader } = signedIn(ctx);
  const ids = [...new Set(attaching.ids)];
  if (ids.length === 0) return;
  const there = await ctx.em.count(Attachment, { subjectId, subjectKind, removedAt: null, kind });
  if (there + ids.length > max) throw new AppError('TOO_MANY_FILES', { max }, field);
  const free = {
    id: { $in: ids },
    owner: reader,
    subjectId: null,
    removedAt: null,
    storedAt: { $ne: null },
    createdAt: { $gt: new Date(ctx.clock.now().getTime() - unattachedFor) },
    kind,
  };
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } } as const;
  const found = await ctx.em.find(Attachment, free, locked);
  if (found.length < ids.length) throw new AppError('FILE_GONE', {}, field);
  const owner = ctx.em.getReference(Member, attaching.owner ?? reader);
  for (const attachment of found) attachment.attachTo({ subjectKind, subjectId, owner, titled });
  await ctx.em.flush();
}

/** The photos, voice notes and documents of a subject that the reader may see, oldest first; for whole lists in one statement. */
export async function attachmentsOf(ctx: RequestContext, subjectId: string): Promise<Attachment[]> {
  return (await batched(ctx, ofSubjects, subjectId)) ?? [];
}

/** Says what one's own photo shows, or takes it back. */
export async function describeAttachment(ctx: RequestContext, id: string, alt: string | null): Promise<Attachment> {
  signedIn(ctx);
  const attachment = authorizeFound(ctx, attachmentPolicy.describe, await findKept(ctx, id));
  const words = alt?.trim() || null;
  if (words && words.length > maxAlt) throw new AppError('TOO_LONG', { max: maxAlt }, 'alt');
  attachment.alt = words;
  await ctx.em.flush();
  return attachment;
}

/** Removes one's own photo, voice note or forgotten document: at once for everybody, its bytes soon after. */
export async function removeAttachment(ctx: RequestContext, id: string): Promise<boolean> {
  signedIn(ctx);
  const attachment = authorizeFound(ctx, attachmentPolicy.remove, await findKept(ctx, id));
  attachment.remove(ctx.clock.now());
  await ctx.em.flush();
  return true;
}

/** An attachment whose bytes lie there and that was not removed. */
export function findKept(ctx: RequestContext, id: string): Promise<Attachment | null> {
  return ctx.em.findOne(Attachment, { id, removedAt: null, storedAt: { $ne: null } });
}

async function ofSubjects(ctx: RequestContext, subjectIds: readonly string[]): Promise<Map<string, Attachment[]>> {
  const where = { subjectId: { $in: [...subjectIds] }, removedAt: null };
  const found = await ctx.em.find(Attachment, where, { orderBy: { id: 'asc' } });
  return Map.groupBy(found, (attachment) => attachment.subjectId ?? '');
}
