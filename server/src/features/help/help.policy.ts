import type { Actor } from '../../platform/authorization/actor.ts';
import { anyone, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';
import type { HelpMatchState, HelpRequestState } from './help.words.ts';

interface SomeRequest {
  requester: { id: string };
  state: HelpRequestState;
}
interface SeenRequest extends SomeRequest {
  viewerHelps: boolean;
}
interface SomeMatch {
  helper: { id: string };
  requesterId: string;
  state: HelpMatchState;
}

const isRequester = (actor: Actor, request: SomeRequest) => isMember(actor) && actor.id === request.requester.id;
const asked = (actor: Actor, match: SomeMatch) => isMember(actor) && actor.id === match.requesterId;
const helps = (actor: Actor, match: SomeMatch) => isMember(actor) && actor.id === match.helper.id;

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
  seeMatch: sightRule<SomeMatch>(
    'help.seeMatch',
    'help:read',
    (actor, match) => asked(actor, match) || helps(actor, match),
  ),
  accept: rule<SomeMatch>('help.accept', 'help:write', asked),
  decline: rule<SomeMatch>('help.decline', 'help:write', asked),
  cancel: rule<SomeMatch>(
    'help.cancel',
    'help:write',
    (actor, match) => helps(actor, match) || (asked(actor, match) && match.state === 'ACCEPTED'),
  ),
  giveFeedback: rule<SomeMatch>(
    'help.giveFeedback',
    'help:write',
    (actor, match) => asked(actor, match) || helps(actor, match),
  ),
};
