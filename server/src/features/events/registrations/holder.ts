import { isMember } from '../../../platform/authorization/rule.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Registration } from './registration.entity.ts';

/** Opened by their tokens in this request; entities live no longer than one. */
const opened = new WeakSet<Registration>();

/** Remembers that somebody who has its token asks for this registration, and for no other. */
export function openedByToken(registration: Registration): Registration {
  opened.add(registration);
  return registration;
}

/** Whether the reader has this registration: by its token, or as its member. Organisers have none but their own. */
export const isHolder = ({ actor }: Pick<RequestContext, 'actor'>, registration: Registration): boolean =>
  opened.has(registration) || (isMember(actor) && registration.member?.id === actor.id);
