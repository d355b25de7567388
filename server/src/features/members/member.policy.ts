import type { Actor } from '../../platform/authorization/actor.ts';
import {
  anyone,
  hasScope,
  hasTownRole,
  isMember,
  rule,
  sightRule,
  isAccessPointStaff,
} from '../../platform/authorization/rule.ts';
import type { Audience } from './member.words.ts';

interface Someone {
  id: string;
  gone: boolean;
}
interface Registered extends Someone {
  registeredBy?: object | null;
}

const isSelf = (actor: Actor, member: { id: string }) => isMember(actor) && actor.id === member.id;

/** A member whose roles do not wait for a second factor: staff show it before what cannot be undone. */
const hasWhatItHas = (actor: Actor) => isMember(actor) && actor.withSecondFactor === null;

export const memberPolicy = {
  viewer: rule('members.viewer', 'profile:read', anyone),
  see: sightRule<Someone>(
    'members.see',
    'profile:read',
    (actor, member) => isMember(actor) && (!member.gone || isSelf(actor, member)),
  ),
  search: rule('members.search', null, isAccessPointStaff),
  editProfile: rule('members.editProfile', 'profile:write', isMember),
  readMyData: rule('members.readMyData', null, hasWhatItHas),
  leave: rule('members.leave', null, hasWhatItHas),
  grantTownRoles: rule('members.grantTownRoles', null, (actor) => hasTownRole(actor, 'ADMINISTRATOR')),
  register: rule('members.register', null, isAccessPointStaff),
  /** Only for people whom staff wrote down: nobody can make themself a key to somebody else's account. */
  issueCard: rule<Registered>(
    'members.issueCard',
    null,
    (actor, member) => isAccessPointStaff(actor) && !member.gone && Boolean(member.registeredBy),
  ),
  manageTokens: rule('members.manageTokens', null, isMember),
  readOutbox: rule('members.readOutbox', null, anyone),
};

/** Whether a part of a profile with this audience is shown to the actor. Staff of the access point see it to place people well. */
export function seesPart(actor: Actor, member: { id: string }, audience: Audience): boolean {
  if (audience === 'EVERYONE') return true;
  if (!hasScope(actor, 'profile:read')) return false;
  if (isSelf(actor, member)) return true;
  return audience === 'MEMBERS' ? isMember(actor) : false;
}
