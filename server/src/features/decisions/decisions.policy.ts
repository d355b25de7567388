import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, hasRoleIn, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { DecisionState } from './decisions.words.ts';

/** What the policies look at; the consultation itself has been read before. */
export interface SomeDecision {
  state: DecisionState;
  /** Whose consultation it was. */
  organisationId: string;
}

/** A promise: besides the organisers, whoever promised it says how it stands. */
export interface SomeCommitment {
  organisationId: string;
  ownerId: string | null;
}

const organises = (actor: Actor, { organisationId }: { organisationId: string }) =>
  hasRoleIn(actor, organisationId, 'COORDINATOR', 'STAFF');

export const decisionPolicy = {
  list: rule('decisions.list', 'consultations:read', anyone),
  /** Published decisions are everybody's; of a draft, only its writers learn that there is one. */
  see: rule('decisions.see', 'consultations:read', anyone),
  seeOne: sightRule<SomeDecision>(
    'decisions.seeOne',
    'consultations:read',
    (actor, decision) => decision.state === 'PUBLISHED' || organises(actor, decision),
  ),
  write: sightRule<{ organisationId: string }>('decisions.write', 'consultations:write', organises),
  publish: sightRule<{ organisationId: string }>('decisions.publish', 'consultations:write', organises),
  /** Says how a commitment stands, or begins something that people can join. */
  move: sightRule<SomeCommitment>(
    'decisions.move',
    'consultations:write',
    (actor, { organisationId, ownerId }) =>
      organises(actor, { organisationId }) || (ownerId !== null && organises(actor, { organisationId: ownerId })),
  ),
};
