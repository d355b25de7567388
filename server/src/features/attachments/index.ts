import { Attachment } from './attachment.entity.ts';
import { attachmentPersonalData } from './attachment.personal-data.ts';
import { AttachmentResolver } from './attachment.resolver.ts';

export { removeForgottenFiles } from './attachment.jobs.ts';
export { registerFiles } from './attachment.routes.ts';
export { attach, attachmentsOf } from './attachment.service.ts';
export { AttachmentType } from './attachment.type.ts';
export type { AttachmentSubject } from './reading.service.ts';

export const attachments = {
  name: 'attachments',
  entities: [Attachment],
  resolvers: [AttachmentResolver],
  personalData: attachmentPersonalData,
};
