import type { Actor } from '../../platform/authorization/actor.ts';
import { isMember, rule, sightRule } from '../../platform/authorization/rule.ts';

interface SomeAttachment {
  owner: { id: string };
}
interface SeenAttachment extends SomeAttachment {
  /** Whether the actor may see what it is attached to. */
  subjectReadable: boolean;
}

const isOwner = (actor: Actor, attachment: SomeAttachment) => isMember(actor) && actor.id === attachment.owner.id;

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
