import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor, MemberActor } from '../authorization/actor.ts';
import { check, isMember, type Rule } from '../authorization/rule.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { AppError, notFound } from '../errors.ts';
import type { Locale } from '../locales.ts';
import type { KeepAs } from './response-cache.ts';
import type { LinkAction } from '../link-action.ts';
import type { Live } from '../live/live.ts';
import type { PersonalData } from '../personal-data.ts';
import type { Reportable } from '../reportable.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Translatable } from '../translatable.ts';

/** What one GraphQL request carries: one unit of work, who asks, in which language. */
export interface RequestContext {
  em: EntityManager;
  actor: Actor;
  /** From which network it comes, for limits on what people without an account do. */
  network: string;
  locale: Locale;
  clock: Clock;
  config: Config;
  live: Live;
  accounts: Accounts;
  /** What each feature keeps about people, for download and departure. */
  personalData: readonly PersonalData[];
  /** What may be done with one tap on a link in a message. */
  linkActions: readonly LinkAction[];
  /** What may be reported to the moderators. */
  reportables: readonly Reportable[];
  /** What may be translated. */
  translatables: readonly Translatable[];
  /** Members with whom the actor is blocked, in either direction; one statement per request. */
  blockedWith(): Promise<ReadonlySet<string>>;
  /** Actions that were authorized so far; the root guard refuses the answer of an operation whose action is missing. */
  authorized: Set<string>;
  /** Members whose roles or blocks this request changes: this process forgets them with the commit, the others by notification. */
  changedActors: Set<string>;
  /** Reads the actor anew, for long-lived subscriptions. */
  currentActor(): Promise<Actor>;
  /** Set for visitors' queries. */
  keepAs?: KeepAs;
  /** Ends when the client of a subscription goes away. */
  signal: AbortSignal;
}

/** The first line of every service method: denied by default, remembered for the root guard. */
export function authorize(ctx: RequestContext, entry: Rule): void;
export function authorize<Subject>(ctx: RequestContext, entry: Rule<Subject>, subject: Subject): void;
export function authorize<Subject>(ctx: RequestContext, entry: Rule<Subject>, subject?: Subject): void {
  check(ctx.actor, entry, subject as Subject);
  ctx.authorized.add(entry.action);
}

/** Refuses visitors before anything is read, so that they cannot tell what exists. */
export function signedIn(ctx: RequestContext): MemberActor {
  if (!isMember(ctx.actor)) throw new AppError('SIGN_IN_REQUIRED');
  return ctx.actor;
}

/** Authorizes a subject that was just looked up; null reads as not found. */
export function authorizeFound<Subject>(ctx: RequestContext, entry: Rule<Subject>, subject: Subject | null): Subject {
  if (subject === null) {
    throw notFound();
  }
  authorize(ctx, entry, subject);
  return subject;
}
