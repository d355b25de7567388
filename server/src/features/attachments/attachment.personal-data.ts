import type { PersonalData } from '../../platform/personal-data.ts';
import { Attachment, filePath } from './attachment.entity.ts';
import { variantsOf } from './attachment.words.ts';

/** Photos and voice notes of a person. */
export const attachmentPersonalData: PersonalData = {
  feature: 'attachments',

  async collect(ctx, memberId) {
    const own = await ctx.em.find(Attachment, { owner: memberId, removedAt: null }, { orderBy: { id: 'asc' } });
    return own.map(({ id, kind, mime, alt, subjectKind, subjectId, seconds, createdAt }) => ({
      id,
      kind,
      path: filePath(id, variantsOf[kind][0]),
      mime,
      alt,
      seconds,
      subjectKind,
      subjectId,
      createdAt,
    }));
  },

  // A face and a voice are the person; nobody else needs them once the person is gone.
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(
      Attachment,
      { owner: memberId, removedAt: null },
      { removedAt: ctx.clock.now(), alt: null },
    );
  },
};
