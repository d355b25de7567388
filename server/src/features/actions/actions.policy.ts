import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, hasRoleIn, hasTownRole, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { ActionState } from './actions.words.ts';

interface SomeAction {
  state: ActionState;
  proposer?: { id: string } | null | undefined;
  organisation?: { id: string } | null | undefined;
  openedAt?: Date | string | null | undefined;
  hiddenAt?: Date | string | null | undefined;
}
interface SomeOrganisation {
  organisationId: string;
}

const isStaffOf = (actor: Actor, organisationId: string) => hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF');
const isProposer = (actor: Actor, { proposer }: SomeAction) => isMember(actor) && actor.id === proposer?.id;
const decidesForTown = (actor: Actor) => hasTownRole(actor, 'COORDINATOR', 'ADMINISTRATOR');
/** Staff of the organisation that holds the action, or of the one that the proposer would like to. */
const isStaffOfIts = (actor: Actor, { organisation }: SomeAction) =>
  organisation != null && isStaffOf(actor, organisation.id);
const isStillProposed = ({ openedAt }: SomeAction) => !openedAt;

/** Whether everybody may read it: what was declined or never began is between the proposer and those who answered. */
export const isPublic = (action: SomeAction): boolean =>
  !action.hiddenAt && action.state !== 'DECLINED' && (action.state !== 'CANCELLED' || !isStillProposed(action));

/** Organisers are the staff of the organisation; before one has taken it on, the proposer. */
const organises = (actor: Actor, action: SomeAction) =>
  isStillProposed(action) ? isProposer(actor, action) : isStaffOfIts(actor, action);

export const actionPolicy = {
  list: rule('actions.list', 'help:read', anyone),
  see: sightRule<SomeAction>(
    'actions.see',
    'help:read',
    (actor, action) =>
      isPublic(action) || isProposer(actor, action) || isStaffOfIts(actor, action) || decidesForTown(actor),
  ),
  listMine: rule('actions.listMine', 'help:read', isMember),
  propose: rule('actions.propose', 'help:write', isMember),
  /** Begins an action without a proposal before it. */
  open: rule<SomeOrganisation>('actions.open', 'help:write', (actor, { organisationId }) =>
    isStaffOf(actor, organisationId),
  ),
  /** A proposal that wishes for an organisation waits for that one; others are for whoever comes first. */
  takeOn: rule<SomeAction & SomeOrganisation>(
    'actions.takeOn',
    'help:write',
    (actor, action) =>
      isStaffOf(actor, action.organisationId) &&
      (action.organisation?.id ?? action.organisationId) === action.organisationId,
  ),
  decline: rule<SomeAction>(
    'actions.decline',
    'help:write',
    (actor, action) => isStaffOfIts(actor, action) || decidesForTown(actor),
  ),
  edit: rule<SomeAction>('actions.edit', 'help:write', organises),
  cancel: rule<SomeAction>('actions.cancel', 'help:write', organises),
  close: rule<SomeAction>('actions.close', 'help:write', isStaffOfIts),
  /** Names of all who signed up, and who came. */
  seePeople: rule<SomeAction>('actions.seePeople', 'help:read', isStaffOfIts),
  markAttendance: rule<SomeAction>('actions.markAttendance', 'help:write', isStaffOfIts),
  readMeetingPoint: rule<SomeAction & { viewerTakesPart: boolean }>(
    'actions.readMeetingPoint',
    'help:read',
    (actor, action) => organises(actor, action) || (action.viewerTakesPart && action.state === 'OPEN'),
  ),
  signUp: rule('actions.signUp', 'help:write', isMember),
  leave: rule('actions.leave', 'help:write', isMember),
  pledge: rule('actions.pledge', 'help:write', isMember),
};
