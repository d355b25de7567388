import { audit } from '../../platform/audit.ts';
import { can } from '../../platform/authorization/rule.ts';
import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { attach, attachmentsOf, type AttachmentSubject } from '../attachments/index.ts';
import { Consultation } from './consultation.entity.ts';
import type { ConsultationFileInput } from './consultation.input.ts';
import { lockConsultation } from './consultation-making.service.ts';
import { subjectOf } from './consultation.reading.ts';
import { consultationPolicy } from './consultations.policy.ts';
import { longest, most } from './consultations.words.ts';
import { plainLine, readWords } from './readable-words.ts';

/** Documents are for those who may see the consultation; what moderators took down is for nobody. */
export const documentSubject: AttachmentSubject = {
  kind: 'CONSULTATION',
  async mayRead(ctx, id) {
    const found = await ctx.em.findOne(Consultation, { id, hiddenAt: null });
    return found !== null && can(ctx.actor, consultationPolicy.see, subjectOf(found));
  },
};

/** Makes an upload of the reader a document of the consultation. Throws FILE_GONE and TOO_MANY_FILES. */
export async function attachConsultationFile(
  ctx: RequestContext,
  id: string,
  { fileId, title, language }: ConsultationFileInput,
): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.edit);
  await attach(ctx, {
    subjectKind: documentSubject.kind,
    subjectId: id,
    ids: [fileId],
    max: most.files,
    kind: 'DOCUMENT',
    titled: { title: readWords(plainLine(title), longest.documentTitle, 'input.title'), language },
    field: 'input.fileId',
  });
  audit(ctx, 'consultations.attachFile', id);
  await ctx.em.flush();
  return consultation;
}

/** Takes a document away, for everybody and for good. */
export async function removeConsultationFile(ctx: RequestContext, id: string, fileId: string): Promise<Consultation> {
  const consultation = await lockConsultation(ctx, id, consultationPolicy.edit);
  const file = (await attachmentsOf(ctx, id)).find((known) => known.id === fileId);
  if (!file) throw notFound();
  file.remove(ctx.clock.now());
  audit(ctx, 'consultations.removeFile', id);
  await ctx.em.flush();
  return consultation;
}
