import type { PersonalData } from '../../platform/personal-data.ts';
import { Attachment, filePath } from './attachment.entity.ts';
import { variantsOf } from './attachment.words.ts';

/** Photos and voice notes of a person, and documents that the person brought. */
export const attachmentPersonalData: PersonalData = {
  feature: 'attachments',

  async collect(ctx, memberId) {
    const own = await ctx.em.find(Attachment, { owner: memberId, removedAt: null }, { orderBy: { id: 'asc' } });
    return own.map(({ id, kind, mime, alt, title, language, subjectKind, subjectId, seconds, createdAt }) => ({
      id,
      kind,
      path: filePath(id, variantsOf[kind][0]),
      mime,
      alt,
      title,
      language,
      seconds,
      subjectKind,
      subjectId,
      createdAt,
    }));
  },

  // A document that is part of something is no longer the person's: others need it, without the name of who brought it.
  // A face and a voice are the person; nobody else needs them once the person is gone.
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(
      Attachment,
      { owner: memberId, kind: 'DOCUMENT', subjectId: { $ne: null } },
      { owner: null },
    );
    await ctx.em.nativeUpdate(
      Attachment,
      { owner: memberId, removedAt: null },
      { removedAt: ctx.clock.now(), alt: null },
    );
  },
};
