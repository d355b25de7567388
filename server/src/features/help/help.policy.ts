import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { HelpMatchState, HelpOfferState, HelpRequestState, Proposer } from './help.words.ts';

interface SomeRequest {
  requester: { id: string };
  askedBy?: { id: string } | null | undefined;
  state: HelpRequestState;
}
interface SeenRequest extends SomeRequest {
  viewerHelps: boolean;
}
interface SomeMatch {
  helper: { id: string };
  /** The requester, and staff who asked for them. */
  askerIds: readonly string[];
  proposedBy: Proposer;
  state: HelpMatchState;
}
interface SomeOffer {
  member: { id: string };
  state: HelpOfferState;
  hiddenAt?: Date | null | undefined;
}

/** The person who needs help, or the staff who asked in their place. */
const isRequester = (actor: Actor, request: SomeRequest) =>
  isMember(actor) && (actor.id === request.requester.id || actor.id === request.askedBy?.id);
const asked = (actor: Actor, match: SomeMatch) => isMember(actor) && match.askerIds.includes(actor.id);
const gives = (actor: Actor, offer: SomeOffer) => isMember(actor) && actor.id === offer.member.id;
const helps = (actor: Actor, match: SomeMatch) => isMember(actor) && actor.id === match.helper.id;

const isProposing = (actor: Actor, match: SomeMatch) =>
  match.proposedBy === 'HELPER' ? helps(actor, match) : asked(actor, match);
const isAnswering = (actor: Actor, match: SomeMatch) =>
  match.proposedBy === 'HELPER' ? asked(actor, match) : helps(actor, match);

export const helpPolicy = {
  list: rule('help.list', 'help:read', anyone),
  /** Open requests are public; what is settled is for those it was settled between. */
  see: sightRule<SeenRequest>(
    'help.see',
    'help:read',
    (actor, request) => request.state === 'OPEN' || isRequester(actor, request) || request.viewerHelps,
  ),
  listMine: rule('help.listMine', 'help:read', isMember),
  ask: rule('help.ask', 'help:write', isMember),
  withdraw: rule<SomeRequest>('help.withdraw', 'help:write', isRequester),
  complete: rule<SeenRequest>(
    'help.complete',
    'help:write',
    (actor, request) => isRequester(actor, request) || request.viewerHelps,
  ),
  offer: rule('help.offer', 'help:write', isMember),
  /** Open offers are public. */
  seeOffer: sightRule<SomeOffer>(
    'help.seeOffer',
    'help:read',
    (actor, offer) => (offer.state === 'OPEN' && !offer.hiddenAt) || gives(actor, offer),
  ),
  withdrawOffer: rule<SomeOffer>('help.withdrawOffer', 'help:write', gives),
  invite: rule<SomeRequest>('help.invite', 'help:write', isRequester),
  shareContact: rule<SomeMatch>(
    'help.shareContact',
    null,
    (actor, match) => asked(actor, match) || helps(actor, match),
  ),
  seeMatch: sightRule<SomeMatch>(
    'help.seeMatch',
    'help:read',
    (actor, match) => asked(actor, match) || helps(actor, match),
  ),
  /** The side that did not make the first step answers it. */
  accept: rule<SomeMatch>('help.accept', 'help:write', isAnswering),
  decline: rule<SomeMatch>('help.decline', 'help:write', isAnswering),
  cancel: rule<SomeMatch>('help.cancel', 'help:write', (actor, match) =>
    match.state === 'ACCEPTED' ? helps(actor, match) || asked(actor, match) : isProposing(actor, match),
  ),
  giveFeedback: rule<SomeMatch>(
    'help.giveFeedback',
    'help:write',
    (actor, match) => asked(actor, match) || helps(actor, match),
  ),
};
