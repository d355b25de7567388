import type { Actor } from '../../platform/authorization/actor.ts';
import { isMember, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { AttachmentKind } from './attachment.words.ts';

interface SomeAttachment {
  kind: AttachmentKind;
  owner?: { id: string } | null | undefined;
  subjectId?: string | null | undefined;
}
interface SeenAttachment extends SomeAttachment {
  /** Whether the actor may see what it is attached to. */
  subjectReadable: boolean;
}

/** A document that is part of something is no longer in the hands of whoever uploaded it. */
const isOwner = (actor: Actor, { kind, owner, subjectId }: SomeAttachment) =>
  isMember(actor) && actor.id === owner?.id && !(kind === 'DOCUMENT' && subjectId);

export const attachmentPolicy = {
  upload: rule('attachments.upload', 'help:write', isMember),
  /** Who may see a request, a message or whatever it belongs to may see it; its owner always. */
  read: sightRule<SeenAttachment>(
    'attachments.read',
    'help:read',
    (actor, attachment) => attachment.subjectReadable || isOwner(actor, attachment),
  ),
  describe: sightRule<SomeAttachment>('attachments.describe', 'help:write', isOwner),
  remove: sightRule<SomeAttachment>('attachments.remove', 'help:write', isOwner),
};
