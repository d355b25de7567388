import type { Pool } from 'pg';
import { type Config, originOf } from '../config.ts';
import type { Locale } from '../locales.ts';
import type { Outbox } from '../mail/outbox.ts';
import * as cards from './access-cards.ts';
import { createDemoAccount, createPerson, type DemoAccount, type Person } from './account-making.ts';
import { accountProfile, contactsOf, deleteAccount, exportAccount } from './account-data.ts';
import { createApiTokens } from './api-tokens.ts';
import { configureBetterAuth, type NewMember } from './better-auth.ts';
import { createMessenger } from './messenger.ts';
import { createSecurityWatch, type SecurityWatchParts } from './security-watch.ts';
import { reportFault } from './server-fault.ts';
import { createSessionLookup } from './session-lookup.ts';
import { forgiveTurns, takeTurn, type TargetLimit } from './target-limit.ts';

export type Accounts = ReturnType<typeof createAuth>;

export interface AccountsParts {
  config: Config;
  pool: Pool;
  outbox: Outbox;
  /** Inserts the member of a new account, with the same id. */
  onMemberCreated: (pool: Pool, member: NewMember) => Promise<void>;
  /** Tells a member what changed in how they get in. */
  onSecurityChange: SecurityWatchParts['tell'];
  /** Whether sessions may be answered from memory: true while this process hears the channel `vicinia_sessions`. */
  mayRemember?: () => boolean;
}

/** Everything about signing in: ways in, sessions, second factor, cards, tokens, one's own account data. */
export function createAuth(parts: AccountsParts) {
  const { config, pool, outbox, onMemberCreated, mayRemember = () => false } = parts;
  const underWay = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>) => {
    const watched = work
      .catch((error: unknown) => reportFault('Work for accounts failed:', error))
      .finally(() => underWay.delete(watched));
    underWay.add(watched);
  };
  const messenger = createMessenger(pool, outbox);
  const security = createSecurityWatch({
    pool,
    messenger,
    page: `${originOf(config)}/legal`,
    tell: parts.onSecurityChange,
  });
  const auth = configureBetterAuth({ config, pool, messenger, security, onMemberCreated, inBackground });
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const sessions = createSessionLookup({
    pool,
    secret: config.secret,
    cookieName: `${secure ? '__Secure-' : ''}vicinia.session_token`,
    mayRemember,
  });
  const tokens = createApiTokens(pool, auth);
  const takeMember = (member: NewMember) => onMemberCreated(pool, member);

  return {
    publicUrl: config.publicUrl,
    /** Answers a request for one of better-auth's own paths; the outside comes through `registerAuth`. */
    handle: (request: Request): Promise<Response> => auth.handler(request),
    /** Does something and tells the member which of their ways in it changed; null: nobody's. */
    watchWaysIn: security.around,
    takeTurn: (limit: TargetLimit, target: string) => takeTurn(pool, limit, target),
    forgiveTurns: (limit: TargetLimit, target: string) => forgiveTurns(pool, limit, target),
    waysIn: () => ({ oidc: config.oidc === null ? null : { name: config.oidc.name } }),

    /** The session of a request, from its cookie; null for a visitor. */
    lookupSession: sessions.find,
    /** The member and scopes of `Authorization: Bearer vic_...`; null if there is none or it is not valid. */
    async lookupToken(headers: Headers) {
      const secret = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
      return secret === undefined ? null : tokens.verify(secret);
    },
    /** What PostgreSQL tells on the channel `vicinia_sessions`: the id of a changed or ended session. */
    onSessionNotification: sessions.forget,
    /** For the moment the listening connection was lost: anything may have been missed. */
    forgetSessions: sessions.forgetAll,

    issueAccessCard: (memberId: string, issuedBy: string) => cards.issueAccessCard(pool, memberId, issuedBy),
    revokeAccessCard: (id: string) => cards.revokeAccessCard(pool, id),
    listAccessCards: (memberId: string) => cards.listAccessCards(pool, memberId),
    findAccessCard: (id: string) => cards.findAccessCard(pool, id),

    createApiToken: tokens.create,
    listApiTokens: tokens.list,
    revokeApiToken: tokens.revoke,
    verifyApiToken: tokens.verify,

    /** An account without any way in yet, for a person whom staff registers; give it a card. */
    createPerson: (person: Person) => createPerson(pool, takeMember, person),
    createDemoAccount: (account: DemoAccount) => createDemoAccount(pool, auth, account),
    contactsOf: (memberIds: readonly string[]) => contactsOf(pool, memberIds),
    accountProfile: (memberId: string) => accountProfile(pool, memberId),
    exportAccount: (memberId: string) => exportAccount(pool, memberId),
    deleteAccount: (memberId: string) => deleteAccount(pool, memberId),
    /** The language of mails and SMS to this member. */
    async setLocale(memberId: string, locale: Locale): Promise<void> {
      await pool.query(`update auth_user set locale = $2, updated_at = now() where id = $1`, [memberId, locale]);
    },
    /** For administrators, after they know who asks: the member enrols anew. Ends all sessions. */
    async resetSecondFactor(memberId: string): Promise<void> {
      await pool.query(
        `with totp as (delete from auth_second_factor where user_id = $1),
              keys as (delete from auth_passkey where user_id = $1),
              ended as (delete from auth_session where user_id = $1)
         update auth_user set two_factor_enabled = false where id = $1`,
        [memberId],
      );
    },
    /**
     * Clears what has expired; for a nightly job. Returns the ids of accounts whose address nobody confirmed within a
     * week: they belong to nobody, and their members must go too.
     */
    async removeExpired(): Promise<string[]> {
      await pool.query(`delete from auth_session where expires_at < now()`);
      await pool.query(`delete from auth_verification where expires_at < now()`);
      await pool.query(`delete from auth_target_limit where window_ends_at < now()`);
      await pool.query(`delete from auth_api_key where expires_at < now() - interval '30 days'`);
      await pool.query(`delete from outbox_message where created_at < now() - interval '7 days'`);
      const { rows } = await pool.query<{ id: string }>(
        `delete from auth_user u where not email_verified and phone_number is null and created_at < now() - interval '7 days'
           and not exists (select 1 from auth_session s where s.user_id = u.id)
           and not exists (select 1 from auth_credential c where c.user_id = u.id and c.provider_id <> 'credential')
         returning id`,
      );
      return rows.map(({ id }) => id);
    },
    /** Waits for messages that are still being sent. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
