import type { Actor } from '../../platform/authorization/actor.ts';
import { hasRoleIn, isMember, rule, sightRule, isAccessPointStaff } from '../../platform/authorization/rule.ts';

interface SomeConsent {
  memberId: string;
  organisationId: string | null;
}

const takesConsentFor = (actor: Actor, { memberId, organisationId }: SomeConsent): boolean =>
  isMember(actor) &&
  actor.id !== memberId &&
  (organisationId === null
    ? isAccessPointStaff(actor)
    : hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF', 'MEDIATOR'));

export const consentPolicy = {
  /** Staff write down what a person said to them, in the name of the town or of their organisation. */
  record: rule<SomeConsent>('consents.record', null, takesConsentFor),
  /** The person, at any time; or the staff to whom it was given. */
  withdraw: sightRule<SomeConsent>(
    'consents.withdraw',
    null,
    (actor, consent) => (isMember(actor) && actor.id === consent.memberId) || takesConsentFor(actor, consent),
  ),
  /** To act in somebody's place, with a consent that is in force. */
  actFor: rule<SomeConsent>('consents.actFor', null, takesConsentFor),
};
