import type { Pool } from 'pg';
import { isPlaceholder } from './placeholder-address.ts';

export interface AccountProfile {
  email: string | null;
  emailVerified: boolean;
  phone: string | null;
  hasPassword: boolean;
  /** An authenticator app is enrolled, or a passkey. */
  hasSecondFactor: boolean;
}

interface ProfileRow {
  email: string;
  email_verified: boolean;
  phone_number: string | null;
  has_password: boolean;
  has_second_factor: boolean;
}

/** How a member signs in, as the member's own profile shows it; null without an account. */
export async function accountProfile(pool: Pool, memberId: string): Promise<AccountProfile | null> {
  const { rows } = await pool.query<ProfileRow>(
    `select u.email, u.email_verified, u.phone_number,
       exists (select 1 from auth_credential c where c.user_id = u.id and c.password is not null) as has_password,
       exists (select 1 from auth_second_factor f where f.user_id = u.id and f.verified)
         or exists (select 1 from auth_passkey p where p.user_id = u.id) as has_second_factor
     from auth_user u where u.id = $1`,
    [memberId],
  );
  const row = rows[0];
  if (!row) return null;
  const hasAddress = !isPlaceholder(row.email);
  return {
    email: hasAddress ? row.email : null,
    emailVerified: hasAddress && row.email_verified,
    phone: row.phone_number,
    hasPassword: row.has_password,
    hasSecondFactor: row.has_second_factor,
  };
}

/** Where messages reach a member: a confirmed address, a confirmed number; and the number to call, confirmed or not. */
export interface Contact {
  mail: string | null;
  sms: string | null;
  phone: string | null;
}

/** How these members can be reached, in one statement; those without an account are missing. */
export async function contactsOf(pool: Pool, memberIds: readonly string[]): Promise<Map<string, Contact>> {
  const { rows } = await pool.query<{
    id: string;
    email: string;
    verified: boolean;
    phone: string | null;
    sms: boolean;
  }>(
    `select id, email, email_verified as verified, phone_number as phone, phone_number_verified as sms
       from auth_user where id = any($1::uuid[])`,
    [memberIds],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        mail: row.verified && !isPlaceholder(row.email) ? row.email : null,
        sms: row.sms ? row.phone : null,
        phone: row.phone,
      },
    ]),
  );
}

/** Everything the account knows of a member, without secrets, for "download all my data". */
export async function exportAccount(pool: Pool, memberId: string) {
  const list = async (sql: string) => (await pool.query<Record<string, unknown>>(sql, [memberId])).rows;
  const [profile, sessions, passkeys, accessCards, apiTokens, providers] = await Promise.all([
    accountProfile(pool, memberId),
    list(`select created_at as "createdAt", expires_at as "expiresAt", ip_address as "ipAddress", user_agent as "userAgent",
            second_factor_at as "secondFactorAt" from auth_session where user_id = $1 order by id`),
    list(`select name, created_at as "createdAt" from auth_passkey where user_id = $1 order by id`),
    list(`select issued_at as "issuedAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt" from access_card
          where member_id = $1 order by id`),
    list(`select name, permissions, created_at as "createdAt", expires_at as "expiresAt", last_request as "lastUsedAt"
          from auth_api_key where reference_id = $1 order by id`),
    list(`select provider_id as provider, created_at as "createdAt" from auth_credential
          where user_id = $1 and provider_id <> 'credential' order by id`),
  ]);
  return { ...profile, sessions, passkeys, accessCards, apiTokens, providers };
}

/** Removes the account with all its ways in; its sessions end at once everywhere. The member's traces are the members feature's matter. */
export async function deleteAccount(pool: Pool, memberId: string): Promise<void> {
  await pool.query(
    `with kept as (delete from outbox_message where recipient in
        (select email from auth_user where id = $1 union select phone_number from auth_user where id = $1))
     delete from auth_user where id = $1`,
    [memberId],
  );
}
