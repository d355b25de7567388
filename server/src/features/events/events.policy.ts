import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, hasRoleIn, hasTownRole, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { EventState } from './events.words.ts';

/** What the policies look at; `organisers` are the ids of the organiser and of the co-organisers that agreed, the organiser first. */
export interface SomeEvent {
  state: EventState;
  organisers: readonly string[];
  hiddenAt?: Date | string | null | undefined;
}
interface SomeOrganisation {
  organisationId: string;
}

const isStaffOf = (actor: Actor, organisationId: string) => hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF');
const organises = (actor: Actor, { organisers }: SomeEvent) => organisers.some((id) => isStaffOf(actor, id));
const isOrganiser = (actor: Actor, { organisers: [first] }: SomeEvent) =>
  first !== undefined && isStaffOf(actor, first);
const mediates = (actor: Actor, { organisers }: SomeEvent) => organisers.some((id) => hasRoleIn(actor, id, 'MEDIATOR'));
const belongs = (actor: Actor, { organisers }: SomeEvent) => organisers.some((id) => hasRoleIn(actor, id, 'VOLUNTEER'));
const decidesForTown = (actor: Actor) => hasTownRole(actor, 'COORDINATOR', 'ADMINISTRATOR');

/** Whether everybody may read it. */
export const isPublic = ({ state, hiddenAt }: Pick<SomeEvent, 'state' | 'hiddenAt'>): boolean =>
  state !== 'DRAFT' && !hiddenAt;

export const eventPolicy = {
  list: rule('events.list', 'events:read', anyone),
  see: sightRule<SomeEvent>(
    'events.see',
    'events:read',
    (actor, event) => isPublic(event) || organises(actor, event) || mediates(actor, event) || decidesForTown(actor),
  ),
  /** Drafts and everything else of the organisations one works for. */
  listMine: rule('events.listMine', 'events:read', isMember),
  create: rule<SomeOrganisation>('events.create', 'events:write', (actor, { organisationId }) =>
    isStaffOf(actor, organisationId),
  ),
  importCalendar: rule<SomeOrganisation>('events.importCalendar', 'events:write', (actor, { organisationId }) =>
    isStaffOf(actor, organisationId),
  ),
  /** Whether one's organisation helps to organise what another one plans: until it agrees it reads nothing. */
  answerCoOrganising: rule<SomeOrganisation>('events.answerCoOrganising', 'events:write', (actor, { organisationId }) =>
    isStaffOf(actor, organisationId),
  ),
  edit: rule<SomeEvent>('events.edit', 'events:write', organises),
  /** Showing it to everybody, and calling it off, is the organiser's own. */
  publish: rule<SomeEvent>('events.publish', 'events:write', isOrganiser),
  cancel: rule<SomeEvent>('events.cancel', 'events:write', isOrganiser),
  remove: rule<SomeEvent>('events.remove', 'events:write', isOrganiser),
  saveResult: rule<SomeEvent>('events.saveResult', 'events:write', organises),
  /**
   * Where an online meeting is: for the organisers and those who have a place; for members where nobody registers. Of those
   * who help, for interpreters whom somebody knows: staff have seen who they are, or they belong to an organiser. Anybody can
   * claim a slot until they are taken off it, so the claim alone would lead strangers past the places and the list; and
   * whoever sets up or drives has nothing to do in the meeting.
   */
  readOnlineUrl: rule<SomeEvent & { registers: boolean; hasPlace: boolean; interprets: boolean; isSeen: boolean }>(
    'events.readOnlineUrl',
    'events:read',
    (actor, event) =>
      organises(actor, event) ||
      mediates(actor, event) ||
      event.hasPlace ||
      (event.interprets && (event.isSeen || belongs(actor, event))) ||
      (!event.registers && isMember(actor)),
  ),
  register: rule('events.register', 'events:write', isMember),
  /** Without an account; whoever has one registers with it. */
  registerGuest: rule('events.registerGuest', 'events:write', anyone),
  /** Whoever has the message has the registration. */
  useRegistration: sightRule<{ holdsToken: boolean }>(
    'events.useRegistration',
    'events:write',
    (_, { holdsToken }) => holdsToken,
  ),
  listRegistrations: rule('events.listRegistrations', 'events:read', isMember),
  /** Who registered, who needs what, who came, how it was: the organisers. */
  seePeople: sightRule<SomeEvent>('events.seePeople', 'events:read', organises),
  checkIn: rule<SomeEvent>('events.checkIn', 'events:write', organises),
  /** Open support slots, for those who would like to help. */
  listSupport: rule('events.listSupport', 'events:read', anyone),
  planSupport: rule<SomeEvent>('events.planSupport', 'events:write', organises),
  claimSupport: rule('events.claimSupport', 'events:write', isMember),
  /** The own calendar of what one agreed to; its address is a secret, so no program makes one. */
  managePersonalCalendar: rule('events.managePersonalCalendar', null, isMember),
  approveTranslation: rule<SomeEvent>('events.approveTranslation', 'events:write', organises),
  reviewTranslation: rule<SomeEvent>('events.reviewTranslation', 'events:write', mediates),
};
