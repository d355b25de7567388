import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { type Actor, memberActor, type Roles, staffScopes, visitor } from '../authorization/actor.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { LinkAction } from '../link-action.ts';
import type { Live } from '../live/live.ts';
import { requestLocale } from '../mail/request-locale.ts';
import type { PersonalData } from '../personal-data.ts';
import type { Reportable } from '../reportable.ts';
import type { Accounts } from '../sessions/accounts.ts';
import { networkOf } from '../sessions/network.ts';
import type { Translatable } from '../translatable.ts';
import type { RequestContext } from './context.ts';

export interface ContextParts {
  orm: MikroORM;
  accounts: Accounts;
  live: Live;
  clock: Clock;
  config: Config;
  personalData: readonly PersonalData[];
  linkActions: readonly LinkAction[];
  reportables: readonly Reportable[];
  translatables: readonly Translatable[];
  /** Members with whom the actor is blocked; remembered as long as the actor is the same object. */
  findBlocked: (ctx: Pick<RequestContext, 'em' | 'actor'>) => Promise<ReadonlySet<string>>;
  /** The roles of a member and whether there is a block, null once the member left. */
  findRoles: (memberId: string) => Promise<Roles | null>;
}

/** Makes the context of each request: who asks, in which language, with one unit of work. */
export function contextFactory(
  parts: ContextParts,
): (request: FastifyRequest, signal?: AbortSignal) => Promise<RequestContext> {
  const rolesOf = rememberRoles(parts);
  return async (request, signal = new AbortController().signal) => {
    const headers = toHeaders(request);
    const currentActor = () => findActor(parts.accounts, headers, rolesOf);
    const ctx: RequestContext = {
      em: parts.orm.em.fork(),
      actor: await currentActor(),
      currentActor,
      network: networkOf(request.ip),
      locale: requestLocale(headers),
      clock: parts.clock,
      config: parts.config,
      live: parts.live,
      accounts: parts.accounts,
      personalData: parts.personalData,
      linkActions: parts.linkActions,
      reportables: parts.reportables,
      translatables: parts.translatables,
      blockedWith() {
        return parts.findBlocked(this);
      },
      authorized: new Set(),
      changedActors: new Set(),
      signal,
    };
    return ctx;
  };
}

export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'authorization', 'accept-language']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

async function findActor(
  accounts: Accounts,
  headers: Headers,
  rolesOf: (id: string) => Promise<Roles | null>,
): Promise<Actor> {
  if (headers.has('authorization')) {
    const token = await accounts.lookupToken(headers);
    const roles = token && (await rolesOf(token.memberId));
    if (!token || !roles) return visitor;
    const secondFactor = staffScopes.some((scope) => token.scopes.has(scope));
    return memberActor({ id: token.memberId, sessionId: null, secondFactor, scopes: token.scopes, roles });
  }
  const session = headers.has('cookie') ? await accounts.lookupSession(headers) : null;
  const roles = session && (await rolesOf(session.memberId));
  if (!session || !roles) return visitor;
  return memberActor({
    id: session.memberId,
    sessionId: session.sessionId,
    secondFactor: session.secondFactor,
    scopes: null,
    roles,
  });
}

const maxRemembered = 10_000;

/** Roles are kept in memory while PostgreSQL tells this process of every change (triggers on town_role, membership, member and
 * member_block). */
function rememberRoles({ live, findRoles }: ContextParts): (memberId: string) => Promise<Roles | null> {
  const known = new Map<string, Roles | null>();
  let changes = 0;
  live.on('vicinia_actors', (memberId) => {
    changes++;
    known.delete(memberId);
  });
  live.onGap(() => {
    changes++;
    known.clear();
  });
  return async (memberId) => {
    const remembered = live.connected ? known.get(memberId) : undefined;
    if (remembered !== undefined) return remembered;
    const before = changes;
    const roles = await findRoles(memberId);
    if (live.connected && before === changes && roles) {
      const oldest = known.keys().next();
      if (known.size >= maxRemembered && !oldest.done) known.delete(oldest.value);
      known.set(memberId, roles);
    }
    return roles;
  };
}
