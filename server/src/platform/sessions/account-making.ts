import { hashPassword, symmetricEncrypt } from 'better-auth/crypto';
import type { Pool } from 'pg';
import { newId } from '../ids.ts';
import type { Locale } from '../locales.ts';
import type { BetterAuth, NewMember } from './better-auth.ts';
import { placeholderAddress } from './placeholder-address.ts';

export interface Person {
  displayName: string;
  locale: Locale;
}

export interface DemoAccount {
  memberId: string;
  displayName: string;
  locale: Locale;
  email: string;
  password: string;
  /** As authenticator apps take it (base32); with it the account has a second factor. */
  totpSecret?: string;
}

/** Makes an account and its member for somebody who has neither e-mail nor phone; returns the id. */
export async function createPerson(
  pool: Pool,
  takeMember: (member: NewMember) => Promise<void>,
  person: Person,
): Promise<string> {
  const id = newId();
  await insertUser(pool, { id, name: person.displayName, email: placeholderAddress(id), locale: person.locale });
  try {
    await takeMember({ id, ...person });
  } catch (error) {
    await pool.query(`delete from auth_user where id = $1`, [id]);
    throw error;
  }
  return id;
}

/** An account with a known password for the demo neighbourhood; its member exists already. */
export async function createDemoAccount(pool: Pool, auth: BetterAuth, account: DemoAccount): Promise<void> {
  const { memberId, displayName, locale, email, password, totpSecret } = account;
  await insertUser(pool, { id: memberId, name: displayName, email: email.toLowerCase(), locale });
  await pool.query(
    `insert into auth_credential (id, user_id, provider_id, account_id, password) values ($1, $2::uuid, 'credential', ($2::uuid)::text, $3)`,
    [newId(), memberId, await hashPassword(password)],
  );
  if (totpSecret === undefined) return;
  const { secretConfig: key } = await auth.$context;
  await pool.query(
    `insert into auth_second_factor (id, user_id, secret, backup_codes, verified) values ($1, $2, $3, $4, true)`,
    [
      newId(),
      memberId,
      await symmetricEncrypt({ key, data: `base32:${totpSecret}` }),
      await symmetricEncrypt({ key, data: '[]' }),
    ],
  );
  await pool.query(`update auth_user set two_factor_enabled = true where id = $1`, [memberId]);
}

async function insertUser(
  pool: Pool,
  user: { id: string; name: string; email: string; locale: string },
): Promise<void> {
  await pool.query(`insert into auth_user (id, name, email, email_verified, locale) values ($1, $2, $3, true, $4)`, [
    user.id,
    user.name,
    user.email,
    user.locale,
  ]);
}
