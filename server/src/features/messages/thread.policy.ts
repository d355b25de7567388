import { isMember, rule, sightRule } from '../../platform/authorization/rule.ts';

interface Talk {
  participantIds: readonly string[];
  closed: boolean;
}

export const threadPolicy = {
  read: sightRule<Talk>(
    'messages.read',
    'messages:read',
    (actor, talk) => isMember(actor) && talk.participantIds.includes(actor.id),
  ),
  write: rule<Talk>(
    'messages.write',
    'messages:write',
    (actor, talk) => isMember(actor) && talk.participantIds.includes(actor.id) && !talk.closed,
  ),
};
