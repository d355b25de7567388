import type { Actor } from '../../platform/authorization/actor.ts';
import { hasRoleIn, hasTownRole, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';

interface SomeConsent {
  memberId: string;
  organisationId: string | null;
}

const standsFor = (actor: Actor, { memberId, organisationId }: SomeConsent): boolean =>
  isMember(actor) &&
  actor.id !== memberId &&
  (organisationId === null
    ? hasTownRole(actor, 'ACCESS_POINT_OPERATOR', 'SOCIAL_WORKER', 'COORDINATOR', 'ADMINISTRATOR')
    : hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF', 'MEDIATOR'));

export const consentPolicy = {
  /** Staff write down what a person said to them, in the name of the town or of their organisation. */
  record: rule<SomeConsent>('consents.record', null, standsFor),
  /** The person, at any time; or the staff to whom it was given. */
  withdraw: sightRule<SomeConsent>(
    'consents.withdraw',
    null,
    (actor, consent) => (isMember(actor) && actor.id === consent.memberId) || standsFor(actor, consent),
  ),
  /** To act in somebody's place, with a consent that is in force. */
  actFor: rule<SomeConsent>('consents.actFor', null, standsFor),
};
